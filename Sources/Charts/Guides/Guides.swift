import Columnar

/// What explains the colours: a legend, or labels at the ends of lines.
struct Guides {
  let chart: BuiltChart
  let metrics: SurfaceMetrics
  let measurer: any TextMeasurer
  let theme: Theme
  let width: Double
  /// Where the legend stands; `none` when there is none.
  let placement: LegendPlacement
  /// The legends of shapes, dashes and sizes.
  let looks: LookLegends
  /// The layer whose series are labelled at their ends.
  private let labelledLayer: Int?
  /// The room right of the panels.
  private(set) var rightGutter = 0.0
  /// The width of a legend beside the panels.
  private(set) var verticalWidth = 0.0

  init(
    _ chart: BuiltChart, metrics: SurfaceMetrics, measurer: any TextMeasurer, theme: Theme,
    width: Double
  ) {
    self.chart = chart
    self.metrics = metrics
    self.measurer = measurer
    self.theme = theme
    self.width = width
    let needsLegend: Bool =
      switch chart.color.kind {
      case .none: false
      case .categories: chart.color.categories.count > 1
      case .ramp: true
      }
    looks = LookLegends(chart, metrics: metrics, measurer: measurer, width: width)
    labelledLayer = Self.layerToLabel(chart)
    let labelsItself =
      chart.layers.contains { $0.mark.traits.amountChannel != nil }
      && (metrics.isCellular || chart.spec.legend == .automatic && chart.panels.count == 1)
    if !needsLegend || chart.spec.legend == .none || labelsItself {
      placement = .none
    } else if chart.spec.legend == .automatic {
      placement = labelledLayer == nil ? .top : .none
    } else if chart.spec.legend == .right, metrics.isCellular {
      placement = .top
    } else {
      placement = chart.spec.legend
    }
    if labelledLayer != nil {
      let widest =
        chart.color.categories.indices.flatMap(endLines).map { textWidth($0) }.max() ?? 0
      rightGutter = widest + (metrics.isCellular ? 2 : 12)
    } else if placement == .right {
      let labels = chart.color.categories.indices.map { textWidth(shownLabel($0)) }
      let widest = max(labels.max() ?? 60, textWidth(title))
      verticalWidth = widest + metrics.legendKeyWidth + metrics.gap
      rightGutter = verticalWidth + 2 * metrics.gap
    }
    if looks.placement == .right {
      verticalWidth = max(verticalWidth, looks.verticalWidth)
      rightGutter = max(rightGutter, verticalWidth + 2 * metrics.gap)
    }
  }

  /// The first layer of lines whose series all end near the right edge, if its categories are few.
  private static func layerToLabel(_ chart: BuiltChart) -> Int? {
    guard chart.spec.legend == .automatic, chart.panels.count == 1,
      case .categories = chart.color.kind,
      (2...8).contains(chart.color.categories.count), chart.color.foldedCount == 0
    else { return nil }
    let panel = chart.panels[0]
    for (index, layer) in chart.layers.enumerated() where layer.mark.traits.labelsEnds {
      let frame = panel.frames[index]
      guard !frame.colorCodes.isEmpty, layer.style.color == nil else { continue }
      let ends = frame.rowsBySeries.map { rows in
        rows.map { panel.scales.x.fraction(frame.center.x[$0]) }.filter { $0.isFinite }.max() ?? 0
      }
      let codes = Set(frame.rowsBySeries.compactMap { $0.first.map(frame.colorCode) })
      guard ends.allSatisfy({ $0 > 0.8 }), codes.count == chart.color.categories.count,
        ends.count == codes.count
      else { return nil }
      return index
    }
    return nil
  }

  private var title: String { chart.color.title }

  private func textWidth(_ text: String, isBold: Bool = false) -> Double {
    measurer.width(of: text, size: metrics.legendSize, isBold: isBold) * metrics.textSlack
  }

  /// The label of a category, shortened to a quarter of the chart.
  private func shownLabel(_ code: Int) -> String {
    let label = chart.color.label(code) ?? ""
    return ChartText.shortened(label, to: width * 0.28, size: metrics.legendSize, measurer)
  }

