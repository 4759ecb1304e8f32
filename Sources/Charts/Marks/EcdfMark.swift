public import Catalog

/// Steps of the share of rows up to each value.
public struct EcdfMark: CumulativeMark {
  /// The word for it in a `plot` stage.
  public static let name = "ecdf"
  /// What descriptions call it.
  public static let chartName = "Cumulative distribution"
  /// What help says about it.
  public static let summary =
    "Draws the share of rows with a value of `x` up to each one."
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
      "How many are below a value", "rows [x; 1; 2; 2; 5] | plot ecdf x: x",
      expected: "x\n1\n2\n2\n5\n"),
    Example(
      "One curve for each kind",
      """
      rows [kind, n; "a", 1; "a", 4; "b", 2] | plot ecdf x: n, color: kind add rule y: 0.5
      """,
      expected: "kind,n\na,1\na,4\nb,2\n"),
  ]
  /// How scales, guides and other layers treat it.
  public static let traits: MarkTraits = {
    var traits = MarkTraits(noun: "steps of cumulative shares", legendKey: .line)
    traits.needsColorCategories = true
    traits.countsUnplaced = true
    traits.drawsSummaries = true
    return traits
  }()

  static let side = CumulativeCurves.Side.upTo
  static let heightTitle = "cumulative share"
}
