public import Catalog
public import Diagnostics

/// Vertical columns from zero.
public struct ColumnMark: ChartMark {
  /// The word for it in a `plot` stage.
  public static let name = "column"
  /// What descriptions call it.
  public static let chartName = "Column chart"
  /// What help says about it.
  public static let summary =
    "Draws vertical columns from zero, stacked where several share a place."
  /// What it maps from columns.
  public static let channels = StackedBars.channels
  /// What it takes as literals.
  public static let settings =
    StackedBars.settings + [
      MarkSetting("width", "number", "The part of its slot that a column covers.", default: "0.86")
    ]
  /// Charts with it; each is a test.
  public static let examples = [
    Example(
      "One column for each month",
      """
      rows [month, n; 2024-01, 3; 2024-02, 5; 2024-03, 4] | plot column x: month, y: n
      """,
      expected: """
        month,n
        2024-01,3
        2024-02,5
        2024-03,4
        """),
    Example(
      "Shares of each month",
      """
      rows [month, kind, n; 2024-01, "a", 3; 2024-01, "b", 1; 2024-02, "a", 2; 2024-02, "b", 2]
      | plot column x: month, y: n, color: kind, stack: "share" scale y format percent
      """,
      expected: """
        month,kind,n
        2024-01,a,3
        2024-01,b,1
        2024-02,a,2
        2024-02,b,2
        """),
    Example(
      "Side by side",
      """
      rows [year, kind, n; 2023, "a", 3; 2023, "b", 1; 2024, "a", 2; 2024, "b", 2]
      | plot column x: text(year), y: n, color: kind, dodge: true
      """,
      expected: """
        year,kind,n
        2023,a,3
        2023,b,1
        2024,a,2
        2024,b,2
        """),
  ]
  /// How scales, guides and other layers treat it.
  public static let traits = StackedBars.traits(key: .x, noun: "columns")

  /// Gives every row its slot and stacks rows that share one.
  public static func arrange(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic) {
    try StackedBars.arrange(&frame, along: .x, &context)
  }

  /// One rectangle for each row.
  public static func draw(_ frame: MarkFrame, in panel: inout PanelContext) -> [SceneItem] {
    StackedBars.draw(frame, along: .x, in: &panel)
  }
}
