public import Columnar

/// The two directions of a chart.
public enum Axis: String, Sendable, Hashable, CaseIterable {
  case x, y
  /// The other one.
  public var other: Axis { self == .x ? .y : .x }
}

/// One thing for each direction.
public struct AxisPair<Element> {
  /// The things.
  public var x: Element, y: Element
  /// Creates a pair.
  public init(x: Element, y: Element) {
    self.x = x
    self.y = y
  }
  /// The thing of a direction.
  public subscript(axis: Axis) -> Element {
    // In place, so that reading or changing one of a million numbers copies none of them.
    _read { if axis == .x { yield x } else { yield y } }
    _modify { if axis == .x { yield &x } else { yield &y } }
  }
}

extension AxisPair: Sendable where Element: Sendable {}

/// Turns values of an axis into places from 0 to 1.
///
/// Numbers are themselves, moments are days since 1970-01-01, and categories are their positions.
public struct AxisScale: Sendable {
  /// What kind of values lie along the axis.
  public enum Kind: Sendable, Hashable {
    /// Numbers, perhaps only whole ones.
    case number(isInteger: Bool)
    /// Moments, perhaps in periods of one length.
    case time(Grain?)
    /// Categories, each with a slot of its own.
    case band
  }

  /// The kind of values.
  public var kind: Kind
  /// Whether categories lie along the axis.
  var isBand: Bool { if case .band = kind { true } else { false } }
  /// How they are spread.
  public var transform: any ScaleTransform
  /// The smallest and largest value of the data, with zero where a baseline needs it.
  public var dataRange: ClosedRange<Double>
  /// The values at the two ends of the axis.
  public var lower: Double, upper: Double
  /// Whether the lower end was asked for, and whether the upper end was.
  public var isLowerFixed: Bool, isUpperFixed: Bool
  /// Whether the axis runs the other way.
  public var isReversed: Bool
  /// The categories of a band axis, in order.
  public var categories: [String]
  /// How numbers are written.
  public var format: NumberFormat
  /// The step that was asked for.
  public var step: Step?
  /// Degrees by which the tick labels are turned.
  public var labelAngle: Double
  /// Whether whole numbers are years, which are written without separators.
  public var areYears = false

  /// A step between ticks that a chart asks for.
  public enum Step: Sendable, Hashable {
    /// A difference of numbers.
    case number(Double)
    /// A length of time.
    case time(TimeStep)
  }

  /// The place of a value, 0 at the lower end and 1 at the upper; not a number where it has none.
  public func fraction(_ value: Double) -> Double {
    guard let place = transform.forward(value), let start = transform.forward(lower),
      let end = transform.forward(upper), end > start
    else { return .nan }
    // Numbers can be further apart than the largest number; their halves are not.
    let span = end - start
    let fraction =
      span.isFinite ? (place - start) / span : (place / 2 - start / 2) / (end / 2 - start / 2)
    return isReversed ? 1 - fraction : fraction
  }

  /// Whether a value lies on the axis.
  public func contains(_ value: Double) -> Bool {
    let slack = (upper - lower) * 1e-9
    return value >= lower - slack && value <= upper + slack
  }

  /// The ticks for about `target` labels.
  public func ticks(target: Int) -> AxisTicks {
    switch kind {
    case .band:
      return AxisTicks(categories.enumerated().map { AxisTick(Double($0), $1) })
    case .time(let grain):
      let step: TimeStep
      if case .time(let asked) = self.step {
        step = asked
      } else {
        step = TimeStep.nearest(span: upper - lower, target: target, grain: grain)
      }
      return TimeTicks.ticks(
        from: lower, to: upper, step: step, grain: grain, isOneLine: labelAngle != 0)
    case .number(let isInteger):
      let style = TickStyle(format: format, isInteger: isInteger, areYears: areYears)
      if case .number(let step) = self.step, step > 0, (upper - lower) / step <= 1000,
        max(lower.magnitude, upper.magnitude) / step < 1e15
      {
        let first = Int((lower / step - 1e-9).rounded(.up))
        let last = Int((upper / step + 1e-9).rounded(.down))
        let values =
          first <= last
          ? (first...last).map { ExtendedTicks.rounded(Double($0) * step, toStep: step) } : []
        let labels = NumberLabels.labels(values, format: format, areYears: areYears)
        return AxisTicks(zip(values, labels).map { AxisTick($0, $1) })
      }
      // One value has no length to spread ticks on, but the room about it has.
      let isOneValue = dataRange.lowerBound == dataRange.upperBound
      return transform.ticks(
        from: isLowerFixed || isOneValue ? lower : dataRange.lowerBound,
        to: isUpperFixed || isOneValue ? upper : dataRange.upperBound, target: target, style: style)
    }
  }

  /// The scale with its ends moved to nearby ticks, and the ticks that then lie on it.
  ///
  /// An end grows to the next tick when that is at most a tenth of the range away; otherwise the
  /// tick is dropped. Where fewer than three are left, more are asked for.
  public func fitted(target: Int, mayGrow: Bool) -> (scale: AxisScale, ticks: AxisTicks) {
    let first = fittedOnce(target: target, mayGrow: mayGrow)
    guard case .number = kind, step == nil, target >= 3, first.ticks.major.count < 3 else {
      return first
    }
    for more in 1...2 {
      let next = fittedOnce(target: target + more, mayGrow: mayGrow)
      if next.ticks.major.count >= 3 { return next }
    }
    return first
  }

  private func fittedOnce(target: Int, mayGrow: Bool) -> (scale: AxisScale, ticks: AxisTicks) {
    var scale = self
    var ticks = self.ticks(target: target)
    if mayGrow, case .number = kind, transform is LinearTransform {
      let room = 0.1 * (dataRange.upperBound - dataRange.lowerBound)
      if let last = ticks.major.last?.value, !isUpperFixed, last > scale.upper,
        last - dataRange.upperBound <= room
      {
        scale.upper = last
      }
      if let first = ticks.major.first?.value, !isLowerFixed, first < scale.lower,
        dataRange.lowerBound - first <= room
      {
        scale.lower = first
      }
    }
    ticks.major.removeAll { !scale.contains($0.value) }
    ticks.minor.removeAll { !scale.contains($0) }
    return (scale, ticks)
  }
}
