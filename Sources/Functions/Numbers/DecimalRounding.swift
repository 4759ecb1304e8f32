/// Rounding of doubles to decimal digits, exact in the sense of IEEE 754.
enum DecimalRounding {
  /// The double nearest to the decimal with `digits` digits after the point that is nearest to x.
  ///
  /// The product with the power of ten is split into a double and its error by a fused
  /// multiply-add, so that the decision which way to round is that of the exact value of x.
  ///
  /// - Parameter digits: From -22 to 22, where powers of ten are exact doubles.
  static func round(_ x: Double, digits: Int) -> Double {
    guard x != 0, abs(digits) <= 22 else { return x }
    let power = powers[abs(digits)]
    guard digits > 0 else {
      let quotient = x / power
      // What the division lost has the sign of x - quotient * power.
      return nearest(quotient, error: x.addingProduct(-quotient, power)) * power
    }
    let product = x * power
    // Above 2^52 there are no fractions left to round.
    guard abs(product) < 4_503_599_627_370_496 else { return x }
    let error = (-product).addingProduct(x, power)
    return nearest(product, error: error) / power
  }

  /// The whole number nearest to `value + error`, ties to even; the error is below half a unit in
  /// the last place of the value.
  private static func nearest(_ value: Double, error: Double) -> Double {
    let whole = value.rounded(.toNearestOrEven)
    let fraction = value - value.rounded(.down)
    // Only an exact half can be decided wrongly by the rounded product.
    guard fraction == 0.5, error != 0 else { return whole }
    return error > 0 ? value.rounded(.up) : value.rounded(.down)
  }

  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22,
  ]
}
