import Columnar
import Glibc

/// The multiples of a width, as near to what decimal notation says as doubles can be.
///
/// 3 · 0.1 is 0.30000000000000004 in doubles. Here a width with few decimals is a whole number over
/// a power of ten, and its multiples are single divisions: the third multiple of 0.1 is 0.3.
public struct EvenGrid: Sendable {
  /// The width.
  public let width: Double
  private let numerator: Double
  private let denominator: Double

  /// The multiples of a positive width.
  public init(width: Double) {
    self.width = width
    for digits in 0...22 {
      let power = pow(10, Double(digits))
      let whole = (width * power).rounded()
      guard whole >= 1, whole < 0x1p53 else { continue }
      if whole / power == width {
        numerator = whole
        denominator = power
        return
      }
    }
    numerator = width
    denominator = 1
  }

  /// A multiple of the width.
  public func multiple(_ index: Double) -> Double {
    let product = index * numerator
    return product.magnitude < 0x1p53 ? product / denominator : index * width
  }

  /// The number of the largest multiple that is not above x; nil where neighbouring multiples are
  /// the same double.
  public func index(of x: Double) -> Double? {
    var index = (x / width).rounded(.down)
    guard index.magnitude < 0x1p52 else { return nil }
    // The quotient is rounded, so the answer may be next to it.
    if multiple(index) > x { index -= 1 }
    if multiple(index + 1) <= x { index += 1 }
    return index
  }

  /// The whole multiple of 1, 2 or 5 times a power of ten nearest to a positive size, in ratio.
  public static func niceWidth(near size: Double) -> Double {
    guard size >= Double.leastNormalMagnitude else { return Double.leastNormalMagnitude }
    let exponent = log10(size).rounded(.down)
    let part = size / pow(10, exponent)
    let step: Double =
      part < 2.0.squareRoot() ? 1 : part < 10.0.squareRoot() ? 2 : part < 50.0.squareRoot() ? 5 : 10
    return exponent >= 0 ? step * pow(10, exponent) : step / pow(10, -exponent)
  }

  /// The next larger such width.
  public static func niceWidth(above width: Double) -> Double {
    // A step is at least twice the one before.
    let next = niceWidth(near: width * 2)
    return next > width * 1.5 ? next : niceWidth(near: width * 2.5)
  }
}
