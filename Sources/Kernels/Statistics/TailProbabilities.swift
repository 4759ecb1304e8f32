import Glibc

/// Probabilities that a random number is larger than a value.
public enum TailProbabilities {
  /// Of a standard normal number.
  public static func normal(_ z: Double) -> Double { 0.5 * erfc(z / 2.0.squareRoot()) }

  /// Of a chi-squared number.
  ///
  /// The finite sums for whole and half-whole parameters (Abramowitz and Stegun 1964, 26.4.4 and
  /// 26.4.5); all terms are positive, so none loses the digits of another.
  ///
  /// - Parameters:
  ///   - x: From 0.
  ///   - degrees: The degrees of freedom, at least 1.
  public static func chiSquared(_ x: Double, degrees: Int) -> Double {
    guard x > 0 else { return 1 }
    let half = x / 2
    let isOdd = degrees % 2 == 1
    var sum = CompensatedSum()
    if isOdd { sum.add(erfc(half.squareRoot())) }
    var power = isOdd ? 0.5 : 0
    while power < Double(degrees) / 2 - 0.25 {
      sum.add(exp(power * log(half) - half - lgamma(power + 1)))
      power += 1
    }
    return min(1, sum.value)
  }
}
