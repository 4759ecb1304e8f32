public import Catalog
public import Diagnostics

/// Horizontal bars from zero.
public struct BarMark: ChartMark {
  /// The word for it in a `plot` stage.
  public static let name = "bar"
  /// What descriptions call it.
  public static let chartName = "Bar chart"
  /// What help says about it.
  public static let summary =
    "Draws horizontal bars from zero, stacked where several share a place."
  /// What it maps from columns.
  public static let channels = StackedBars.channels
  /// What it takes as literals.
  public static let settings =
    StackedBars.settings + [
      MarkSetting("width", "number", "The part of its slot that a bar covers.", default: "0.72")
    ]
  /// Charts with it; each is a test.
  public static let examples = [
    Example(
      "The largest first",
      """
      rows [author, n; "ann", 9; "bo", 4; "cy", 6] | plot bar x: n, y: author order y by max(n) desc
      """,
      expected: """
        author,n
        ann,9
        bo,4
        cy,6
        """)
  ]
  /// How scales, guides and other layers treat it.
  public static let traits = StackedBars.traits(key: .y, noun: "bars")

  /// Gives every row its slot and stacks rows that share one.
  public static func arrange(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic) {
    try StackedBars.arrange(&frame, along: .y, &context)
  }

  /// One rectangle for each row.
  public static func draw(_ frame: MarkFrame, in panel: inout PanelContext) -> [SceneItem] {
    StackedBars.draw(frame, along: .y, in: &panel)
  }
}
