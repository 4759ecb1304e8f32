public import Diagnostics

/// Smooth curves through the rows of each series.
public struct SmoothMark: ChartMark {
  public static let name = "smooth"
  public static let summary = "Draws a smooth curve through the rows of each colour."
  public static let channels = [.x, .y, .color, .group] as [MarkChannel]
  public static let settings = [
    MarkSetting(
      "method", "method", "How the curve is fitted, such as `loess`.", default: "loess"),
    .width("2"), .alpha, .dash,
  ] as [MarkSetting]
  public static let traits: MarkTraits = {
    var traits = MarkTraits(noun: "smooth curves", legendKey: .line)
    traits.needsColorCategories = true
    traits.labelsEnds = true
    return traits
  }()

  public static func arrange(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic) {
    try Curves.smooth(&frame, &context)
  }

  public static func draw(_ frame: MarkFrame, in panel: inout PanelContext) -> [SceneItem] {
    Curves.draw(frame, in: &panel)
  }
}
