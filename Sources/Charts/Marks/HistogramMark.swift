public import Catalog
import Columnar
public import Diagnostics

/// What the heights of a histogram's bars are.
public enum BarHeight: String, Sendable, Hashable, CaseIterable {
  /// How many rows lie in a bin.
  case count
  /// Which part of all rows of the panel that is.
  case share
  /// That part for each unit of width, so that the bars have an area of one.
  case density
}

/// Columns of the numbers of rows in bins.
public struct HistogramMark: ChartMark {
  /// The word for it in a `plot` stage.
  public static let name = "histogram"
  /// What descriptions call it.
  public static let chartName = "Histogram"
  /// What help says about it.
  public static let summary = "Counts the values of `x` in bins and draws a column for each."
  /// What it maps from columns.
  public static let channels =
    [
      MarkChannel("x", "The numbers, dates or periods to count.", required: true), .color,
    ] as [MarkChannel]
  /// What it takes as literals.
  public static let settings =
    [
      MarkSetting("bins", "number", "How many bins there are.", default: "5 to 60, by the data"),
      MarkSetting(
        "binwidth", "number or duration",
        "How wide a bin is; on a logarithmic axis in powers of ten, or of two.",
        default: "by Freedman and Diaconis, made round"),
      MarkSetting(
        "height", oneOf: BarHeight.allCases.map(\.rawValue), "What the heights of the bars are.",
        default: "count"),
      .stack("zero"), .alpha,
    ] as [MarkSetting]
  /// Charts with it; each is a test.
  public static let examples = [
    Example(
      "How often each number comes",
      "rows [stars; 1; 4; 4; 5; 5; 5] | plot histogram x: stars",
      expected: "stars\n1\n4\n4\n5\n5\n5\n"),
    Example(
      "Two kinds in bins of a width, as parts of each bin",
      """
      rows [kind, size; "a", 3.5; "b", 4.0; "a", 11.0]
      | plot histogram x: size, color: kind, binwidth: 5, stack: share
      """,
      expected: "kind,size\na,3.5\nb,4\na,11\n"),
  ]
  /// How scales, guides and other layers treat it.
  public static let traits: MarkTraits = {
    var traits = MarkTraits(noun: "histogram columns", legendKey: .square, baseline: .y)
    traits.needsColorCategories = true
    traits.slots = [.x]
    traits.timeExpansion = 0.01
    traits.sumsFolded = true
    traits.countedAxis = .y
    traits.drawsSummaries = true
    return traits
  }()

  /// What the heights are.
  public static func computedTitle(of axis: Axis, _ style: LayerStyle) -> String? {
    guard axis == .y else { return nil }
    return style.stack == .share ? "share of each bin" : (style.height ?? .count).rawValue
  }

  /// Shares are written in percent.
  public static func usualFormat(
    of axis: Axis, _ style: LayerStyle, isLogarithmic: Bool
  ) -> NumberFormat? {
    axis == .y && (style.stack == .share || style.height == .share) ? .percent : nil
  }

  /// Counts rows in bins, which are the same in all panels and for all colours.
  public static func prepare(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic) {
    let type = context.layer.channel("x")?.type ?? context.layer.constant("x")?.value.type ?? .null
    try requireNumbers(.x, context)
    let request = try BinRequest(context.layer, type)
    let values = frame.center.x
    let kept = FiniteRows.rows(of: values, on: .x, &context)
    guard !kept.isEmpty else {
      frame = MarkFrame()
      return
    }
    let span = context.layer.constant("binwidth")?.span ?? context.layer.span
    let bins = try HistogramBins(
      kept.count == values.count ? values : kept.map { values[$0] }, request, type: type,
      transform: context.transforms.x, at: span)
    context.notes.append(ChartNote("", bins.summary))
    frame = counts(frame, kept, bins)
  }

  /// One row for each bin, colour and panel that have rows; its height is their number.
  private static func counts(
    _ frame: MarkFrame, _ kept: [Int], _ bins: HistogramBins
  ) -> MarkFrame {
    let values = frame.center.x
    let (series, panels, colors) = (frame.series, frame.panels, frame.colorCodes)
    let seriesCount = max(1, (series.max() ?? 0) + 1)
    var places: [PanelPlace] = []
    var positions: [PanelPlace: Int] = [:]
    var panel = 0
    var counts = [Int](repeating: 0, count: panels.isEmpty ? seriesCount * bins.count : 0)
    var colorOfSeries = [Int](repeating: -1, count: seriesCount)
    for row in kept {
      if !panels.isEmpty, places.isEmpty || panels[row] != places[panel] {
        panel = positions[panels[row]] ?? places.count
        if panel == places.count {
          positions[panels[row]] = panel
          places.append(panels[row])
          counts += [Int](repeating: 0, count: seriesCount * bins.count)
        }
      }
      let number = series.isEmpty ? 0 : series[row]
      if !colors.isEmpty { colorOfSeries[number] = colors[row] }
      counts[(panel * seriesCount + number) * bins.count + bins.index(of: values[row])] += 1
    }
    var out = MarkFrame()
    for (place, count) in counts.enumerated() where count > 0 {
      let bin = place % bins.count
      let number = place / bins.count % seriesCount
      out.center.x.append(bins.edges[bin] / 2 + bins.edges[bin + 1] / 2)
      out.lower.x.append(bins.edges[bin])
      out.upper.x.append(bins.edges[bin + 1])
      out.center.y.append(Double(count))
      if !series.isEmpty { out.series.append(number) }
      if !colors.isEmpty { out.colorCodes.append(colorOfSeries[number]) }
      if !panels.isEmpty { out.panels.append(places[place / bins.count / seriesCount]) }
    }
    return out
  }

