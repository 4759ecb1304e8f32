import Glibc

/// A power law from a smallest value on: the exponent, and how likely larger values are.
struct PowerLawModel: Sendable {
  var alpha: Double
  var xmin: Double
  var isDiscrete: Bool
  private let atStart: Double

  init(alpha: Double, xmin: Double, isDiscrete: Bool) {
    self.alpha = alpha
    self.xmin = xmin
    self.isDiscrete = isDiscrete
    atStart = isDiscrete ? HurwitzZeta.scaled(alpha, xmin) : 1
  }

  /// The most likely exponent (Clauset, Shalizi and Newman 2009, equations 3.1 and 3.5).
  ///
  /// - Parameters:
  ///   - meanLog: The mean of ln(x / xmin) over the tail.
  /// - Returns: Nil when all of the tail is equal to `xmin`.
  static func exponent(meanLog: Double, xmin: Double, isDiscrete: Bool) -> Double? {
    guard meanLog > 0 else { return nil }
    guard isDiscrete else { return finite(1 + 1 / meanLog) }
    // The derivative of the likelihood rises with the exponent; Newton's steps are kept between
    // the places where it is known to be negative and positive.
    let near = meanLog + log(xmin / (xmin - 0.5))
    var alpha = 1 + 1 / near
    var low = 1.0
    var high = Double.infinity
    for _ in 0..<200 {
      let zeta = HurwitzZeta.jet(alpha, xmin)
      let ratio = zeta.first / zeta.value
      let slope = zeta.second / zeta.value - ratio * ratio
      let error = ratio + meanLog
      if error < 0 { low = alpha } else { high = alpha }
      var next = alpha - error / slope
      if !(next > low && next < high) {
        next = high.isFinite ? (low + high) / 2 : 1 + 2 * (alpha - 1)
      }
      let step = abs(next - alpha)
      alpha = next
      if step <= 1e-15 * alpha || alpha > 1e6 { break }
    }
    return finite(alpha)
  }

  private static func finite(_ alpha: Double) -> Double? {
    alpha.isFinite && alpha > 1 ? alpha : nil
  }

  /// The standard error of the exponent (equations 3.2 and 3.6).
  func standardError(tail: Int) -> Double {
    guard isDiscrete else { return (alpha - 1) / Double(tail).squareRoot() }
    let zeta = HurwitzZeta.jet(alpha, xmin)
    let ratio = zeta.first / zeta.value
    return 1 / (Double(tail) * (zeta.second / zeta.value - ratio * ratio)).squareRoot()
  }

  /// How likely a value of at least x is, and one above x.
  ///
  /// - Parameter logRatio: ln(x / xmin).
  func survival(_ x: Double, logRatio: Double) -> (atLeast: Double, above: Double) {
    guard isDiscrete else {
      let share = exp((1 - alpha) * logRatio)
      return (share, share)
    }
    let unit = exp(-alpha * logRatio) / atStart
    let scaled = HurwitzZeta.scaled(alpha, x)
    return (unit * scaled, unit * (scaled - 1))
  }

  /// The value that a share of all exceeds: drawn from a share that is drawn evenly.
  func value(exceededBy share: Double) -> Double {
    guard isDiscrete else {
      return min(xmin * pow(share, -1 / (alpha - 1)), Double.greatestFiniteMagnitude)
    }
    // The largest x with at least this share from x on.
    var low = xmin
    var high = xmin
    let limit = 0x1p52
    repeat {
      low = high
      high = min(limit, high * 2)
    } while high < limit && survival(high, logRatio: log(high / xmin)).atLeast >= share
    while high - low > 1 {
      let middle = ((low + high) / 2).rounded(.down)
      if survival(middle, logRatio: log(middle / xmin)).atLeast >= share {
        low = middle
      } else {
        high = middle
      }
    }
    return low
  }
}
