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
    // Powers of two make round bytes, so ticks are sought among multiples of the unit.
    let unit = style.format == .binaryBytes ? NumberLabels.binaryUnit(max(-lower, upper)) : 1
    var values = ExtendedTicks.values(
      from: lower / unit, to: upper / unit, target: target,
      integersOnly: style.isInteger && unit == 1)
    if values.isEmpty, style.isInteger {
      // About a single whole number it is the only one worth a tick.
      let only = lower.rounded(.up)
      values =
        only == upper.rounded(.down) && only.isFinite
        ? [only] : ExtendedTicks.values(from: lower, to: upper, target: target)
    }
    if unit != 1 { values = values.map { $0 * unit } }
    let areYears = style.areYears || style.isInteger && lower >= 1900 && upper <= 2100
    let labels = NumberLabels.labels(values, format: style.format, areYears: areYears)
    return AxisTicks(zip(values, labels).map { AxisTick($0, $1) })
  }
  /// Yes.
  public var keepsSums: Bool { true }
  /// Yes.
  public var hasZero: Bool { true }
}