  /// The label at the end of a line, on two lines where one would take too much of the chart.
  private func endLines(_ code: Int) -> [String] {
    let label = chart.color.label(code) ?? ""
    if metrics.isCellular || textWidth(label) <= width * 0.17 { return [shownLabel(code)] }
    let lines = ChartText.wrapped(
      label, to: width * 0.19, size: metrics.legendSize, maximumLines: 2, measurer)
    return lines.isEmpty ? [shownLabel(code)] : lines
  }

  private func fullLabel(_ code: Int) -> String? {
    let label = chart.color.label(code)
    return label == shownLabel(code) ? nil : label
  }

  // The first layer that shows the colours.
  private var keyLayer: BuiltLayer? {
    chart.layers.first { $0.spec.channel("color") != nil && $0.mark.traits.legendKey != .none }
  }

  private func keyItem(_ code: Int, x: Double, y: Double) -> SceneItem {
    let paint = chart.color.paint(code)
    let series = chart.color.label(code)
    let key = keyLayer?.mark.traits.legendKey ?? .square
    let hasShapes = chart.sharesColorLegend(chart.shape)
    if key == .disc, hasShapes || theme.tellsApartWithoutColor && chart.shape.categories.isEmpty,
      keyLayer?.style.symbol == nil
    {
      let x = x + (metrics.isCellular ? 0.5 : 5)
      var circles = SceneCircles([ScenePoint(x, y)], radii: [4], fill: paint)
      circles.symbol = Symbol.allCases[code % Symbol.allCases.count]
      circles.keepsShape = hasShapes
      if hasShapes || !metrics.isCellular {
        return SceneItem(.legend, .circles(circles), series: series)
      }
    }
    if metrics.isCellular {
      let sign = key == .line ? "━" : key == .disc ? "●" : "█"
      return SceneItem(
        .legend, .text(SceneText(sign, at: ScenePoint(x, y), size: 1, paint: paint)), series: series
      )
    }
    let side = 10.0
    switch key {
    case .line:
      let ends = [ScenePoint(x, y), ScenePoint(x + metrics.legendKeyWidth, y)]
      let hasDashes =
        chart.sharesColorLegend(chart.dash)
        || theme.tellsApartWithoutColor && chart.dash.categories.isEmpty
      let dash = hasDashes ? DashPatterns.pattern(code) : []
      return SceneItem(
        .legend, .path(ScenePath([ends], stroke: SceneStroke(paint, width: 2.5, dash: dash))),
        series: series)
    case .disc:
      return SceneItem(
        .legend, .circles(SceneCircles([ScenePoint(x + side / 2, y)], radii: [4], fill: paint)),
        series: series)
    case .square, .none:
      return SceneItem(
        .legend,
        .rectangle(
          SceneRectangle(x: x, y: y - side / 2, width: side, height: side), fill: paint, stroke: nil
        ),
        series: series,
        opacity: keyLayer.map { $0.style.alpha ?? $0.mark.traits.fillOpacity } ?? 1)
    }
  }

  private func labelItem(_ code: Int, x: Double, y: Double) -> SceneItem {
    SceneItem(
      .legend,
      .text(
        SceneText(
          shownLabel(code), at: ScenePoint(x, y), size: metrics.legendSize, paint: .ink,
          fullText: fullLabel(code))),
      series: chart.color.label(code))
  }

