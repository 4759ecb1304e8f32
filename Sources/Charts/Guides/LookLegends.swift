import Columnar

/// The legends of what is not colour: shapes, dashes and sizes.
///
/// A legend with the title and the categories of another one is that one.
struct LookLegends {
  /// One sample with its label.
  private struct Entry {
    var label: String
    var fullLabel: String?
    /// Half the width and height of the sample.
    var reach: Double
    var sample: (_ center: ScenePoint) -> SceneItem
  }

  /// Samples under one title.
  private struct Section {
    var title: String
    var entries: [Entry]
  }

  private let chart: BuiltChart
  private let metrics: SurfaceMetrics
  private let measurer: any TextMeasurer
  private let width: Double
  private var sections: [Section] = []
  /// Where they stand; `none` when there are none.
  private(set) var placement = LegendPlacement.none

  init(
    _ chart: BuiltChart, metrics: SurfaceMetrics, measurer: any TextMeasurer, width: Double
  ) {
    self.chart = chart
    self.metrics = metrics
    self.measurer = measurer
    self.width = width
    guard chart.spec.legend != .none else { return }
    if chart.shape.categories.count > 1, !chart.sharesColorLegend(chart.shape) {
      sections.append(shapes())
    }
    if chart.dash.categories.count > 1, !chart.sharesColorLegend(chart.dash),
      chart.dash != chart.shape
    {
      sections.append(dashes())
    }
    if let size = chart.size, !size.samples.isEmpty { sections.append(sizes(size)) }
    guard !sections.isEmpty else { return }
    let isAside = chart.spec.legend == .right && metrics.isCellular
    placement = chart.spec.legend == .automatic || isAside ? .top : chart.spec.legend
  }

  // MARK: What they hold

  private func shapes() -> Section {
    let paint = paint(of: "shape")
    return section(chart.shape) { code, center in
      var circles = SceneCircles([center], radii: [4.2], fill: paint)
      circles.symbol = Symbol.allCases[code % Symbol.allCases.count]
      circles.keepsShape = true
      return .circles(circles)
    }
  }

  private func dashes() -> Section {
    let paint = paint(of: "dash")
    let half = reachOfLine
    return section(chart.dash, reach: half) { code, center in
      let ends = [ScenePoint(center.x - half, center.y), ScenePoint(center.x + half, center.y)]
      let stroke = SceneStroke(paint, width: 2, dash: DashPatterns.pattern(code))
      return .path(ScenePath([ends], stroke: stroke))
    }
  }

  private func sizes(_ scale: SizeScale) -> Section {
    let paint = paint(of: "size")
    let entries = scale.samples.map { value -> Entry in
      let radius = scale.radius(value) ?? 1
      return Entry(
        label: NumberLabels.short(value), fullLabel: nil,
        reach: metrics.isCellular ? 0.5 : radius
      ) { center in
        var circles = SceneCircles([center], radii: [radius], fill: paint)
        circles.keepsSize = true
        return SceneItem(.legend, .circles(circles))
      }
    }
    return Section(title: scale.title, entries: entries)
  }

  private func section(
    _ scale: CategoryScale, reach: Double? = nil,
    _ sample: @escaping (_ code: Int, _ center: ScenePoint) -> SceneShape
  ) -> Section {
    let entries = scale.categories.indices.map { code -> Entry in
      let label = scale.label(code) ?? ""
      let shown = ChartText.shortened(
        label, to: width * 0.28, size: metrics.legendSize, measurer)
      return Entry(
        label: shown, fullLabel: shown == label ? nil : label,
        reach: reach ?? (metrics.isCellular ? 0.5 : 5)
      ) { SceneItem(.legend, sample(code, $0), series: label) }
    }
    return Section(title: scale.title, entries: entries)
  }

  /// Half the length of a line that shows a whole pattern of dashes.
  private var reachOfLine: Double { metrics.isCellular ? 1 : 12 }

  /// The colour of samples: the layer's own, or a grey where colour says something else.
  private func paint(of channel: String) -> Paint {
    let layer = chart.layers.first { $0.spec.channel(channel) != nil }
    if let color = layer?.style.fill ?? layer?.style.color { return color }
    return layer?.spec.channel("color") == nil ? .series(0) : .muted
  }

  // MARK: Where it stands

  private func textWidth(_ text: String) -> Double {
    measurer.width(of: text, size: metrics.legendSize, isBold: false) * metrics.textSlack
  }