  /// Turns counts into heights and stacks the colours of each bin.
  public static func arrange(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic) {
    let total = frame.center.y.reduce(0, +)
    switch context.style.height ?? .count {
    case .count: break
    case .share: for row in 0..<frame.count { frame.center.y[row] /= total }
    case .density:
      for row in 0..<frame.count {
        frame.center.y[row] /= total * (frame.upper.x[row] - frame.lower.x[row])
      }
    }
    try Stack.apply(context.style.stack ?? .zero, to: &frame, along: .x, context)
  }

  /// The bin with the most.
  public static func facts(_ frame: MarkFrame, _ context: DescriptionContext) -> [String] {
    MarkFacts.highest(frame, context)
  }

  /// One rectangle for each colour of a bin; bins touch but for a hairline of paper.
  public static func draw(_ frame: MarkFrame, in panel: inout PanelContext) -> [SceneItem] {
    let isOverlaid = panel.layer.style.stack == StackMode.none && frame.series.contains { $0 > 0 }
    let hasTooltips = frame.count <= PanelContext.maximumTooltips
    var items: [SceneItem] = []
    for rows in frame.rowsBySeries {
      for row in rows where frame.upper.y[row] > frame.lower.y[row] {
        var left = panel.place(.x, frame.lower.x[row])
        var right = panel.place(.x, frame.upper.x[row])
        if left > right { swap(&left, &right) }
        let (low, high) = (
          panel.end(.y, frame.lower.y[row]), panel.end(.y, frame.upper.y[row])
        )
        guard left.isFinite, right.isFinite, low.isFinite, high.isFinite else { continue }
        let gap = panel.metrics.isCellular || right - left < 3 ? 0 : 0.5
        let isSplit = !frame.series.isEmpty && !isOverlaid && abs(low - high) >= 3 && gap > 0
        items.append(
          SceneItem(
            .mark,
            .rectangle(
              SceneRectangle(fromX: left + gap, toX: right - gap, fromY: low, toY: high),
              fill: panel.paint(frame, row),
              stroke: isSplit ? SceneStroke(.paper, width: 0.8) : nil),
            series: panel.series(frame, row),
            tooltip: hasTooltips ? tooltip(frame, row, panel) : nil,
            opacity: panel.layer.style.alpha ?? (isOverlaid ? 0.5 : 1)))
      }
    }
    return items
  }

  private static func tooltip(_ frame: MarkFrame, _ row: Int, _ panel: PanelContext) -> String {
    let text = panel.layer.textOfValue
    let (lower, upper) = (frame.lower.x[row], frame.upper.x[row])
    let isSingle = upper - lower == 1 && lower != lower.rounded() && panel.scales.x.kind.isNumber
    let place =
      isSingle ? text(.x, frame.center.x[row]) : "\(text(.x, lower)) – \(text(.x, upper))"
    let height = text(.y, frame.center.y[row])
    return [panel.series(frame, row), "\(place): \(height)"].compactMap { $0 }
      .joined(separator: " · ")
  }
}

extension AxisScale.Kind {
  /// Whether numbers lie along the axis.
  var isNumber: Bool { if case .number = self { true } else { false } }
}

extension ChartMark {
  /// - Throws: E375 when categories lie along an axis whose values a statistic measures.
  static func requireNumbers(_ axis: Axis, _ context: ArrangeContext) throws(Diagnostic) {
    guard case .band = context.kinds[axis] else { return }
    let channel = context.layer.channel(axis.rawValue)
    throw Diagnostic(
      "E375",
      "the `\(axis.rawValue)` of a \(name) is a number, a date or a period, but this is "
        + (channel?.type.name ?? "something else"), at: channel?.span ?? context.layer.span,
      fix: Diagnostic.Fix("count categories with `group by … agg n = count()` and draw a `column`"))
  }
}
