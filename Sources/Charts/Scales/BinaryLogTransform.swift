import Glibc

/// A logarithmic axis whose ticks are powers of two, for sizes and context lengths.
public struct BinaryLogTransform: ScaleTransform {
  /// `log2`.
  public static let name = "log2"
  /// Creates the transform.
  public init() {}
  /// The binary logarithm.
  public func forward(_ value: Double) -> Double? { value > 0 ? log2(value) : nil }
  /// The power of two.
  public func inverse(_ place: Double) -> Double { exp2(place) }
  /// Powers of two.
  public func ticks(
    from lower: Double, to upper: Double, target: Int, style: TickStyle
  ) -> AxisTicks {
    let (values, _) = LogTicks.values(from: lower, to: upper, base: 2, target: target)
    let labels = NumberLabels.powersOfTwo(values, format: style.format)
    return AxisTicks(zip(values, labels).map { AxisTick($0, $1) })
  }
  /// No: a sum of logarithms is a product.
  public var keepsSums: Bool { false }
  /// No.
  public var hasZero: Bool { false }
}
