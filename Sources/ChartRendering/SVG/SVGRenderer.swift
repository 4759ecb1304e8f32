public import Charts

/// Writes charts as SVG that needs nothing from outside.
///
/// Every value that matters is a presentation attribute, numbers have one decimal, paths are
/// relative, and identifiers come from the content: equal charts give equal bytes.
public enum SVGRenderer {
  /// The chart as a complete SVG document that ends with a line break.
  ///
  /// - Parameter theme: The theme; nil for the one that the chart names.
  public static func render(_ chart: BuiltChart, theme: Theme? = nil) -> String {
    let theme = theme ?? Theme.named(chart.spec.theme) ?? .light
    let scene = ChartLayout.scene(of: chart, on: PixelSurface(size: chart.spec.size), theme: theme)
    return render(scene, theme: theme)
  }

  /// Above so many bytes a drawing is called large.
  static let largeSize = 200_000

  /// What must be told about a drawing that is large; nil for others.
  public static func sizeNote(of svg: String) -> ChartNote? {
    let count = svg.utf8.count
    guard count > largeSize else { return nil }
    return ChartNote(
      "W17", "the drawing has \(count / 1000) kB; binned or aggregated rows make a smaller one")
  }

  /// A scene in pixels as a complete SVG document that ends with a line break.
  public static func render(_ scene: Scene, theme: Theme) -> String {
    var writer = SVGWriter(theme: theme)
    writer.write(scene)
    return writer.finish()
  }
}
