public import Columnar
public import Diagnostics

/// What a chart shows and how, before anything is computed.
public struct ChartSpec: Sendable {
  /// The layers, in the order of drawing; the first decides the titles of the axes.
  public var layers: [LayerSpec]
  /// The texts above and below the chart.
  public var title = "", subtitle = "", caption = ""
  /// A description for readers who cannot see the chart; generated when empty.
  public var alt = ""
  /// What is asked of the axes.
  public var x = AxisSpec(), y = AxisSpec()
  /// What is asked of the colours.
  public var color = ColorSpec()
  /// The titles of the legends of other channels, such as `size`; those without are titled by what
  /// they show.
  public var names: [String: String] = [:]
  /// Orders of categories that differ from the default.
  public var orders: [OrderSpec] = []
  /// The split into panels.
  public var facet: FacetSpec?
  /// Where the legend stands.
  public var legend = LegendPlacement.automatic
  /// The size in pixels; nil for the default.
  public var size: (width: Double, height: Double)?
  /// The widths and heights in pixels that a chart may ask for.
  public static let widths = 120.0...4000, heights = 90.0...4000
  /// The name of a theme.
  public var theme = "light"
  /// Where the whole chart stands in the program.
  public var span: Span?

  /// Creates a specification with defaults for everything but its layers.
  public init(layers: [LayerSpec]) { self.layers = layers }

  /// What is asked of an axis.
  public subscript(axis: Axis) -> AxisSpec {
    get { axis == .x ? x : y }
    set { if axis == .x { x = newValue } else { y = newValue } }
  }
}

/// What a chart asks of an axis.
public struct AxisSpec: Sendable {
  /// The axis's title; nil for the first layer's own.
  public var name: String?
  /// The name of a transform: `linear`, `log`, `log2`, `symlog`; nil for what suits the marks.
  public var transform: String?
  /// The ends of the axis.
  public var from: Value?, to: Value?
  /// How numbers are written.
  public var format = NumberFormat.automatic
  /// The step between ticks: a number, or a duration on a time axis.
  public var ticks: Value?
  /// Degrees by which tick labels are turned.
  public var angle = 0.0
  /// Whether the axis runs the other way.
  public var isReversed = false
  /// Where the request stands in the program.
  public var span: Span?
  /// Creates a request for nothing in particular.
  public init() {}
}

/// What a chart asks of its colours.
public struct ColorSpec: Sendable {
  /// The legend's title; nil for the channel's own.
  public var name: String?
  /// The name of a palette or ramp.
  public var palette: String?
  /// The name of a transform of a ramp: `linear`, `log`, `log2`, `symlog`.
  public var transform = "linear"
  /// The values of the first and the last colour of a ramp.
  public var from: Value?, to: Value?
  /// The value in the middle of a diverging ramp.
  public var midpoint: Value?
  /// In how many steps a ramp is cut; nil for one that changes evenly.
  public var steps: Int?
  /// How a ramp's numbers are written.
  public var format = NumberFormat.automatic
  /// Whether a ramp runs the other way.
  public var isReversed = false
  /// Colours of single categories, as `#rrggbb` or by name.
  public var mapping: [(category: String, color: String)] = []
  /// Where the request stands in the program.
  public var span: Span?
  /// Creates a request for nothing in particular.
  public init() {}
}

/// An order of categories.
public struct OrderSpec: Sendable {
  /// The channel: `x`, `y`, `color`, `facet`, `across`.
  public var channel: String
  /// The categories, first to last; others follow in their usual order.
  public var categories: [String]
  /// Creates an order.
  public init(_ channel: String, _ categories: [String]) {
    self.channel = channel
    self.categories = categories
  }
}

/// The split of a chart into panels by the column `facet` of its layers.
///
/// With a column `across` too, panels stand in a grid: a row for each value of `facet`, a column for
/// each of `across`. A layer without these columns is drawn in every panel.
public struct FacetSpec: Sendable {
  /// The number of panels side by side; nil to choose by width.
  public var columns: Int?
  /// Axes whose range each panel has for itself.
  public var freeAxes: [Axis]
  /// Where the clause stands in the program.
  public var span: Span?
  /// Creates a split.
  public init(columns: Int? = nil, freeAxes: [Axis] = [], span: Span? = nil) {
    self.columns = columns
    self.freeAxes = freeAxes
    self.span = span
  }
}

/// Where a legend stands.
public enum LegendPlacement: String, Sendable, Hashable, CaseIterable {
  /// Labels beside the lines where that works, else on top.
  case automatic
  case top, right, bottom, none
}
