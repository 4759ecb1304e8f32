public import Catalog

/// A chart whose statistics, positions and scales are computed: ready for any surface.
public struct BuiltChart: ChartOutput {
  /// What was asked for.
  public var spec: ChartSpec
  /// The title, or a short name made from the axes.
  public var title: String
  /// The layers, in the order of drawing.
  public var layers: [BuiltLayer]
  /// The panels; one without facets.
  public var panels: [BuiltPanel]
  /// The two sides of a grid of panels, which are then in the order of its rows; nil without one.
  public var facetGrid: FacetGrid?
  /// The colours.
  public var color: ColorScale
  /// The shapes of points, the dashes of lines, and the sizes of points.
  public var shape = CategoryScale.none, dash = CategoryScale.none, size: SizeScale?
  /// The titles of the axes; empty where they would say nothing.
  public var axisTitles: AxisPair<String>
  /// What the reader must be told.
  public var notes: [ChartNote]
  /// What the chart shows, in sentences.
  public var description: String
}

/// One layer with its settings.
public struct BuiltLayer: Sendable {
  /// The mark.
  public var mark: any ChartMark.Type
  /// What was asked for.
  public var spec: LayerSpec
  /// The settings.
  public var style: LayerStyle
  /// Writes a value of an axis, for tooltips.
  public var textOfValue: @Sendable (Axis, Double) -> String
}

extension BuiltLayer {
  /// The layer with texts of the categories of a panel, which may have its own.
  func naming(_ scales: AxisPair<AxisScale>) -> BuiltLayer {
    let isBand = Axis.allCases.contains { axis in
      if case .band = scales[axis].kind { true } else { false }
    }
    guard isBand else { return self }
    var copy = self
    copy.textOfValue = { [textOfValue] axis, value in
      guard case .band = scales[axis].kind, value.magnitude < 1e9 else {
        return textOfValue(axis, value)
      }
      let index = Int(value.rounded())
      return scales[axis].categories.indices.contains(index) ? scales[axis].categories[index] : ""
    }
    return copy
  }
}

/// One panel: its scales and, per layer, its rows.
public struct BuiltPanel: Sendable {
  /// The category of the facet; empty without facets.
  public var title: String
  /// The scales.
  public var scales: AxisPair<AxisScale>
  /// The rows of each layer.
  public var frames: [MarkFrame]
}

/// The values that name the rows and the columns of a grid of panels.
public struct FacetGrid: Sendable, Hashable {
  /// The value of each row, from the top.
  public var rows: [String]
  /// The value of each column, from the left.
  public var columns: [String]
}
