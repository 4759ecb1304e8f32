import Columnar
public import Diagnostics

/// The settings of a layer, checked and with their types.
public struct LayerStyle: Sendable {
  /// The colour of the whole layer.
  public var color: Paint?
  /// The colour inside and that of the outline, where they differ from the layer's.
  public var fill: Paint?, stroke: Paint?
  /// Opacity from 0 to 1.
  public var alpha: Double?
  /// The width of lines in pixels, or of columns as a part of their slot.
  public var width: Double?
  /// The radius of points in pixels, or the size of text.
  public var size: Double?
  /// Lengths of dashes and gaps in pixels.
  public var dash: [Double] = []
  /// The shape of points.
  public var symbol: Symbol?
  /// Degrees by which text is turned, counter-clockwise as in mathematics.
  public var angle: Double?
  /// How rows at one place are put together.
  public var stack: StackMode?
  /// What the heights of a histogram's bars are.
  public var height: BarHeight?
  /// The standard deviation of the curves that make up a density, and a factor for it.
  public var bandwidth: Double?, adjust: Double?
  /// Whether series at one place stand side by side.
  public var isDodged = false
  /// Whether rows are scattered about their place.
  public var isJittered = false
  /// How far text stands from its place in pixels, to the right and upwards.
  public var nudge: (x: Double, y: Double) = (0, 0)
  /// Which way the height of a row of a step line holds.
  public var hold: StepHold?
  /// Whether segments end in an arrow head.
  public var hasArrows = false
  /// Whether a smooth curve is drawn instead of the rows.
  public var isSmoothed = false
  /// Whether labels move away from each other.
  public var repels: Bool?
  /// A text for the whole layer.
  public var text: String?
  /// A sloping rule.
  public var slope: Double?, intercept: Double?

  /// The settings without any constant.
  public init() {}

  /// Reads the constants of a layer.
  ///
  /// - Throws: E373 for a value of the wrong kind, E374 for a colour that is not known.
  public init(_ layer: LayerSpec) throws(Diagnostic) {
    for constant in layer.constants {
      switch constant.name {
      case "color": color = .fixed(try Self.color(constant.value, at: constant.span))
      case "fill": fill = .fixed(try Self.color(constant.value, at: constant.span))
      case "stroke": stroke = .fixed(try Self.color(constant.value, at: constant.span))
      case "alpha": alpha = try Self.number(constant, in: 0...1)
      case "width": width = try Self.number(constant, in: 0...100)
      case "size": size = try Self.number(constant, in: 0...100)
      case "angle": angle = try Self.number(constant, in: -360...360)
      case "slope": slope = try Self.number(constant, in: -1e300...1e300)
      case "intercept": intercept = try Self.number(constant, in: -1e300...1e300)
      case "dash": dash = try Self.dash(constant)
      case "shape": symbol = try Self.symbol(constant)
      case "repel": repels = try Self.flag(constant)
      case "dodge": isDodged = try Self.flag(constant)
      case "jitter": isJittered = try Self.flag(constant)
      case "arrow": hasArrows = try Self.flag(constant)
      case "dx": nudge.x = try Self.number(constant, in: -1000...1000)
      case "dy": nudge.y = try Self.number(constant, in: -1000...1000)
      case "hold":
        guard case .text(let name) = constant.value, let value = StepHold(rawValue: name) else {
          throw Self.wrong(constant, "after, before or around")
        }
        hold = value
      case "smooth", "method":
        if case .text(let name) = constant.value, name == "none" { break }
        isSmoothed = true
      case "stack":
        guard case .text(let name) = constant.value, let mode = StackMode(rawValue: name) else {
          throw Self.wrong(constant, "zero, share, center or none")
        }
        stack = mode
      case "bandwidth": bandwidth = try Self.number(constant, in: 1e-300...1e300)
      case "adjust": adjust = try Self.number(constant, in: 1e-3...1e3)
      case "height":
        guard case .text(let name) = constant.value, let height = BarHeight(rawValue: name) else {
          throw Self.wrong(constant, "count, share or density")
        }
        self.height = height
      case "text", "label":
        text = ChartText.clean(ValueText.plain(constant.value))
      default: break
      }
    }
  }

  /// Reads a colour by name or as `#rrggbb`.
  static func color(_ value: Value, at span: Span?) throws(Diagnostic) -> RGBColor {
    guard case .text(let name) = value else {
      throw Diagnostic(
        "E373", "`color` takes text or an expression, not \(value.type.name)", at: span)
    }
    if let color = RGBColor(text: name) { return color }
    let nearest = Suggestion.nearest(to: name, among: CSSColors.names)
    throw Diagnostic(
      "E374", "`\(ChartText.clean(name))` is not a colour", at: span,
      label: nearest.map { "did you mean `\($0)`?" } ?? "",
      fix: Diagnostic.Fix("write a CSS name such as `steelblue`, or `#rrggbb`"))
  }

  private static func flag(_ constant: LayerSpec.Constant) throws(Diagnostic) -> Bool {
    guard case .bool(let value) = constant.value else { throw wrong(constant, "true or false") }
    return value
  }

  /// Dashes by name, or true for the usual ones.
  private static func dash(_ constant: LayerSpec.Constant) throws(Diagnostic) -> [Double] {
    switch constant.value {
    case .bool(let isDashed): return isDashed ? [5, 4] : []
    case .text(let name):
      if let found = DashPatterns.named.first(where: { $0.name == name }) { return found.lengths }
    default: break
    }
    throw wrong(
      constant, "true, false or one of \(DashPatterns.named.map(\.name).joined(separator: ", "))")
  }

  private static func symbol(_ constant: LayerSpec.Constant) throws(Diagnostic) -> Symbol {
    guard case .text(let name) = constant.value, let symbol = Symbol(rawValue: name) else {
      throw wrong(constant, "one of \(Symbol.names.joined(separator: ", "))")
    }
    return symbol
  }

  static func number(
    _ constant: LayerSpec.Constant, in range: ClosedRange<Double>
  ) throws(Diagnostic) -> Double {
    let bounds =
      "\(NumberText.shortest(range.lowerBound)) to \(NumberText.shortest(range.upperBound))"
    guard let value = constant.value.asDouble else { throw wrong(constant, "a number") }
    guard range.contains(value) else { throw wrong(constant, "a number from \(bounds)") }
    return value
  }

  static func wrong(_ constant: LayerSpec.Constant, _ expected: String) -> Diagnostic {
    Diagnostic(
      "E373",
      "`\(constant.name)` takes \(expected), not \(ChartText.clean(ValueText.plain(constant.value)))",
      at: constant.span)
  }
}
