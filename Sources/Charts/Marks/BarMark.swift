public import Diagnostics

/// Horizontal bars from zero.
public struct BarMark: ChartMark {
  public static let name = "bar"
  public static let summary = "Draws horizontal bars from zero, stacked where several share a place."
  public static let channels = [.x, .y, .color, .group] as [MarkChannel]
  public static let settings = [
    .alpha, .stack("zero"),
    MarkSetting("width", "number", "The part of its slot that a bar covers.", default: "0.72"),
  ] as [MarkSetting]
  public static let traits = StackedBars.traits(key: .y, noun: "bars")

  public static func arrange(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic) {
    try StackedBars.arrange(&frame, along: .y, &context)
  }

  public static func draw(_ frame: MarkFrame, in panel: inout PanelContext) -> [SceneItem] {
    StackedBars.draw(frame, along: .y, in: &panel)
  }
}
