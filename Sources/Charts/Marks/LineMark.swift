public import Diagnostics

/// Lines through the rows of each series.
public struct LineMark: ChartMark {
  public static let name = "line"
  public static let summary = "Draws a line through the rows of each colour, from left to right."
  public static let channels = [.x, .y, .color, .group] as [MarkChannel]
  public static let settings = [.width("2"), .alpha, .dash, .smooth] as [MarkSetting]
  public static let traits: MarkTraits = {
    var traits = MarkTraits(noun: "lines", legendKey: .line)
    traits.needsColorCategories = true
    traits.labelsEnds = true
    traits.keepsGaps = true
    return traits
  }()

  public static func arrange(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic) {
    if context.style.isSmoothed {
      try Curves.smooth(&frame, &context)
    } else {
      try Curves.requireOneRowPerPlace(frame, context)
    }
  }

  public static func draw(_ frame: MarkFrame, in panel: inout PanelContext) -> [SceneItem] {
    Curves.draw(frame, in: &panel)
  }
}
