import Glibc

/// Equal ratios, equal distances; values of zero and below have no place.
public struct LogTransform: ScaleTransform {
  /// `log`.
  public static let name = "log"
  /// Creates the transform.
  public init() {}
  /// The common logarithm.
  public func forward(_ value: Double) -> Double? { value > 0 ? log10(value) : nil }
  /// The power of ten.
  public func inverse(_ place: Double) -> Double { pow(10, place) }
  /// Decades, and multiples of them where they are few.
  public func ticks(
    from lower: Double, to upper: Double, target: Int, style: TickStyle
  ) -> AxisTicks {
    let (values, isLinear) = LogTicks.values(from: lower, to: upper, target: target)
    let labels =
      isLinear
      ? NumberLabels.labels(values, format: style.format)
      : NumberLabels.logarithmicLabels(values, format: style.format)
    let minor = isLinear ? [] : LogTicks.minor(from: lower, to: upper, besides: values)
    return AxisTicks(zip(values, labels).map { AxisTick($0, $1) }, minor: minor)
  }
  /// No: a sum of logarithms is a product.
  public var keepsSums: Bool { false }
  /// No.
  public var hasZero: Bool { false }
}
