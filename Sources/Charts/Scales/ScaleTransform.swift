/// How values are spread along an axis.
public protocol ScaleTransform: Sendable {
  /// The name by which it is chosen.
  static var name: String { get }
  /// The place of a value, or nil where it has none.
  func forward(_ value: Double) -> Double?
  /// The value of a place.
  func inverse(_ place: Double) -> Double
  /// Round values inside a range or a little beyond, labelled.
  func ticks(from lower: Double, to upper: Double, target: Int, style: TickStyle) -> AxisTicks
  /// Whether sums of places mean something, so that stacks and baselines can be drawn.
  var keepsSums: Bool { get }
  /// Whether zero has a place.
  var hasZero: Bool { get }
}

extension ScaleTransform {
  /// The value of a place, or the last number before the values leave their range.
  func finiteInverse(_ place: Double) -> Double {
    let value = inverse(place)
    if hasZero { return max(-.greatestFiniteMagnitude, min(.greatestFiniteMagnitude, value)) }
    return max(.leastNonzeroMagnitude, min(.greatestFiniteMagnitude, value))
  }
}

/// What is known about the numbers of an axis when its ticks are chosen.
public struct TickStyle: Sendable {
  /// How they are written.
  public var format: NumberFormat
  /// Whether all data are whole numbers.
  public var isInteger: Bool
  /// Whether whole numbers are years.
  public var areYears: Bool
  /// Creates a style.
  public init(
    format: NumberFormat = .automatic, isInteger: Bool = false, areYears: Bool = false
  ) {
    self.format = format
    self.isInteger = isInteger
    self.areYears = areYears
  }
}

/// The transforms by name.
public enum ScaleTransforms {
  /// The names, for suggestions.
  public static let names = [
    LinearTransform.name, LogTransform.name, BinaryLogTransform.name, SymlogTransform.name,
  ]

  /// The transform of a name.
  public static func named(_ name: String) -> (any ScaleTransform)? {
    let all: [any ScaleTransform] = [
      LinearTransform(), LogTransform(), BinaryLogTransform(), SymlogTransform(),
    ]
    return all.first { type(of: $0).name == name }
  }
}
