public import Catalog
public import Diagnostics

/// A mark that the chart layer can build and draw: one file each.
///
/// Nothing outside a mark's own file asks for its name.
public protocol ChartMark: Mark {
  /// The name in the language.
  static var name: String { get }
  /// One sentence: what it draws.
  static var summary: String { get }
  /// The channels that it takes.
  static var channels: [MarkChannel] { get }
  /// The settings that it takes as literals.
  static var settings: [MarkSetting] { get }
  /// Charts with it; what they give as rows is compared.
  static var examples: [Example] { get }
  /// What scales, guides and other layers must know about it.
  static var traits: MarkTraits { get }

  /// What descriptions call a chart whose first layer is of this mark: `Line chart`.
  static var chartName: String { get }

  /// What a description says about the rows of a layer in one panel, as sentences without stops.
  static func facts(_ frame: MarkFrame, _ context: DescriptionContext) -> [String]

  /// Changes the rows of all panels, for statistics that must be the same in each.
  static func prepare(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic)

  /// Applies the layer's statistic and position to its rows in one panel.
  static func arrange(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic)

  /// The shapes of the layer's rows in one panel.
  static func draw(_ frame: MarkFrame, in panel: inout PanelContext) -> [SceneItem]

  /// The room that the layer wants free of data at the upper edge of a panel.
  static func headroom(
    _ frame: MarkFrame, _ style: LayerStyle, _ metrics: SurfaceMetrics,
    _ measurer: any TextMeasurer
  ) -> Double

  /// The title of an axis whose values the mark computes.
  static func computedTitle(of axis: Axis, _ style: LayerStyle) -> String?

  /// How the numbers of an axis are written unless the chart says so.
  static func usualFormat(
    of axis: Axis, _ style: LayerStyle, isLogarithmic: Bool
  ) -> NumberFormat?
}

extension ChartMark {
  /// The declaration, put together from the parts.
  public static var declaration: Declaration {
    Declaration(
      name, summary, category: .mark,
      parameters: channels.map(\.parameter) + settings.map(\.parameter), examples: examples)
  }

  /// The name of its shapes serves marks that are seldom drawn alone.
  public static var chartName: String { "Chart with \(traits.noun)" }

  /// Most marks say how values run along the x axis, or which category is the largest.
  public static func facts(_ frame: MarkFrame, _ context: DescriptionContext) -> [String] {
    MarkFacts.usual(frame, context)
  }

  /// Most marks want no room of their own.
  public static func headroom(
    _ frame: MarkFrame, _ style: LayerStyle, _ metrics: SurfaceMetrics,
    _ measurer: any TextMeasurer
  ) -> Double { 0 }

  /// Most marks show what their channels say.
  public static func computedTitle(of axis: Axis, _ style: LayerStyle) -> String? { nil }

  /// Most marks leave the numbers as they are.
  public static func usualFormat(
    of axis: Axis, _ style: LayerStyle, isLogarithmic: Bool
  ) -> NumberFormat? { nil }

  /// Most marks treat each panel by itself.
  public static func prepare(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic) {}

  /// Most marks draw their rows as they are.
  public static func arrange(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic) {}
}

/// A channel of a mark.
public struct MarkChannel: Sendable {
  /// The name.
  public var name: String
  /// What it shows.
  public var help: String
  /// Whether the mark needs it.
  public var isRequired: Bool
  /// Creates a channel.
  public init(_ name: String, _ help: String, required: Bool = false) {
    self.name = name
    self.help = help
    self.isRequired = required
  }

  var parameter: ParameterInfo {
    ParameterInfo(
      name, "expression", help: help, default: isRequired ? nil : "none", labelled: true)
  }

  static let x = MarkChannel("x", "The place from left to right.", required: true)
  static let y = MarkChannel("y", "The place from bottom to top.", required: true)
  static let color = MarkChannel("color", "The colour; a literal colours the whole layer.")
  static let group = MarkChannel("group", "Which rows belong together, besides the colour.")
  static let dash = MarkChannel(
    "dash", "Dashes by category; a literal is true, false or a name such as `dotted`.")
  static let tooltip = MarkChannel("tooltip", "More text shown when pointing at it.")
  static let alpha = MarkChannel("alpha", "Opacity from 0 to 1, as a literal or for each row.")
}

/// A setting of a mark, given as a literal.
public struct MarkSetting: Sendable {
  /// The name.
  public var name: String
  /// What it takes, in words.
  public var type: String
  /// What it is for.
  public var help: String
  /// The value when it is left out, in words.
  public var defaultText: String
  /// The words of which it takes one, with or without quotes; empty for other settings.
  public var words: [String] = []
  /// Creates a setting.
  public init(_ name: String, _ type: String, _ help: String, default defaultText: String) {
    self.name = name
    self.type = type
    self.help = help
    self.defaultText = defaultText
  }

  /// Creates a setting that takes one of at least two words.
  public init(
    _ name: String, oneOf words: [String], _ help: String, default defaultText: String
  ) {
    let list = words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
    self.init(name, list, help, default: defaultText)
    self.words = words
  }

  var parameter: ParameterInfo {
    ParameterInfo(name, type, help: help, default: defaultText, labelled: true)
  }

