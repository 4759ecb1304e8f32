import Columnar

/// The legend of a continuous colour: a strip of the ramp with ticks, or a box for each of its steps.
extension Guides {
  /// A strip whose ticks are beside it.
  private struct Strip {
    /// The colours, from one end to the other, with the part of the length where each begins.
    var pieces: [(start: Double, end: Double, color: RGBColor)]
    /// The ticks: where they stand, from 0 to 1, and what they say.
    var ticks: [(place: Double, label: String)]
    var length: Double
  }

  private func strip(_ ramp: ColorRamp, isVertical: Bool) -> Strip {
    let size = metrics.legendSize
    func room(_ label: String) -> Double {
      isVertical
        ? metrics.lineHeight(size)
        : measurer.width(of: label, size: size, isBold: false) * metrics.textSlack + metrics.gap
    }
    if ramp.edges.count > 1 {
      let labels = rampLabels(ramp.edges, ramp)
      let count = ramp.edges.count - 1
      let widest = labels.map(room).max() ?? 0
      let box = max(metrics.isCellular ? (isVertical ? 1 : 3) : isVertical ? 18 : 32, widest)
      let length = isVertical ? box * Double(count) : min(width * 0.6, box * Double(count))
      let pieces = (0..<count).compactMap { step -> (Double, Double, RGBColor)? in
        let middle = (ramp.edges[step] + ramp.edges[step + 1]) / 2
        return ramp.color(middle).map {
          (Double(step) / Double(count), Double(step + 1) / Double(count), $0)
        }
      }
      let ticks = labels.enumerated().map { (Double($0) / Double(count), $1) }
      return Strip(pieces: pieces, ticks: ticks, length: length)
    }
    let length = metrics.isCellular ? (isVertical ? 9 : 24) : 160.0
    let count = metrics.isCellular ? Int(length) : 40
    let pieces = (0..<count).compactMap { piece -> (Double, Double, RGBColor)? in
      let start = Double(piece) / Double(count)
      let end = Double(piece + 1) / Double(count)
      return ramp.color(ramp.value(at: (start + end) / 2)).map { (start, end, $0) }
    }
    // As many ticks as fit, from five to two.
    var chosen: [(place: Double, label: String)] = []
    for target in [4, 3, 2] {
      chosen = rampTicks(ramp, target: target)
      let ends = chosen.map { (middle: $0.place * length, room: room($0.label)) }
      let fits = zip(ends, ends.dropFirst()).allSatisfy {
        $1.middle - $0.middle >= ($0.room + $1.room) / 2
      }
      if fits, chosen.count <= 5 || target == 2 { break }
    }
    return Strip(pieces: pieces, ticks: chosen, length: length)
  }

  private func rampTicks(_ ramp: ColorRamp, target: Int) -> [(place: Double, label: String)] {
    let ticks: AxisTicks
    if ramp.isTime {
      let step = TimeStep.nearest(span: ramp.upper - ramp.lower, target: target, grain: .day)
      ticks = TimeTicks.ticks(
        from: ramp.lower, to: ramp.upper, step: step, grain: nil, isOneLine: true)
    } else {
      ticks = ramp.transform.ticks(
        from: ramp.lower, to: ramp.upper, target: target, style: TickStyle(format: ramp.format))
    }
    let inside = ticks.major.compactMap { tick in
      ramp.fraction(tick.value).flatMap {
        $0 >= -1e-9 && $0 <= 1 + 1e-9 ? (max(0, min(1, $0)), tick.label) : nil
      }
    }
    // A ramp of one value has no length to spread ticks on.
    if inside.isEmpty { return [(0.5, rampLabels([ramp.lower], ramp)[0])] }
    return inside
  }