  /// From a sample to its label.
  private var keyGap: Double { metrics.gap * (metrics.isCellular ? 1 : 0.6) }

  private func height(_ section: Section) -> Double {
    guard !metrics.isCellular else { return 1 }
    let tallest = section.entries.map(\.reach).max() ?? 0
    let isLine = section.entries.first?.reach == reachOfLine
    return max(metrics.lineHeight(metrics.legendSize) + 3, isLine ? 0 : 2 * tallest + 2)
  }

  private func title(_ section: Section, _ x: Double, _ y: Double) -> SceneItem {
    SceneItem(
      .legend,
      .text(
        SceneText(
          section.title, at: ScenePoint(x, y), size: metrics.legendSize, paint: .muted)))
  }

  private func items(_ entry: Entry, _ x: Double, _ y: Double, reach: Double) -> [SceneItem] {
    [
      entry.sample(ScenePoint(x + reach, y)),
      SceneItem(
        .legend,
        .text(
          SceneText(
            entry.label, at: ScenePoint(x + 2 * reach + keyGap, y), size: metrics.legendSize,
            fullText: entry.fullLabel))),
    ]
  }

  /// The legends as rows of samples, one below the other where they do not fit side by side.
  func horizontal() -> ChartLayout.Block? {
    guard !sections.isEmpty else { return nil }
    var placed: [(section: Section, entry: Entry?, x: Double, row: Int)] = []
    var heights: [Double] = []
    var x = 0.0
    for section in sections {
      let titleWidth = section.title.isEmpty ? 0 : textWidth(section.title) + metrics.gap * 2
      let widths = section.entries.map {
        2 * $0.reach + keyGap + textWidth($0.label) + metrics.gap * 2
      }
      // A section that does not fit beside the one before begins a row of its own.
      if heights.isEmpty || x + titleWidth + widths.reduce(0, +) - metrics.gap * 2 > width {
        heights.append(0)
        x = 0
      } else {
        x += metrics.gap * 2
      }
      let start = x + titleWidth
      placed.append((section, nil, x, heights.count - 1))
      x = start
      for (entry, own) in zip(section.entries, widths) {
        if x + own - metrics.gap * 2 > width, x > start {
          heights.append(0)
          x = start
        }
        heights[heights.count - 1] = max(heights[heights.count - 1], height(section))
        placed.append((section, entry, x, heights.count - 1))
        x += own
      }
    }
    return ChartLayout.Block(height: heights.reduce(0, +)) { left, top in
      placed.flatMap { place -> [SceneItem] in
        let y = top + heights[..<place.row].reduce(0, +) + heights[place.row] / 2
        guard let entry = place.entry else {
          return place.section.title.isEmpty ? [] : [title(place.section, left + place.x, y)]
        }
        return items(entry, left + place.x, y, reach: entry.reach)
      }
    }
  }

  /// The width of the legends as columns.
  var verticalWidth: Double {
    sections.map { section in
      let reach = section.entries.map(\.reach).max() ?? 0
      let labels = section.entries.map { textWidth($0.label) }.max() ?? 0
      return max(textWidth(section.title), 2 * reach + keyGap + labels)
    }.max() ?? 0
  }

  /// The legends as columns of samples, one below the other.
  func vertical(x: Double, y: Double) -> [SceneItem] {
    var out: [SceneItem] = []
    var top = y
    let line = metrics.lineHeight(metrics.legendSize) + (metrics.isCellular ? 0 : 3)
    for section in sections {
      if !section.title.isEmpty {
        out.append(title(section, x, top + line / 2))
        top += line
      }
      let reach = section.entries.map(\.reach).max() ?? 0
      for entry in section.entries {
        let own = max(line, metrics.isCellular ? 1 : 2 * min(entry.reach, 10) + 2)
        out += items(entry, x, top + own / 2, reach: reach)
        top += own
      }
      top += metrics.blockGap
    }
    return out
  }
}

extension BuiltChart {
  /// Whether colours and another scale show the same categories under the same title, so that one
  /// legend, or the labels of lines, explain both.
  func sharesColorLegend(_ scale: CategoryScale) -> Bool {
    guard case .categories = color.kind, color.foldedCount == 0 else { return false }
    return !scale.categories.isEmpty && scale.title == color.title
      && scale.categories == color.categories
  }
}
