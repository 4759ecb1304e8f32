/// Tells categories apart by something other than colour: the shapes of points, or dashes.
public struct CategoryScale: Sendable, Hashable {
  /// The legend's title.
  public var title: String
  /// The categories, in order; empty when nothing is mapped.
  public var categories: [String]

  /// A scale for charts without the channel.
  public static let none = CategoryScale(title: "", categories: [])

  /// The label of a category.
  public func label(_ code: Int) -> String? {
    categories.indices.contains(code) ? ChartText.clean(categories[code]) : nil
  }
}

/// Turns values into discs whose areas stand for them.
public struct SizeScale: Sendable, Hashable {
  /// The legend's title.
  public var title: String
  /// The largest value; its disc has the largest radius.
  public var largest: Double
  /// Whether all values are whole numbers.
  public var isInteger: Bool

  /// The radius of the largest value in pixels.
  static let largestRadius = 10.0
  /// The smallest radius that is drawn, so that no row is invisible.
  static let smallestRadius = 0.8

  /// The radius of a value; values below zero have none.
  public func radius(_ value: Double) -> Double? {
    guard value.isFinite, value >= 0 else { return nil }
    guard largest > 0 else { return Self.smallestRadius }
    return max(Self.smallestRadius, Self.largestRadius * (value / largest).squareRoot())
  }

  /// Up to three round values for the legend, descending: the largest round one that occurs, and
  /// steps of about a fifth.
  public var samples: [Double] {
    guard largest > 0 else { return [] }
    var found: [Double] = []
    var power = 1.0
    while power * 10 <= largest, power < 1e300 { power *= 10 }
    while power > largest { power /= 10 }
    search: while found.count < 5, power > 0 {
      for factor in [5.0, 2, 1] where factor * power <= largest {
        if isInteger, factor * power < 1 { break search }
        found.append(factor * power)
        if found.count == 5 { break search }
      }
      power /= 10
    }
    guard found.count > 3 else { return found }
    return [found[0], found[found.count / 2], found[found.count - 1]]
  }
}