  private func rampLabels(_ values: [Double], _ ramp: ColorRamp) -> [String] {
    if ramp.isTime {
      return values.map { ValueText.date(Int32(max(-1e8, min(1e8, $0)).rounded(.down))) }
    }
    return ramp.transform is LinearTransform
      ? NumberLabels.labels(values, format: ramp.format)
      : NumberLabels.logarithmicLabels(values, format: ramp.format)
  }

  /// The legend as a row: the title, and the strip with its ticks below.
  func rampBlock(_ ramp: ColorRamp) -> ChartLayout.Block {
    let size = metrics.legendSize
    let strip = strip(ramp, isVertical: false)
    let line = metrics.lineHeight(size)
    let bar = metrics.isCellular ? 1 : 10.0
    // The first label may begin before the strip.
    let before = strip.ticks.first.map {
      max(0, textWidth($0.label) / 2 - $0.place * strip.length)
    }
    let titleWidth = title.isEmpty ? 0 : textWidth(shownTitle) + metrics.gap * 2
    let offset = max(titleWidth, (before ?? 0).rounded(.up))
    let height = metrics.isCellular ? 2 : bar + 2 + line
    return ChartLayout.Block(height: height) { left, top in
      var items = titleItems(at: ScenePoint(left, top + bar / 2))
      let start = left + offset
      for (index, piece) in strip.pieces.enumerated() {
        let x = start + piece.start * strip.length
        let end = start + piece.end * strip.length
        items.append(
          rampPiece(
            SceneRectangle(x: x, y: top, width: end - x, height: bar), piece.color,
            isLast: index == strip.pieces.count - 1, ramp, isVertical: false))
      }
      for tick in strip.ticks {
        let place = ScenePoint(
          start + tick.place * strip.length, top + (metrics.isCellular ? 1.5 : bar + 3 + line / 2))
        items.append(mutedText(tick.label, at: place, anchor: .middle))
      }
      return items
    }
  }

  /// The legend as a column: the title, and the strip with its ticks on the right, large values on
  /// top.
  func verticalRamp(
    _ ramp: ColorRamp
  ) -> (width: Double, height: Double, items: (Double, Double) -> [SceneItem]) {
    let size = metrics.legendSize
    let strip = strip(ramp, isVertical: true)
    let line = metrics.lineHeight(size)
    let bar = metrics.isCellular ? 2 : 12.0
    let labels = strip.ticks.map { textWidth($0.label) }.max() ?? 0
    let width = max(textWidth(shownTitle), bar + metrics.gap + labels)
    let before = title.isEmpty ? 0 : line + (metrics.isCellular ? 0 : metrics.gap)
    return (
      width, before + strip.length + (metrics.isCellular ? 1 : line),
      { x, y in
        var items = titleItems(at: ScenePoint(x, y + line / 2))
        var top = y + before
        if !metrics.isCellular { top += line / 4 }
        for (index, piece) in strip.pieces.enumerated() {
          let upper = top + (1 - piece.end) * strip.length
          items.append(
            rampPiece(
              SceneRectangle(
                x: x, y: upper, width: bar, height: (piece.end - piece.start) * strip.length),
              piece.color, isLast: index == 0, ramp, isVertical: true))
        }
        for tick in strip.ticks {
          let place = ScenePoint(x + bar + metrics.gap, top + (1 - tick.place) * strip.length)
          items.append(mutedText(tick.label, at: place))
        }
        return items
      }
    )
  }

  /// A part of a strip; parts of a smooth ramp overlap a little, steps have a gap between them.
  private func rampPiece(
    _ rectangle: SceneRectangle, _ color: RGBColor, isLast: Bool, _ ramp: ColorRamp,
    isVertical: Bool
  ) -> SceneItem {
    var shown = rectangle
    if !metrics.isCellular, !isLast {
      let more = ramp.edges.isEmpty ? 0.5 : -1
      if isVertical { shown.height += more } else { shown.width += more }
    }
    return SceneItem(.legend, .rectangle(shown, fill: .fixed(color), stroke: nil))
  }
}
