import Columnar

@testable import Charts

/// A chart on one surface, with its scene taken apart for the rules.
struct DrawnChart {
  /// A shape with what is around it.
  struct Piece {
    var item: SceneItem
    /// The rectangle at which it is cut.
    var clip: SceneRectangle?
    /// The panel that cuts it.
    var panel: Int?
  }
  /// A line of text with its corners.
  struct Label {
    var item: SceneItem
    var text: SceneText
    var width: Double
    /// The upright rectangle that it covers.
    var bounds: SceneRectangle
  }

  var chart: BuiltChart
  let surface: any Surface
  let theme: Theme
  var scene: Scene
  /// The axes of each panel, as the layout has settled them.
  var axes: [PanelAxes]

  init(_ chart: BuiltChart, on surface: any Surface) {
    self.chart = chart
    self.surface = surface
    theme = Theme.named(chart.spec.theme) ?? .light
    let layout = ChartLayout(chart: chart, surface: surface, theme: theme)
    scene = ChartLayout.scene(of: chart, on: surface, theme: theme)
    axes = zip(chart.panels, scene.panels).map { panel, area in
      PanelAxes(panel, chart: chart, layout: layout, width: area.width, height: area.height)
    }
  }

  /// A surface of pixels of the size that the chart asks for, and terminals of three widths.
  static func all(of chart: BuiltChart) -> [DrawnChart] {
    let surfaces: [any Surface] = [
      PixelSurface(size: chart.spec.size), CellSurface(width: 100), CellSurface(width: 80),
      CellSurface(width: 40),
    ]
    return surfaces.map { DrawnChart(chart, on: $0) }
  }

  var isCellular: Bool { surface.metrics.isCellular }

  /// What a message calls the surface.
  var surfaceName: String {
    isCellular ? "cells \(Int(surface.metrics.width))" : "pixels"
  }

  /// All shapes that are not groups.
  var pieces: [Piece] {
    var out: [Piece] = []
    func visit(_ items: [SceneItem], _ clip: SceneRectangle?) {
      for item in items {
        if case .group(let children, let own) = item.shape {
          visit(children, own ?? clip)
        } else {
          out.append(
            Piece(
              item: item, clip: clip,
              panel: clip.flatMap { clip in scene.panels.firstIndex { $0 == clip } }))
        }
      }
    }
    visit(scene.items, nil)
    return out
  }

  /// All texts that say something.
  var labels: [Label] {
    pieces.compactMap { piece in
      guard case .text(let text) = piece.item.shape, !text.text.isEmpty else { return nil }
      let width = surface.measurer.width(of: text.text, size: text.size, isBold: text.isBold)
      return Label(
        item: piece.item, text: text, width: width, bounds: text.bounds(width: width))
    }
  }

  /// The marks of a panel, in the order of drawing.
  func marks(_ panel: Int) -> [SceneItem] {
    pieces.filter { $0.item.role == .mark && $0.panel == panel }.map(\.item)
  }

  /// Whether the chart has axes; a pie has none.
  var hasAxes: Bool { !chart.layers.contains { $0.mark.traits.amountChannel != nil } }

  /// Where a value of an axis lies on the surface; values beyond the ends lie at the ends.
  func place(_ axis: Axis, _ value: Double, _ panel: Int, _ axes: PanelAxes) -> Double {
    let scale = axes.scales[axis]
    let area = scene.panels[panel]
    var fraction = scale.fraction(max(scale.lower, min(scale.upper, value)))
    if fraction.isNaN { fraction = scale.isReversed ? 1 : 0 }
    return axis == .x ? area.x + fraction * area.width : area.maxY - fraction * area.height
  }
}

/// The rows of a layer as they came from the query, before anything was computed.
struct LayerRows {
  struct Row {
    var x: Value
    var y: Value
    var color: Value
    var panel: Value
  }

  let rows: [Row]
  let layer: LayerSpec

  init(_ layer: LayerSpec) {
    self.layer = layer
    func column(_ name: String) -> (Int) -> Value {
      if let column = layer.data.column(named: name) { return { column.value(at: $0) } }
      let constant = layer.constant(name)?.value ?? .null
      return { _ in constant }
    }
    let (x, y) = (column("x"), column("y"))
    let (color, panel) = (column("color"), column("facet"))
    rows = (0..<layer.data.rowCount).map {
      Row(x: x($0), y: y($0), color: color($0), panel: panel($0))
    }
  }

  var hasPanels: Bool { layer.channel("facet") != nil }

  /// The rows that belong to a panel.
  func rows(in panel: BuiltPanel, of chart: BuiltChart) -> [Row] {
    guard hasPanels, chart.panels.count > 1 || !panel.title.isEmpty else { return rows }
    return rows.filter { !$0.panel.isNull && Self.name($0.panel) == panel.title }
  }

  /// The name of a category as charts write it.
  static func name(_ value: Value) -> String { ChartText.clean(ValueText.plain(value)) }

  /// The name of the series that a row's colour belongs to.
  static func series(_ row: Row, of chart: BuiltChart) -> String {
    if row.color.isNull { return "missing" }
    let name = name(row.color)
    let names = chart.color.categories.map(ChartText.clean)
    return names.contains(name) ? name : names.first { $0.hasPrefix("other (") } ?? name
  }

  /// The place of a value along an axis of numbers or time.
  static func place(_ value: Value) -> Double? {
    switch value {
    case .date(let day): Double(day) + 0.5
    case .instant(let moment): Double(moment) / Double(CalendarDuration.day)
    case .period(.hour, let hour): (Double(hour) + 0.5) / 24
    case .period(let grain, let number):
      Double(grain.firstDay(of: number) + grain.firstDay(of: number + 1)) / 2
    case .duration(let duration) where duration.months == 0:
      Double(duration.microseconds) / Double(CalendarDuration.day)
    default: value.asDouble
    }
  }
}
