/// A number of about 32 digits as the sum of two doubles (Dekker 1971).
///
/// For sums in which 16 digits would not leave enough; sizes must stay far from the ends of the
/// range of doubles, which callers see to by scaling.
struct DoubleDouble: BitwiseCopyable, Sendable {
  var high: Double
  var low: Double

  @inline(__always)
  init(_ high: Double, _ low: Double = 0) {
    self.high = high
    self.low = low
  }

  var value: Double { high + low }

  /// The exact sum of two doubles (Knuth 1969).
  @inline(__always)
  static func sum(_ a: Double, _ b: Double) -> DoubleDouble {
    let total = a + b
    let part = total - a
    return DoubleDouble(total, (a - (total - part)) + (b - part))
  }

  /// The exact product of two doubles (Veltkamp 1968, Dekker 1971).
  @inline(__always)
  static func product(_ a: Double, _ b: Double) -> DoubleDouble {
    let p = a * b
    let (aHigh, aLow) = split(a)
    let (bHigh, bLow) = split(b)
    return DoubleDouble(p, ((aHigh * bHigh - p) + aHigh * bLow + aLow * bHigh) + aLow * bLow)
  }

  @inline(__always)
  private static func split(_ a: Double) -> (Double, Double) {
    let t = 134_217_729 * a
    let high = t - (t - a)
    return (high, a - high)
  }

  @inline(__always)
  private static func normalized(_ a: Double, _ b: Double) -> DoubleDouble {
    let total = a + b
    return DoubleDouble(total, b - (total - a))
  }

  @inline(__always)
  static func + (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let high = sum(a.high, b.high)
    let low = sum(a.low, b.low)
    let first = normalized(high.high, high.low + low.high)
    return normalized(first.high, first.low + low.low)
  }

  @inline(__always)
  static prefix func - (a: DoubleDouble) -> DoubleDouble { DoubleDouble(-a.high, -a.low) }

  @inline(__always)
  static func - (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble { a + -b }

  @inline(__always)
  static func * (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let p = product(a.high, b.high)
    return normalized(p.high, p.low + (a.high * b.low + a.low * b.high))
  }

  static func / (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let first = a.high / b.high
    var rest = a - b * DoubleDouble(first)
    let second = rest.high / b.high
    rest = rest - b * DoubleDouble(second)
    return normalized(first, second) + DoubleDouble(rest.high / b.high)
  }

  func squareRoot() -> DoubleDouble {
    guard high > 0 else { return DoubleDouble(0) }
    let root = high.squareRoot()
    let rest = self - Self.product(root, root)
    return Self.normalized(root, rest.high / (2 * root))
  }
}
