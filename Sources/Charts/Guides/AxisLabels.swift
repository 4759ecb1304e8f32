/// The labels below a panel, made to fit without being turned unless that is asked for.
///
/// The first of these that fits: one line; two lines, broken at a space, `-`, `_` or `/`;
/// categories shortened in the middle; every n-th label, its tick dropped with it.
struct AxisLabels {
  private struct Label {
    var tick: AxisTick
    var lines: [String]
    var fullText: String?
  }

  let metrics: SurfaceMetrics
  private var labels: [Label] = []
  private var angle = 0.0
  /// The ticks that are left.
  private(set) var ticks: [AxisTick] = []
  /// The room that the labels take below the panel.
  private(set) var height = 0.0
  /// How far the last label reaches beyond the panel.
  private(set) var overhang = 0.0
  /// How far the first label reaches before the panel.
  private(set) var leadingOverhang = 0.0

  init(
    _ axisTicks: AxisTicks, scale: AxisScale, width: Double, metrics: SurfaceMetrics,
    measurer: any TextMeasurer
  ) {
    self.metrics = metrics
    let size = metrics.axisSize
    func textWidth(_ text: String) -> Double {
      measurer.width(of: text, size: size, isBold: false) * metrics.textSlack
    }
    let line = metrics.lineHeight(size)
    let above = metrics.isCellular ? 0 : metrics.gap
    let majors = axisTicks.major
    angle = metrics.isCellular ? 0 : scale.labelAngle
    if angle != 0 {
      let limit = 120.0
      let turned = Self.every(
        max(1, Int((line * Double(majors.count) / width).rounded(.up))), majors)
      labels = turned.map { tick in
        let shown = ChartText.shortened(tick.label, to: limit, size: size, measurer)
        return Label(tick: tick, lines: [shown], fullText: shown == tick.label ? nil : tick.label)
      }
      let (sine, cosine) = Rotation.sineAndCosine(degrees: angle)
      let longest = labels.map { textWidth($0.lines[0]) }.max() ?? 0
      height = labels.isEmpty ? 0 : longest * abs(sine) + line * abs(cosine) + above
      ticks = labels.map(\.tick)
      return
    }
    if case .band = scale.kind {
      let slot = width / Double(max(1, majors.count))
      let room = max(1, slot - metrics.gap)
      if majors.allSatisfy({ textWidth($0.label) <= room }) {
        labels = majors.map { Label(tick: $0, lines: [$0.label]) }
      } else if !metrics.isCellular,
        majors.allSatisfy({ Self.broken($0.label).allSatisfy { textWidth($0) <= room } })
      {
        labels = majors.map { Label(tick: $0, lines: Self.broken($0.label)) }
      } else {
        // A label shorter than a few letters says nothing, so some are left out instead.
        let smallest = metrics.isCellular ? 6 : 44.0
        let stride = max(1, Int((smallest / slot).rounded(.up)))
        let shownRoom = max(1, slot * Double(stride) - metrics.gap)
        labels = Self.every(stride, majors).map { tick in
          let shown = ChartText.shortened(tick.label, to: shownRoom, size: size, measurer)
          return Label(tick: tick, lines: [shown], fullText: shown == tick.label ? nil : tick.label)
        }
      }
    } else {
      var stride = 1
      while stride < majors.count {
        let kept = Self.every(stride, majors)
        let fits = zip(kept, kept.dropFirst()).allSatisfy { a, b in
          let distance = abs(scale.fraction(b.value) - scale.fraction(a.value)) * width
          return distance >= (textWidth(a.label) + textWidth(b.label)) / 2 + metrics.gap
        }
        if fits { break }
        stride += 1
      }
      labels = Self.every(stride, majors, contexts: true).map { tick in
        Label(tick: tick, lines: tick.context.isEmpty ? [tick.label] : [tick.label, tick.context])
      }
      dropCrowdedContexts(scale, width, textWidth)
    }
    ticks = labels.map(\.tick)
    let rows = labels.map(\.lines.count).max() ?? 0
    height = rows > 0 ? line * Double(rows) + above : 0
    for label in labels {
      let half = (label.lines.map(textWidth).max() ?? 0) / 2
      let end = scale.fraction(label.tick.value) * width + half
      overhang = max(overhang, end - width)
      leadingOverhang = max(leadingOverhang, 2 * half - end)
    }
    if metrics.isCellular {
      overhang = overhang.rounded(.up)
      leadingOverhang = leadingOverhang.rounded(.up)
    }
  }

  /// A year below the first tick goes when the next one needs its room.
  private mutating func dropCrowdedContexts(
    _ scale: AxisScale, _ width: Double, _ textWidth: (String) -> Double
  ) {
    var next: (place: Double, width: Double)?
    for index in labels.indices.reversed() where labels[index].lines.count == 2 {
      let place = scale.fraction(labels[index].tick.value) * width
      let own = textWidth(labels[index].lines[1])
      if let next, next.place - place < (own + next.width) / 2 + metrics.gap {
        labels[index].lines.removeLast()
      } else {
        next = (place, own)
      }
    }
  }

  /// The labels at their places.
  func items(_ place: (Double) -> Double, below: () -> Double) -> [SceneItem] {
    let size = metrics.axisSize
    let line = metrics.lineHeight(size)
    let top = below()
    var items: [SceneItem] = []
    for label in labels {
      let x = place(label.tick.value)
      if angle != 0 {
        // Turned counter-clockwise a label ends at its tick, clockwise it begins there.
        items.append(
          SceneItem(
            .axis,
            .text(
              SceneText(
                label.lines[0], at: ScenePoint(x, top), size: size,
                anchor: angle > 0 ? .end : .start,
                paint: .muted, angle: -angle, fullText: label.fullText))))
        continue
      }
      for (row, text) in label.lines.enumerated() {
        let isContext = row == 1 && text == label.tick.context
        items.append(
          SceneItem(
            .axis,
            .text(
              SceneText(
                text, at: ScenePoint(x, top + line * (Double(row) + 0.5)), size: size,
                anchor: .middle, isBold: isContext, paint: .muted,
                fullText: row == 0 ? label.fullText : nil))))
      }
    }
    return items
  }

  /// Every n-th tick; a context that would be lost moves to the next tick that is kept.
  private static func every(_ stride: Int, _ ticks: [AxisTick], contexts: Bool = false)
    -> [AxisTick]
  {
    guard stride > 1 else { return ticks }
    var out: [AxisTick] = []
    var pending = ""
    for (index, tick) in ticks.enumerated() {
      if !tick.context.isEmpty { pending = tick.context }
      guard index % stride == 0 else { continue }
      var kept = tick
      if contexts { kept.context = pending }
      pending = ""
      out.append(kept)
    }
    return out
  }

  /// A text on two lines, broken where the halves are most alike.
  private static func broken(_ text: String) -> [String] {
    let characters = Array(text)
    var best: (index: Int, difference: Int)?
    for (index, character) in characters.enumerated() where " -_/".contains(character) {
      guard index > 0, index < characters.count - 1 else { continue }
      let difference = abs(characters.count - 2 * index - 1)
      if best.map({ difference < $0.difference }) ?? true { best = (index, difference) }
    }
    guard let best else { return [text] }
    let isSpace = characters[best.index] == " "
    return [
      String(characters[...(isSpace ? best.index - 1 : best.index)]),
      String(characters[(best.index + 1)...]),
    ]
  }
}
