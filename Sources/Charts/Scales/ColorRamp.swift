/// Colours between the ends of a range of numbers.
public struct ColorRamp: Sendable {
  /// The stops, evenly spread.
  public var stops: [RGBColor]
  /// The values at the two ends of the legend.
  public var lower: Double, upper: Double
  /// How values are spread between the ends.
  public var transform: any ScaleTransform = LinearTransform()
  /// The value in the middle of a diverging ramp: values equally far from it are equally strong.
  public var midpoint: Double?
  /// The ends of the steps in which the ramp is cut, ascending; empty for one that changes evenly.
  public var edges: [Double] = []
  /// Whether values are days rather than numbers.
  public var isTime: Bool
  /// How numbers are written in the legend.
  public var format: NumberFormat

  /// The colour of a value; values beyond the ends get the colours of the ends, and values that the
  /// transform has no place for get none.
  public func color(_ value: Double) -> RGBColor? {
    guard value.isFinite, !stops.isEmpty else { return nil }
    if edges.count > 1 {
      let last = edges.count - 2
      // Steps hold their lower ends, the last one both.
      let step = max(0, min(last, (edges.firstIndex { $0 > value } ?? edges.count) - 1))
      return Self.color(at: last == 0 ? 0.5 : Double(step) / Double(last), of: stops)
    }
    guard let place = place(value) else { return nil }
    return Self.color(at: place, of: stops)
  }

  /// Where a value lies between the first colour and the last, from 0 to 1.
  private func place(_ value: Double) -> Double? {
    guard let own = transform.forward(value), let start = transform.forward(lower),
      let end = transform.forward(upper)
    else { return nil }
    if let midpoint, let middle = transform.forward(midpoint) {
      let reach = max(abs(end - middle), abs(start - middle))
      return reach > 0 ? 0.5 + (own - middle) / (2 * reach) : 0.5
    }
    guard end > start else { return 0.5 }
    // Numbers can be further apart than the largest number; their halves are not.
    return (own / 2 - start / 2) / (end / 2 - start / 2)
  }

  /// The part of the way from one end of the legend to the other at which a value stands.
  func fraction(_ value: Double) -> Double? {
    guard let own = transform.forward(value), let start = transform.forward(lower),
      let end = transform.forward(upper), end > start
    else { return nil }
    return (own - start) / (end - start)
  }

  /// The value at a part of the way from one end of the legend to the other.
  func value(at fraction: Double) -> Double {
    guard let start = transform.forward(lower), let end = transform.forward(upper) else {
      return lower
    }
    return transform.inverse(start + (end - start) * fraction)
  }

  /// The colour at a place from 0 to 1 on evenly spread stops.
  static func color(at place: Double, of stops: [RGBColor]) -> RGBColor {
    guard place.isFinite else { return stops[stops.count / 2] }
    let scaled = place * Double(stops.count - 1)
    if scaled <= 0 { return stops[0] }
    if scaled >= Double(stops.count - 1) { return stops[stops.count - 1] }
    let index = Int(scaled)
    return stops[index].mixed(with: stops[index + 1], scaled - Double(index))
  }
}
