import Columnar

/// What explains the colours: a legend, or labels at the ends of lines.
struct Guides {
  let chart: BuiltChart
  let metrics: SurfaceMetrics
  let measurer: any TextMeasurer
  let theme: Theme
  let width: Double
  /// Where the legend stands; `none` when there is none.
  private(set) var placement = LegendPlacement.none
  /// The legends of shapes, dashes and sizes.
  let looks: LookLegends
  /// The layer whose series are labelled at their ends.
  let labelledLayer: Int?
  /// The layer whose bands are labelled inside or beside the panel.
  private(set) var bandLayer: Int?
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
    labelledLayer = Self.layerToLabel(chart, metrics)
    let labelsItself =
      chart.layers.contains { $0.mark.traits.amountChannel != nil }
      && (metrics.isCellular || chart.spec.legend == .automatic && chart.panels.count == 1)
    var outside = chart.color.categories.indices.filter { !chart.color.isFolded($0) }
    if labelledLayer == nil, needsLegend, let bands = Self.bandsToLabel(chart, self) {
      bandLayer = bands.layer
      outside = bands.outside
    }
    if !needsLegend || chart.spec.legend == .none || labelsItself {
      placement = .none
    } else if chart.spec.legend == .automatic {
      placement = labelledLayer == nil && bandLayer == nil ? .top : .none
    } else if chart.spec.legend == .right, metrics.isCellular, metrics.width < 60 {
      placement = .top
    } else {
      placement = chart.spec.legend
    }
    if labelledLayer != nil || bandLayer != nil {
      let widest = outside.flatMap(endLines).map { textWidth($0) }.max() ?? 0
      rightGutter = outside.isEmpty ? 0 : widest + (metrics.isCellular ? 2 : 12)
    } else if placement == .right {
      if case .ramp(let ramp) = chart.color.kind {
        verticalWidth = verticalRamp(ramp).width
      } else {
        let labels = chart.color.categories.indices.map { textWidth(shownLabel($0)) }
        let widest = labels.max() ?? 0
        verticalWidth = max(
          textWidth(shownTitle), widest + metrics.legendKeyWidth + metrics.gap)
      }
      rightGutter = verticalWidth + 2 * metrics.gap
    }
    if looks.placement == .right {
      verticalWidth = max(verticalWidth, looks.verticalWidth)
      rightGutter = max(rightGutter, verticalWidth + 2 * metrics.gap)
    }
  }

  var title: String { chart.color.title }

  /// The title, shortened to a quarter of the chart.
  var shownTitle: String {
    ChartText.shortened(title, to: width * 0.25, size: metrics.legendSize, measurer)
  }

  func textWidth(_ text: String, isBold: Bool = false) -> Double {
    measurer.width(of: text, size: metrics.legendSize, isBold: isBold) * metrics.textSlack
  }

  /// The label of a category, shortened to a quarter of the chart.
  func shownLabel(_ code: Int) -> String {
    let label = chart.color.label(code) ?? ""
    return ChartText.shortened(label, to: width * 0.28, size: metrics.legendSize, measurer)
  }

  /// The label at the end of a line, on two lines where one would take too much of the chart.
  func endLines(_ code: Int) -> [String] {
    let label = chart.color.label(code) ?? ""
    if metrics.isCellular || textWidth(label) <= width * 0.17 { return [shownLabel(code)] }
    let lines = ChartText.wrapped(
      label, to: width * 0.19, size: metrics.legendSize, maximumLines: 2, measurer)
    return lines.isEmpty ? [shownLabel(code)] : lines
  }

  func fullLabel(_ code: Int) -> String? {
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
    let titleWidth = title.isEmpty ? 0 : textWidth(shownTitle) + metrics.gap * 2
    var x = titleWidth
    var row = 0
    // In a chart of a given height a legend keeps to a third of it.
    let maximumRows = metrics.height.map { max(1, Int(($0 / 3 / line).rounded(.down))) }
    var hiddenCount = 0
    for code in chart.color.categories.indices {
      let own =
        metrics.legendKeyWidth + metrics.gap * (metrics.isCellular ? 1 : 0.6)
        + textWidth(shownLabel(code))
      if x + own > width, x > titleWidth {
        if row + 1 == maximumRows {
          hiddenCount = chart.color.categories.count - places.count
          break
        }
        row += 1
        x = titleWidth
      }
      places.append((code, x, row))
      x += own + metrics.gap * 2
    }
    // What is left out is counted where the last entry would stand.
    if hiddenCount > 0, let last = places.popLast() {
      hiddenCount += 1
      x = last.x
    }
    let more = hiddenCount > 0 ? "+ \(hiddenCount) more" : ""
    let moreX = x
    let lastRow = row
    let height = line * Double(row + 1)
    return ChartLayout.Block(height: height) { left, top in
      var items = titleItems(at: ScenePoint(left, top + line / 2))
      let after = metrics.legendKeyWidth + metrics.gap * (metrics.isCellular ? 1 : 0.6)
      for place in places {
        let y = top + line * (Double(place.row) + 0.5)
        items.append(keyItem(place.code, x: left + place.x, y: y))
        items.append(labelItem(place.code, x: left + place.x + after, y: y))
      }
      if !more.isEmpty {
        let place = ScenePoint(left + moreX, top + line * (Double(lastRow) + 0.5))
        items.append(mutedText(more, at: place))
      }
      return items
    }
  }

  /// The title of the legend, if it has one.
  func titleItems(at place: ScenePoint) -> [SceneItem] {
    title.isEmpty ? [] : [mutedText(shownTitle, at: place)]
  }

  /// Text of a legend that is not a category.
  func mutedText(_ text: String, at place: ScenePoint, anchor: TextAnchor = .start) -> SceneItem {
    SceneItem(
      .legend,
      .text(
        SceneText(text, at: place, size: metrics.legendSize, anchor: anchor, paint: .muted)))
  }

  /// The height of the legend as a column.
  var verticalHeight: Double {
    guard placement == .right else { return 0 }
    if case .ramp(let ramp) = chart.color.kind {
      return verticalRamp(ramp).height + metrics.blockGap
    }
    let line = metrics.isCellular ? 1 : metrics.lineHeight(metrics.legendSize) + 3
    let count = chart.color.categories.count + (title.isEmpty ? 0 : 1)
    return line * Double(count) + metrics.blockGap
  }

  /// The legend as a column; what is stacked on top is listed on top.
  func vertical(x: Double, y: Double) -> [SceneItem] {
    let line = metrics.isCellular ? 1 : metrics.lineHeight(metrics.legendSize) + 3
    if case .ramp(let ramp) = chart.color.kind { return verticalRamp(ramp).items(x, y) }
    var middle = y + line / 2
    var items = titleItems(at: ScenePoint(x, middle))
    if !items.isEmpty { middle += line }
    let isStacked = chart.layers.contains { layer in
      layer.mark.traits.baseline == .y && (layer.style.stack ?? .zero) != .none
        && !layer.style.isDodged
    }
    let codes = Array(chart.color.categories.indices)
    for code in isStacked ? codes.reversed() : codes {
      items.append(keyItem(code, x: x, y: middle))
      items.append(labelItem(code, x: x + metrics.legendKeyWidth + metrics.gap, y: middle))
      middle += line
    }
    return items
  }
}
