public import Diagnostics

/// Vertical columns from zero.
public struct ColumnMark: ChartMark {
  public static let name = "column"
  public static let summary = "Draws vertical columns from zero, stacked where several share a place."
  public static let channels = [.x, .y, .color, .group] as [MarkChannel]
  public static let settings = [
    .alpha, .stack("zero"),
    MarkSetting("width", "number", "The part of its slot that a column covers.", default: "0.86"),
  ] as [MarkSetting]
  public static let traits = StackedBars.traits(key: .x, noun: "columns")

  public static func arrange(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic) {
    try StackedBars.arrange(&frame, along: .x, &context)
  }

  public static func draw(_ frame: MarkFrame, in panel: inout PanelContext) -> [SceneItem] {
    StackedBars.draw(frame, along: .x, in: &panel)
  }
}