  /// The legend as rows, in the order of the categories.
  func horizontal() -> ChartLayout.Block? {
    if case .ramp(let ramp) = chart.color.kind { return rampBlock(ramp) }
    let line = metrics.isCellular ? 1 : metrics.lineHeight(metrics.legendSize) + 3
    var places: [(code: Int, x: Double, row: Int)] = []
    let titleWidth = title.isEmpty ? 0 : textWidth(title) + metrics.gap * 2
    var x = titleWidth
    var row = 0
    for code in chart.color.categories.indices {
      let own =
        metrics.legendKeyWidth + metrics.gap * (metrics.isCellular ? 1 : 0.6)
        + textWidth(shownLabel(code))
      if x + own > width, x > titleWidth {
        row += 1
        x = titleWidth
      }
      places.append((code, x, row))
      x += own + metrics.gap * 2
    }
    let height = line * Double(row + 1)
    return ChartLayout.Block(height: height) { left, top in
      var items: [SceneItem] = []
      if !title.isEmpty {
        items.append(
          SceneItem(
            .legend,
            .text(
              SceneText(
                title, at: ScenePoint(left, top + line / 2), size: metrics.legendSize, paint: .muted
              ))))
      }
      let after = metrics.legendKeyWidth + metrics.gap * (metrics.isCellular ? 1 : 0.6)
      for place in places {
        let y = top + line * (Double(place.row) + 0.5)
        items.append(keyItem(place.code, x: left + place.x, y: y))
        items.append(labelItem(place.code, x: left + place.x + after, y: y))
      }
      return items
    }
  }

  /// The height of the legend as a column.
  var verticalHeight: Double {
    guard placement == .right else { return 0 }
    if case .ramp(let ramp) = chart.color.kind { return rampBlock(ramp).height + metrics.blockGap }
    let line = metrics.lineHeight(metrics.legendSize) + 3
    let count = chart.color.categories.count + (title.isEmpty ? 0 : 1)
    return line * Double(count) + metrics.blockGap
  }

  /// The legend as a column; what is stacked on top is listed on top.
  func vertical(x: Double, y: Double) -> [SceneItem] {
    let line = metrics.lineHeight(metrics.legendSize) + 3
    if case .ramp(let ramp) = chart.color.kind { return rampBlock(ramp).items(x, y) }
    var items: [SceneItem] = []
    var middle = y + line / 2
    if !title.isEmpty {
      items.append(
        SceneItem(
          .legend,
          .text(
            SceneText(title, at: ScenePoint(x, middle), size: metrics.legendSize, paint: .muted))))
      middle += line
    }
    let isStacked = chart.layers.contains { layer in
      layer.mark.traits.baseline == .y && (layer.style.stack ?? .zero) != .none
    }
    let codes = Array(chart.color.categories.indices)
    for code in isStacked ? codes.reversed() : codes {
      items.append(keyItem(code, x: x, y: middle))
      items.append(labelItem(code, x: x + metrics.legendKeyWidth + metrics.gap, y: middle))
      middle += line
    }
    return items
  }

  private func rampBlock(_ ramp: ColorRamp) -> ChartLayout.Block {
    let size = metrics.legendSize
    let titleWidth = title.isEmpty ? 0 : textWidth(title) + metrics.gap * 2
    let length = metrics.isCellular ? 16 : 160.0
    let ticks: AxisTicks
    if ramp.isTime {
      let step = TimeStep.nearest(span: ramp.upper - ramp.lower, target: 3, grain: .day)
      ticks = TimeTicks.ticks(
        from: ramp.lower, to: ramp.upper, step: step, grain: nil, isOneLine: true)
    } else {
      var found = LinearTransform().ticks(
        from: ramp.lower, to: ramp.upper, target: 4,
        style: TickStyle(format: ramp.format))
      found.major.removeAll { $0.value < ramp.lower || $0.value > ramp.upper }
      ticks = found
    }
    let line = metrics.lineHeight(size)
    let height = metrics.isCellular ? 2 : 12 + line
    return ChartLayout.Block(height: height) { left, top in
      var items: [SceneItem] = []
      let bar = metrics.isCellular ? 1 : 10.0
      if !title.isEmpty {
        items.append(
          SceneItem(
            .legend,
            .text(SceneText(title, at: ScenePoint(left, top + bar / 2), size: size, paint: .muted)))
        )
      }
      let start = left + titleWidth
      let pieces = metrics.isCellular ? 16 : 40
      for piece in 0..<pieces {
        let value = ramp.lower + (ramp.upper - ramp.lower) * (Double(piece) + 0.5) / Double(pieces)
        guard let color = ramp.color(value) else { continue }
        let step = length / Double(pieces)
        items.append(
          SceneItem(
            .legend,
            .rectangle(
              SceneRectangle(
                x: start + step * Double(piece), y: top,
                width: metrics.isCellular || piece == pieces - 1 ? step : step + 0.5, height: bar),
              fill: .fixed(color), stroke: nil)))
      }
      var last = -Double.infinity
      for tick in ticks.major {
        let place =
          ramp.upper > ramp.lower ? (tick.value - ramp.lower) / (ramp.upper - ramp.lower) : 0.5
        let x = start + place * length
        let half = textWidth(tick.label) / 2
        guard x - half > last + metrics.gap, x - half >= left else { continue }
        last = x + half
        items.append(
          SceneItem(
            .legend,
            .text(
              SceneText(
                tick.label, at: ScenePoint(x, top + (metrics.isCellular ? 1.5 : 13 + line / 2)),
                size: size,
                anchor: .middle, paint: .muted))))
      }
      return items
    }
  }

