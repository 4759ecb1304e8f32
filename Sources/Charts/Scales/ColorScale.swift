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

  /// Whether a category stands for several.
  func isFolded(_ code: Int) -> Bool {
    foldedCount > 0 && code == categories.count - (hasMissing ? 2 : 1)
  }

  /// The label of a category.
  public func label(_ code: Int) -> String? {
    code >= 0 && code < categories.count ? ChartText.clean(categories[code]) : nil
  }
}