  static let alpha = MarkSetting("alpha", "number", "Opacity from 0 to 1.", default: "1")
  static let dash = MarkSetting("dash", "bool", "Whether lines are dashed.", default: "false")
  static let fill = MarkSetting("fill", "color", "The colour inside.", default: "that of `color`")
  static let stroke = MarkSetting("stroke", "color", "The colour of the outline.", default: "none")
  static let dodge = MarkSetting(
    "dodge", "bool", "Whether series at one place stand side by side.", default: "false")
  static let jitter = MarkSetting(
    "jitter", "bool",
    "Whether rows are scattered over 80 % of their slot, always in the same way.",
    default: "false")
  static let dx = MarkSetting("dx", "number", "Pixels to the right of the place.", default: "0")
  static let dy = MarkSetting("dy", "number", "Pixels above the place.", default: "0")
  static let smooth = MarkSetting(
    "smooth", "method", "Draws a smooth curve through the rows instead of the rows.",
    default: "none")
  static func width(_ value: String) -> MarkSetting {
    MarkSetting("width", "number", "The width of the line in pixels.", default: value)
  }
  static func stack(_ value: String) -> MarkSetting {
    MarkSetting(
      "stack", oneOf: StackMode.allCases.map(\.rawValue), "How rows at one place are put together.",
      default: value)
  }
}

/// What scales, guides and other layers must know about a mark.
public struct MarkTraits: Sendable {
  /// The sample beside a legend's label.
  public enum LegendKey: Sendable { case square, line, disc, none }

  /// The axis along which values are measured from zero, if they are.
  public var baseline: Axis?
  /// The sample in a legend.
  public var legendKey: LegendKey
  /// Whether colour makes series, so that numbers count as categories.
  public var needsColorCategories = false
  /// Whether series can be labelled at their right ends.
  public var labelsEnds = false
  /// Whether its series are bands that can be labelled inside.
  public var labelsBands = false
  /// Whether rows cover slots along an axis.
  public var slots: [Axis] = []
  /// Whether its rows decide how far the axes reach.
  public var trainsScales = true
  /// Room kept beyond the data on a time axis, as a part of its length.
  public var timeExpansion = 0.0
  /// The axis that must have a grid of its own, besides the usual one.
  public var wantsFullGrid = false
  /// Whether a grid would be hidden or disturb.
  public var hidesGrid = false
  /// Whether a row without a value on the second axis leaves a gap instead of being dropped.
  public var keepsGaps = false
  /// Whether rows of folded categories are added up rather than drawn apart.
  public var sumsFolded = false
  /// How much higher than usual a slot on the y axis is, where shapes in it need it.
  public var slotHeight = 1.0
  /// The axis along which rows are counted, when no channel says what lies along it.
  public var countedAxis: Axis?
  /// Whether the types of its channels say which axis has the slots: the one without numbers, or
  /// one slot for all rows where there is only the other channel.
  public var isOriented = false
  /// Whether the axes are logarithmic unless told otherwise, where all of `x` is above zero.
  public var prefersLogAxes = false
  /// Whether rows without a place on a logarithmic axis count in the statistic nevertheless.
  public var countsUnplaced = false
  /// Whether what is drawn are summaries of rows, which are cut at the axes' ends, not dropped.
  public var drawsSummaries = false
  /// Whether rows cover all from `x` to `x2` and from `y` to `y2`, and the whole panel along an
  /// axis without either.
  public var coversStretches = false
  /// Whether it is drawn below all other layers.
  public var liesBelow = false
  /// The opacity of its fills, and of the sample in a legend.
  public var fillOpacity = 1.0
  /// Whether it must keep clear of what earlier layers have drawn.
  public var avoidsOthers = false
  /// Whether it takes the first layer's channels for those that it does not name.
  public var inheritsChannels = true
  /// The channel of the amounts that the rows share out; a mark with one has no axes, stands alone,
  /// and labels its own rows.
  public var amountChannel: String?
  /// The mark in words, as descriptions begin: `stacked columns`.
  public var noun: String

  /// Creates traits; the rest is set by name.
  public init(noun: String, legendKey: LegendKey, baseline: Axis? = nil) {
    self.noun = noun
    self.legendKey = legendKey
    self.baseline = baseline
  }
}

/// What a mark knows when it applies its statistic and position.
public struct ArrangeContext: Sendable {
  /// The layer as it was asked for.
  public var layer: LayerSpec
  /// Its settings.
  public var style: LayerStyle
  /// What lies along the axes.
  public var kinds: AxisPair<AxisScale.Kind>
  /// How the axes are spread.
  public var transforms: AxisPair<any ScaleTransform>
  /// The ends of the axes that the chart asks for.
  public var limits: AxisPair<(lower: Double?, upper: Double?)>
  /// Writes a value of an axis in a message.
  public var textOfValue: @Sendable (Axis, Double) -> String
  /// The label of a colour category.
  public var colorLabel: @Sendable (Int) -> String?
  /// What the reader must be told.
  public var notes: [ChartNote]
}

/// A sentence below the chart, and in the record of the run.
public struct ChartNote: Sendable, Hashable {
  /// A code such as `W7`; empty for notes without a page of their own.
  public var code: String
  /// One line.
  public var text: String
  /// Creates a note.
  public init(_ code: String, _ text: String) {
    self.code = code
    self.text = text
  }
}
