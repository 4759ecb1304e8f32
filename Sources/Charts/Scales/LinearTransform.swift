/// Equal differences, equal distances.
public struct LinearTransform: ScaleTransform {
  /// `linear`.
  public static let name = "linear"
  /// Creates the transform.
  public init() {}
  /// The value itself.
  public func forward(_ value: Double) -> Double? { value }
  /// The place itself.
  public func inverse(_ place: Double) -> Double { place }
  /// Ticks by the extended Wilkinson search.
  public func ticks(
    from lower: Double, to upper: Double, target: Int, style: TickStyle
  ) -> AxisTicks {
    var values = ExtendedTicks.values(
      from: lower, to: upper, target: target, integersOnly: style.isInteger)
    if values.isEmpty, style.isInteger {
      values = ExtendedTicks.values(from: lower, to: upper, target: target)
    }
    let areYears = style.isInteger && lower >= 1900 && upper <= 2100
    let labels = NumberLabels.labels(values, format: style.format, areYears: areYears)
    return AxisTicks(zip(values, labels).map { AxisTick($0, $1) })
  }
  /// Yes.
  public var keepsSums: Bool { true }
  /// Yes.
  public var hasZero: Bool { true }
}
