public import Catalog
public import Diagnostics

/// Filled curves of how values are distributed.
public struct DensityMark: ChartMark {
  /// The word for it in a `plot` stage.
  public static let name = "density"
  /// What descriptions call it.
  public static let chartName = "Density plot"
  /// What help says about it.
  public static let summary =
    "Draws a smooth curve of how the values of `x` are distributed, with an area of one."
  /// What it maps from columns.
  public static let channels =
    [
      MarkChannel("x", "The numbers, dates or periods.", required: true), .color, .group,
    ] as [MarkChannel]
  /// What it takes as literals.
  public static let settings =
    [
      MarkSetting(
        "bandwidth", "number",
        "The standard deviation of the normal curve about each value; on a logarithmic axis in "
          + "powers of ten, or of two.", default: "by Silverman's rule, as R's `nrd0`"),
      MarkSetting("adjust", "number", "By how much the bandwidth is multiplied.", default: "1"),
      MarkSetting(
        "stack", oneOf: StackMode.allCases.map(\.rawValue),
        "How colours are put together; stacked ones are as high as their part of the rows.",
        default: "none"),
      .width("1.5"), .alpha, .dash,
    ] as [MarkSetting]
  /// Charts with it; each is a test.
  public static let examples = [
    Example(
      "Where the values lie",
      "rows [x; 1; 2; 2.5; 3; 7] | plot density x: x",
      expected: "x\n1\n2\n2.5\n3\n7\n"),
    Example(
      "A curve for each kind, less smooth",
      """
      rows [kind, x; "a", 1.0; "a", 2.0; "b", 2.5; "b", 4.0]
      | plot density x: x, color: kind, adjust: 0.5
      """,
      expected: "kind,x\na,1\na,2\nb,2.5\nb,4\n"),
  ]
  /// How scales, guides and other layers treat it.
  public static let traits: MarkTraits = {
    var traits = MarkTraits(noun: "density curves", legendKey: .square, baseline: .y)
    traits.needsColorCategories = true
    traits.sumsFolded = true
    traits.drawsSummaries = true
    return traits
  }()

  /// What the height is.
  public static func computedTitle(of axis: Axis, _ style: LayerStyle) -> String? {
    guard axis == .y else { return nil }
    return style.stack == .share ? "share of the density" : "density"
  }

  /// Shares are written in percent.
  public static func usualFormat(
    of axis: Axis, _ style: LayerStyle, isLogarithmic: Bool
  ) -> NumberFormat? {
    axis == .y && style.stack == .share ? .percent : nil
  }

  /// Leaves out what is infinite.
  public static func prepare(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic) {
    try requireNumbers(.x, context)
    let kept = FiniteRows.rows(of: frame.center.x, on: .x, withinLimits: false, &context)
    if kept.count < frame.count { frame = frame.selecting(kept) }
  }

  /// Replaces the rows of each series by a curve.
  public static func arrange(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic) {
    try SeriesLimit.require(frame, context, isAligned: false)
    let mode = context.style.stack ?? StackMode.none
    DensityCurves.replace(&frame, isShared: mode != .none, &context)
    try Stack.apply(mode, to: &frame, along: .x, context)
  }

  /// Where it is highest.
  public static func facts(_ frame: MarkFrame, _ context: DescriptionContext) -> [String] {
    MarkFacts.peak(frame, context)
  }

  /// The area below each curve, and its edge.
  public static func draw(_ frame: MarkFrame, in panel: inout PanelContext) -> [SceneItem] {
    let style = panel.layer.style
    let isStacked = (style.stack ?? StackMode.none) != .none
    let isCellular = panel.metrics.isCellular
    let series = frame.rowsBySeries
    // Cells have no transparency: several areas over each other would hide all but one.
    let isFilled = !isCellular || isStacked || series.count == 1
    var items: [SceneItem] = []
    for rows in series {
      guard let first = rows.first else { continue }
      let paint = panel.paint(frame, first)
      let name = panel.series(frame, first)
      let (xs, lower, upper) = (frame.center.x, frame.lower.y, frame.upper.y)
      let edge = rows.map { ScenePoint(panel.place(.x, xs[$0]), panel.end(.y, upper[$0])) }
        .filter { $0.x.isFinite && $0.y.isFinite }
      let base = rows.map { ScenePoint(panel.place(.x, xs[$0]), panel.end(.y, lower[$0])) }
        .filter { $0.x.isFinite && $0.y.isFinite }
      guard !edge.isEmpty else { continue }
      let thinned = Thinning.thinned(edge, isCellular: isCellular)
      let polygon = thinned + Thinning.thinned(base, isCellular: isCellular).reversed()
      if isFilled {
        let rim = isStacked ? SceneStroke(.paper, width: 0.8) : nil
        items.append(
          SceneItem(
            .mark, .path(ScenePath([polygon], isClosed: true, fill: paint, stroke: rim)),
            series: name, tooltip: name,
            opacity: style.alpha ?? (isStacked || isCellular ? 1 : 0.3)))
      }
      if !isStacked {
        let stroke = SceneStroke(
          paint, width: style.width ?? 1.5, dash: panel.dash(frame.colorCode(first)))
        items.append(SceneItem(.mark, .path(ScenePath([thinned], stroke: stroke)), series: name))
      }
    }
    // Edges above all areas.
    return items.filter { if case .path(let path) = $0.shape { path.fill != nil } else { true } }
      + items.filter { if case .path(let path) = $0.shape { path.fill == nil } else { false } }
  }
}
