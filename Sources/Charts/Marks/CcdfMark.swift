public import Catalog
public import Diagnostics

/// Steps of the share of rows from each value on.
public struct CcdfMark: ChartMark {
  /// The word for it in a `plot` stage.
  public static let name = "ccdf"
  /// What descriptions call it.
  public static let chartName = "Complementary cumulative distribution"
  /// What help says about it.
  public static let summary =
    "Draws the share of rows with a value of `x` from each one on, by default on logarithmic axes."
  /// What it maps from columns.
  public static let channels =
    [
      MarkChannel("x", "The numbers, dates or periods.", required: true), .color, .group,
    ] as [MarkChannel]
  /// What it takes as literals.
  public static let settings = [.width("2"), .alpha, .dash] as [MarkSetting]
  /// Charts with it; each is a test.
  public static let examples = [
    Example(
      "A heavy tail", "rows [downloads; 1; 10; 10; 1000] | plot ccdf x: downloads",
      expected: "downloads\n1\n10\n10\n1000\n"),
    Example(
      "Without logarithms", "rows [days; 1; 2; 2; 5] | plot ccdf x: days scale x linear",
      expected: "days\n1\n2\n2\n5\n"),
  ]
  /// How scales, guides and other layers treat it.
  public static let traits: MarkTraits = {
    var traits = MarkTraits(noun: "steps of shares at or above each value", legendKey: .line)
    traits.needsColorCategories = true
    traits.prefersLogAxes = true
    traits.countsUnplaced = true
    traits.drawsSummaries = true
    return traits
  }()

  /// What the height is.
  public static func computedTitle(of axis: Axis, _ style: LayerStyle) -> String? {
    axis == .y ? "share at or above" : nil
  }

  /// Shares are written in percent where they are not spread by their logarithm.
  public static func usualFormat(
    of axis: Axis, _ style: LayerStyle, isLogarithmic: Bool
  ) -> NumberFormat? {
    axis == .y && !isLogarithmic ? .percent : nil
  }

  /// Replaces the rows of each series by the corners of a curve.
  public static func arrange(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic) {
    try requireNumbers(.x, context)
    CumulativeCurves.replace(&frame, .from, context)
  }

  /// The axes say all that a sentence can.
  public static func facts(_ frame: MarkFrame, _ context: DescriptionContext) -> [String] {
    []
  }

  /// One path of steps for each series.
  public static func draw(_ frame: MarkFrame, in panel: inout PanelContext) -> [SceneItem] {
    CumulativeCurves.draw(frame, .from, in: panel)
  }
}
