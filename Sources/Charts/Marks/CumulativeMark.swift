import Catalog
import Diagnostics

/// A mark that draws the share of rows on one side of each value: `ecdf` and `ccdf`.
protocol CumulativeMark: ChartMark {
  /// Which side of a value is counted.
  static var side: CumulativeCurves.Side { get }
  /// What the height is, as the y axis says it.
  static var heightTitle: String { get }
}

extension CumulativeMark {
  /// What the height is.
  public static func computedTitle(of axis: Axis, _ style: LayerStyle) -> String? {
    axis == .y ? heightTitle : nil
  }

  /// Shares are written in percent where they are not spread by their logarithm.
  public static func usualFormat(
    of axis: Axis, _ style: LayerStyle, isLogarithmic: Bool
  ) -> NumberFormat? {
    axis == .y && !isLogarithmic ? .percent : nil
  }

  /// Replaces the rows of each series by the corners of a curve.
  public static func arrange(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic) {
    try requireNumbers(.x, context)
    CumulativeCurves.replace(&frame, side, context)
  }

  /// The axes say all that a sentence can.
  public static func facts(_ frame: MarkFrame, _ context: DescriptionContext) -> [String] {
    []
  }

  /// One path of steps for each series.
  public static func draw(_ frame: MarkFrame, in panel: inout PanelContext) -> [SceneItem] {
    CumulativeCurves.draw(frame, side, in: panel)
  }
}
