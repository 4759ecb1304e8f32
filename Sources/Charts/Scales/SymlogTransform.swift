import Glibc

/// Logarithmic far from zero, linear about it, so that zeros and negative values have a place.
///
/// The sign times log(1 + |x|), after Webber, *A bi-symmetric log transformation for wide-range
/// data* (2013), with the constant one.
public struct SymlogTransform: ScaleTransform {
  /// `symlog`.
  public static let name = "symlog"
  /// Creates the transform.
  public init() {}
  /// The signed logarithm.
  public func forward(_ value: Double) -> Double? {
    value < 0 ? -log1p(-value) : log1p(value)
  }
  /// The inverse of the signed logarithm.
  public func inverse(_ place: Double) -> Double {
    place < 0 ? -expm1(-place) : expm1(place)
  }
  /// Zero and the decades on either side.
  public func ticks(
    from lower: Double, to upper: Double, target: Int, style: TickStyle
  ) -> AxisTicks {
    let largest = max(abs(lower), abs(upper))
    guard largest > 4, largest.isFinite else {
      return LinearTransform().ticks(from: lower, to: upper, target: target, style: style)
    }
    let decades = Int(log10(largest).rounded(.down))
    let sides = (lower < 0 ? 1 : 0) + (upper > 0 ? 1 : 0)
    let stride = max(1, (decades + 1) * sides / max(1, target))
    let powers = Swift.stride(from: 0, through: decades, by: stride).map { LogTicks.power(10, $0) }
    let values = (powers.map { -$0 } + [0] + powers).filter { $0 >= lower && $0 <= upper }.sorted()
    let labels = NumberLabels.logarithmicLabels(values, format: style.format)
    return AxisTicks(zip(values, labels).map { AxisTick($0, $1) })
  }
  /// Columns from zero keep their order, so they are allowed.
  public var keepsSums: Bool { true }
  /// Yes.
  public var hasZero: Bool { true }
}
