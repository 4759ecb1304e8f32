public import Catalog

/// Steps of the share of rows from each value on.
public struct CcdfMark: CumulativeMark {
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

  static let side = CumulativeCurves.Side.from
  static let heightTitle = "share at or above"
}
