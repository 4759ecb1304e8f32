/// One labelled place on an axis.
public struct AxisTick: Sendable, Hashable {
  /// The place, as a value of the axis.
  public var value: Double
  /// The label.
  public var label: String
  /// A second line that is written only where it changes, such as the year below months.
  public var context: String
  /// Creates a tick.
  public init(_ value: Double, _ label: String, context: String = "") {
    self.value = value
    self.label = label
    self.context = context
  }
}

/// The ticks of an axis.
public struct AxisTicks: Sendable, Hashable {
  /// The labelled places in ascending order.
  public var major: [AxisTick]
  /// Places with a short mark and no label.
  public var minor: [Double]
  /// Creates ticks.
  public init(_ major: [AxisTick], minor: [Double] = []) {
    self.major = major
    self.minor = minor
  }
}
