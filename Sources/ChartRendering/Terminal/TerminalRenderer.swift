public import Charts

/// Draws charts with characters: braille for lines, blocks for columns and bars, shades for tiles.
public enum TerminalRenderer {
  /// The chart as lines of text, each ending with a line break.
  ///
  /// - Parameters:
  ///   - width: Columns of the terminal; at most 100 are used.
  ///   - height: Rows of the panel; charts of categories take one row for each.
  ///   - color: The colours of the terminal; without any, series differ by their fill and labels.
  ///   - isASCII: Whether only ASCII may be used.
  public static func render(
    _ chart: BuiltChart, width: Int = 80, height: Int = 16, color: TerminalColor = .none,
    isASCII: Bool = false
  ) -> String {
    let surface = CellSurface(width: min(100, width), height: min(200, height))
    let scene = ChartLayout.scene(of: chart, on: surface, theme: .light)
    return render(scene, color: color, isASCII: isASCII)
  }

  /// A scene in cells as lines of text.
  public static func render(_ scene: Scene, color: TerminalColor, isASCII: Bool) -> String {
    var canvas = TerminalCanvas(scene, hasColor: color != .none, isASCII: isASCII)
    canvas.draw(scene.items, clip: nil)
    return canvas.text(color: color)
  }
}
