public import Catalog
import Columnar
public import Diagnostics

/// Filled areas between zero, or the series below, and the rows of each series.
public struct AreaMark: ChartMark {
  /// The word for it in a `plot` stage.
  public static let name = "area"
  /// What descriptions call it.
  public static let chartName = "Area chart"
  /// What help says about it.
  public static let summary = "Fills the area below the rows of each colour, stacked by default."
  /// What it maps from columns.
  public static let channels = [.x, .y, .color, .group] as [MarkChannel]
  /// What it takes as literals.
  public static let settings =
    [.alpha, .fill, .stroke, .stack("zero"), .smooth, .width("1")] as [MarkSetting]
  /// Charts with it; each is a test.
  public static let examples = [
    Example(
      "How many in each month",
      """
      rows [month, n; 2024-01, 3; 2024-02, 5; 2024-03, 4] | plot area x: month, y: n
      """,
      expected: """
        month,n
        2024-01,3
        2024-02,5
        2024-03,4
        """)
  ]
  /// How scales, guides and other layers treat it.
  public static let traits: MarkTraits = {
    var traits = MarkTraits(noun: "areas", legendKey: .square, baseline: .y)
    traits.needsColorCategories = true
    traits.sumsFolded = true
    traits.labelsBands = true
    return traits
  }()

  /// Fits curves where they are asked for, aligns the series and stacks them.
  public static func arrange(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic) {
    guard case .number = context.kinds.y else {
      let channel = context.layer.channel("y")
      throw Diagnostic(
        "E375",
        "the height of an area is a number, but `y` is "
          + (channel?.type.name ?? "something else"), at: channel?.span ?? context.layer.span)
    }
    if context.style.isSmoothed {
      try Curves.smooth(&frame, &context)
    } else {
      frame = Stack.summing(frame, along: .x)
    }
    let mode = context.style.stack ?? .zero
    try SeriesLimit.require(frame, context, isAligned: true)
    frame = mode == .none ? Alignment.crossed(frame) : Alignment.applied(to: frame)
    try Stack.apply(mode, to: &frame, along: .x, context)
  }

  /// Polygons for each series, one for each run on one side of zero.
  public static func draw(_ frame: MarkFrame, in panel: inout PanelContext) -> [SceneItem] {
    let isStacked = (panel.layer.style.stack ?? .zero) != .none
    var items: [SceneItem] = []
    for rows in frame.rowsBySeries {
      let ordered = rows.filter { !frame.center.y[$0].isNaN }.sorted {
        frame.center.x[$0] < frame.center.x[$1]
      }
      guard let first = ordered.first else { continue }
      let paint = panel.fill(frame, first)
      let name = panel.series(frame, first)
      var polygons: [[ScenePoint]] = []
      var edges: [[ScenePoint]] = []
      let outline = AreaEnvelope.outline(ordered, frame, in: panel)
      if let outline {
        polygons = [outline.upper + outline.lower.reversed()]
        edges = [outline.upper]
      }
      for run in outline == nil ? runsOfOneSign(ordered, frame) : [] {
        let isBelow = frame.center.y[run[0]].sign == .minus
        let far = isBelow ? frame.lower.y : frame.upper.y
        let near = isBelow ? frame.upper.y : frame.lower.y
        let edge = run.map {
          ScenePoint(panel.place(.x, frame.center.x[$0]), panel.end(.y, far[$0]))
        }
        let base = run.map {
          ScenePoint(panel.place(.x, frame.center.x[$0]), panel.end(.y, near[$0]))
        }
        let isCellular = panel.metrics.isCellular
        let thinEdge = Thinning.thinned(edge, isCellular: isCellular)
        polygons.append(thinEdge + Thinning.thinned(base, isCellular: isCellular).reversed())
        edges.append(thinEdge)
      }
      let alpha = panel.layer.style.alpha ?? (isStacked ? 1 : 0.5)
      let rim = panel.outline ?? (isStacked ? SceneStroke(.paper, width: 0.8) : nil)
      items.append(
        SceneItem(
          .mark, .path(ScenePath(polygons, isClosed: true, fill: paint, stroke: rim)),
          series: name, tooltip: name, opacity: alpha))
      if !isStacked, panel.outline == nil {
        let stroke = SceneStroke(
          panel.paint(frame, first), width: panel.layer.style.width ?? 1)
        items.append(SceneItem(.mark, .path(ScenePath(edges, stroke: stroke)), series: name))
      }
    }
    return items
  }

  /// The rows split where a series changes from one side of zero to the other; zeros have a sign.
  private static func runsOfOneSign(_ rows: [Int], _ frame: MarkFrame) -> [[Int]] {
    var runs: [[Int]] = []
    for row in rows {
      if let last = runs.last?.last, frame.center.y[last].sign == frame.center.y[row].sign {
        runs[runs.count - 1].append(row)
      } else {
        runs.append([row])
      }
    }
    return runs.filter { $0.count > 1 }
  }
}
