public import Catalog
public import Diagnostics

/// Lines through the rows of each series.
public struct LineMark: ChartMark {
  /// The word for it in a `plot` stage.
  public static let name = "line"
  /// What descriptions call it.
  public static let chartName = "Line chart"
  /// What help says about it.
  public static let summary = "Draws a line through the rows of each colour, from left to right."
  /// What it maps from columns.
  public static let channels =
    [
      .x, .y, .color, .group, .dash,
      MarkChannel(
        "order", "In which order the line passes its rows, instead of from left to right."),
    ] as [MarkChannel]
  /// What it takes as literals.
  public static let settings = [.width("2"), .alpha, .smooth] as [MarkSetting]
  /// Charts with it; each is a test.
  public static let examples = [
    Example(
      "One line for each kind",
      """
      rows [day, kind, n; 2024-01-01, "a", 3; 2024-01-02, "a", 4; 2024-01-01, "b", 2; 2024-01-02, "b", 1]
      | plot line x: day, y: n, color: kind
      """,
      expected: """
        day,kind,n
        2024-01-01,a,3
        2024-01-02,a,4
        2024-01-01,b,2
        2024-01-02,b,1
        """),
    Example(
      "A path through two quantities in the order of years",
      """
      rows [year, size, score; 2022, 1, 40; 2023, 3, 38; 2024, 2, 60]
      | plot line x: size, y: score, order: year add text text: year, dy: 8
      """,
      expected: """
        year,size,score
        2022,1,40
        2023,3,38
        2024,2,60
        """),
  ]
  /// How scales, guides and other layers treat it.
  public static let traits: MarkTraits = {
    var traits = MarkTraits(noun: "lines", legendKey: .line)
    traits.needsColorCategories = true
    traits.labelsEnds = true
    traits.keepsGaps = true
    return traits
  }()

  /// Fits curves where they are asked for, else refuses two rows at one place.
  public static func arrange(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic) {
    if context.style.isSmoothed {
      try Curves.smooth(&frame, &context)
    } else {
      try Curves.requireOneRowPerPlace(frame, context)
    }
  }

  /// One path for each series, cut where a value is missing.
  public static func draw(_ frame: MarkFrame, in panel: inout PanelContext) -> [SceneItem] {
    Curves.draw(frame, in: &panel)
  }
}
