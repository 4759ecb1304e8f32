/// Turns categories or values into colours.
public struct ColorScale: Sendable {
  /// How colours are found.
  public enum Kind: Sendable {
    /// No channel is mapped to colour.
    case none
    /// One colour per category.
    case categories
    /// A ramp between the ends of a range.
    case ramp(ColorRamp)
  }

  /// How colours are found.
  public var kind: Kind
  /// The legend's title.
  public var title: String
  /// The categories, in order; the last before missing ones stands for several when
  /// `foldedCount` is above zero.
  public var categories: [String]
  /// The colour of each category.
  public var paints: [Paint]
  /// How many categories the last one stands for.
  public var foldedCount: Int
  /// Whether the last category stands for missing values.
  public var hasMissing: Bool

  /// A scale for charts without a colour channel.
  public static let none = ColorScale(
    kind: .none, title: "", categories: [], paints: [], foldedCount: 0, hasMissing: false)

  /// The colour of a category; that of missing values for −1.
  public func paint(_ code: Int) -> Paint {
    code >= 0 && code < paints.count ? paints[code] : .other
  }

  /// The label of a category.
  public func label(_ code: Int) -> String? {
    code >= 0 && code < categories.count ? ChartText.clean(categories[code]) : nil
  }
}

/// Colours between the ends of a range of numbers.
public struct ColorRamp: Sendable {
  /// The stops, evenly spread.
  public var stops: [RGBColor]
  /// The values of the first and the last stop.
  public var lower: Double, upper: Double
  /// Whether values are days rather than numbers.
  public var isTime: Bool
  /// How numbers are written in the legend.
  public var format: NumberFormat

  /// The colour of a value; values beyond the ends get the colours of the ends.
  public func color(_ value: Double) -> RGBColor? {
    guard value.isFinite, let first = stops.first, let last = stops.last else { return nil }
    guard upper > lower else { return stops[stops.count / 2] }
    let place = (value - lower) / (upper - lower) * Double(stops.count - 1)
    if place <= 0 { return first }
    if place >= Double(stops.count - 1) { return last }
    let index = Int(place)
    return stops[index].mixed(with: stops[index + 1], place - Double(index))
  }
}