  /// Labels right of the ends of lines, kept apart.
  func endLabels(in area: SceneRectangle) -> [SceneItem] {
    guard let labelledLayer, let panel = chart.panels.first else { return [] }
    let frame = panel.frames[labelledLayer]
    // The scale on the panel may have grown to a tick, so the place is taken from there.
    let axes = PanelAxes(
      panel, chart: chart,
      layout: ChartLayout(chart: chart, surface: FixedSurface(measurer, metrics), theme: theme),
      width: area.width, height: area.height)
    var ends: [(code: Int, wanted: Double)] = []
    for rows in frame.rowsBySeries {
      let visible = rows.filter { frame.center.y[$0].isFinite }
      guard let last = visible.max(by: { frame.center.x[$0] < frame.center.x[$1] }) else {
        continue
      }
      let y = area.maxY - axes.scales.y.fraction(frame.center.y[last]) * area.height
      guard y.isFinite else { continue }
      ends.append((frame.colorCode(last), max(area.y, min(area.maxY, y))))
    }
    ends.sort { ($0.wanted, $0.code) < ($1.wanted, $1.code) }
    let lines = ends.map { endLines($0.code) }
    let line = metrics.isCellular ? 1 : metrics.lineHeight(metrics.legendSize) * 0.9
    let places = LabelSpreading.spread(
      ends.map(\.wanted),
      heights: lines.map { max(metrics.endLabelPitch, Double($0.count) * line) },
      from: area.y - (metrics.isCellular ? 0 : 8), to: area.maxY + (metrics.isCellular ? 0 : 8))
    var items: [SceneItem] = []
    for (index, end) in ends.enumerated() {
      let place = places[index]
      let middle = metrics.isCellular ? place.rounded(.down) + 0.5 : place
      let paint = chart.color.paint(end.code)
      if !metrics.isCellular, abs(place - end.wanted) > 4 {
        let leader = [ScenePoint(area.maxX + 1, end.wanted), ScenePoint(area.maxX + 7, place)]
        items.append(
          SceneItem(
            .label, .path(ScenePath([leader], stroke: SceneStroke(paint, width: 0.8))),
            series: chart.color.label(end.code), opacity: 0.7))
      }
      for (row, text) in lines[index].enumerated() {
        let y = middle + (Double(row) - Double(lines[index].count - 1) / 2) * line
        items.append(
          SceneItem(
            .label,
            .text(
              SceneText(
                text, at: ScenePoint(area.maxX + (metrics.isCellular ? 1 : 9), y),
                size: metrics.legendSize, paint: paint,
                fullText: lines[index].count == 1 ? fullLabel(end.code) : nil)),
            series: chart.color.label(end.code)))
      }
    }
    return items
  }
}

/// A surface made of parts that are already known.
private struct FixedSurface: Surface {
  let measurer: any TextMeasurer
  let metrics: SurfaceMetrics
  init(_ measurer: any TextMeasurer, _ metrics: SurfaceMetrics) {
    self.measurer = measurer
    self.metrics = metrics
  }
}
