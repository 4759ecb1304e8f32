import Charts
import Diagnostics

/// A chart of one layer.
func build(
  _ layer: LayerSpec, _ change: (inout ChartSpec) -> Void = { _ in }
) throws(Diagnostic) -> BuiltChart {
  var spec = ChartSpec(layers: [layer])
  change(&spec)
  return try ChartBuilder.build(spec)
}

/// A chart laid out, taken apart into its shapes.
struct DrawnChart {
  var chart: BuiltChart
  var scene: Scene

  init(
    _ layers: [LayerSpec], on surface: any Surface = PixelSurface(), theme: Theme = .light,
    _ change: (inout ChartSpec) -> Void = { _ in }
  ) throws(Diagnostic) {
    var spec = ChartSpec(layers: layers)
    change(&spec)
    chart = try ChartBuilder.build(spec)
    scene = ChartLayout.scene(of: chart, on: surface, theme: theme)
  }

  /// All shapes outside groups, in the order of drawing.
  var items: [SceneItem] { Self.flat(scene.items) }

  private static func flat(_ items: [SceneItem]) -> [SceneItem] {
    items.flatMap { item in
      if case .group(let children, _) = item.shape { return flat(children) }
      return [item]
    }
  }

  var panel: SceneRectangle { scene.panels[0] }

  /// The rectangles of a role other than the background.
  func rectangles(_ role: SceneRole = .mark) -> [(series: String?, rectangle: SceneRectangle)] {
    items.compactMap { item in
      guard item.role == role, case .rectangle(let rectangle, _, _) = item.shape else { return nil }
      return (item.series, rectangle)
    }
  }

  /// The paths of a role.
  func paths(_ role: SceneRole = .mark) -> [(series: String?, path: ScenePath)] {
    items.compactMap { item in
      guard item.role == role, case .path(let path) = item.shape else { return nil }
      return (item.series, path)
    }
  }

  /// The batches of points of a role.
  func points(_ role: SceneRole = .mark) -> [(series: String?, circles: SceneCircles)] {
    items.compactMap { item in
      guard item.role == role, case .circles(let circles) = item.shape else { return nil }
      return (item.series, circles)
    }
  }

  /// The texts of a role.
  func texts(_ role: SceneRole) -> [SceneText] {
    items.compactMap { item in
      guard item.role == role, case .text(let text) = item.shape else { return nil }
      return text
    }
  }

  /// The sentences below the chart.
  var notes: [String] { chart.notes.map(\.text) }
}

/// The finding that a chart ends with, if it does.
func failure(
  _ layers: [LayerSpec], _ change: (inout ChartSpec) -> Void = { _ in }
) -> Diagnostic? {
  do throws(Diagnostic) {
    _ = try DrawnChart(layers, change)
    return nil
  } catch {
    return error
  }
}
