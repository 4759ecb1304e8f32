import Glibc

/// Hurwitz's zeta function ζ(s, a) = Σ (a + k)⁻ˢ over k from 0, times aˢ, so that it stays near 1.
///
/// A few terms one by one, the rest by Euler and Maclaurin's formula (Johansson 2015).
enum HurwitzZeta {
  /// A value with its first two derivatives by s.
  struct Jet {
    var value: Double
    var first: Double
    var second: Double
  }

  /// B₂ⱼ / (2j)! for j from 1.
  private static let coefficients: [Double] = [
    1 / 12.0, -1 / 720.0, 1 / 30_240.0, -1 / 1_209_600.0, 1 / 47_900_160.0,
    -691 / 1_307_674_368_000.0, 1 / 74_724_249_600.0, -3617 / 10_670_622_842_880_000.0,
    43_867 / 5_109_094_217_170_944_000.0,
  ]

  /// The number of terms to add one by one before the formula is exact to the last digit.
  private static func plainTerms(_ s: Double, _ a: Double) -> Int {
    let start = max(12, min(s, 400) * 0.8 + 8)
    return a >= start ? 0 : Int((start - a).rounded(.up))
  }

  /// ζ(s, a)·aˢ for s above 1 and a above 0.
  static func scaled(_ s: Double, _ a: Double) -> Double {
    let terms = plainTerms(s, a)
    var sum = 0.0
    for k in 0..<terms { sum += exp(-s * log1p(Double(k) / a)) }
    let end = a + Double(terms)
    let weight = terms == 0 ? 1 : exp(-s * log1p(Double(terms) / a))
    var factor = s / end
    var rest = end / (s - 1) + 0.5
    var place = 0.0
    for coefficient in coefficients {
      let term = coefficient * factor
      rest += term
      if abs(term) < 1e-18 * rest { break }
      factor *= (s + place + 1) * (s + place + 2) / (end * end)
      place += 2
    }
    return sum + weight * rest
  }

  /// The same with its derivatives.
  static func jet(_ s: Double, _ a: Double) -> Jet {
    let terms = plainTerms(s, a)
    var sum = Jet(value: 0, first: 0, second: 0)
    for k in 0..<terms {
      let length = log1p(Double(k) / a)
      let term = exp(-s * length)
      sum.value += term
      sum.first -= term * length
      sum.second += term * length * length
    }
    let end = a + Double(terms)
    let length = log1p(Double(terms) / a)
    let weight = exp(-s * length)
    let over = end / (s - 1)
    var rest = Jet(
      value: over + 0.5, first: -over / (s - 1), second: 2 * over / ((s - 1) * (s - 1)))
    var factor = Jet(value: s / end, first: 1 / end, second: 0)
    var place = 0.0
    for coefficient in coefficients {
      rest.value += coefficient * factor.value
      rest.first += coefficient * factor.first
      rest.second += coefficient * factor.second
      for step in [place + 1, place + 2] {
        factor.second = (factor.second * (s + step) + 2 * factor.first) / end
        factor.first = (factor.first * (s + step) + factor.value) / end
        factor.value = factor.value * (s + step) / end
      }
      place += 2
    }
    sum.value += weight * rest.value
    sum.first += weight * (rest.first - length * rest.value)
    sum.second += weight * (rest.second - 2 * length * rest.first + length * length * rest.value)
    return sum
  }
}
