public import Charts

/// Draws charts with characters: braille for lines, blocks for columns and bars, shades for tiles.
public enum TerminalRenderer {
  /// The most columns of a chart that does not ask for a size.
  public static let usualWidth = 100
  /// A size in pixels becomes cells of this size: the usual 720 x 405 pixels are 80 columns, and 16
  /// rows inside the axes.
  public static let pixelsPerCell = (width: 9.0, height: 405.0 / 16)

  /// The chart as lines of text, each ending with a line break.
  ///
  /// - Parameters:
  ///   - width: Columns of the terminal; at most 100 are used, unless the chart asks for a size.
  ///   - height: Rows of the panel, unless the chart asks for a size; charts of categories take one
  ///     row for each.
  ///   - color: The colours of the terminal; without any, series differ by their signs and labels.
  ///   - isASCII: Whether only ASCII may be used.
  public static func render(
    _ chart: BuiltChart, width: Int = 80, height: Int = 16, color: TerminalColor = .none,
    isASCII: Bool = false
  ) -> String {
    var columns = min(usualWidth, width)
    var rows = height
    if let size = chart.spec.size {
      columns = min(width, Int((size.width / pixelsPerCell.width).rounded()))
      rows = Int((size.height / pixelsPerCell.height).rounded())
    }
    let surface = CellSurface(width: columns, height: min(200, rows))
    let scene = ChartLayout.scene(of: chart, on: surface, theme: .light)
    return render(scene, color: color, isASCII: isASCII)
  }

  /// A scene in cells as lines of text.
  public static func render(_ scene: Scene, color: TerminalColor, isASCII: Bool) -> String {
    var canvas = TerminalCanvas(scene, hasColor: color != .none, isASCII: isASCII)
    canvas.draw(scene.items)
    return canvas.text(color: color)
  }
}
