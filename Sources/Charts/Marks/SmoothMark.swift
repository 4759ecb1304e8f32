public import Catalog
public import Diagnostics

/// Smooth curves through the rows of each series.
public struct SmoothMark: ChartMark {
  /// The word for it in a `plot` stage.
  public static let name = "smooth"
  /// What help says about it.
  public static let summary = "Draws a smooth curve through the rows of each colour."
  /// What it maps from columns.
  public static let channels = [.x, .y, .color, .group, .dash] as [MarkChannel]
  /// What it takes as literals.
  public static let settings =
    [
      MarkSetting(
        "method", "method", "How the curve is fitted, such as `loess`.", default: "loess"),
      .width("2"), .alpha,
    ] as [MarkSetting]
  /// Charts with it; each is a test.
  public static let examples = [
    Example(
      "A curve through points",
      """
      rows [x, y; 1, 2; 2, 4; 3, 3; 4, 6; 5, 5; 6, 8] | plot point x: x, y: y add smooth method: "loess"
      """,
      expected: """
        x,y
        1,2
        2,4
        3,3
        4,6
        5,5
        6,8
        """)
  ]
  /// How scales, guides and other layers treat it.
  public static let traits: MarkTraits = {
    var traits = MarkTraits(noun: "smooth curves", legendKey: .line)
    traits.needsColorCategories = true
    traits.labelsEnds = true
    return traits
  }()

  /// Replaces the rows by a curve for each series.
  public static func arrange(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic) {
    try Curves.smooth(&frame, &context)
  }

  /// One path for each series.
  public static func draw(_ frame: MarkFrame, in panel: inout PanelContext) -> [SceneItem] {
    Curves.draw(frame, in: &panel)
  }
}
