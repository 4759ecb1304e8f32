import Glibc

/// Means in which older values count less.
public enum ExponentialSmoothing {
  /// Each value moves the level by a share of the difference: `s += alpha · (y − s)`, from the first
  /// value on (Brown 1956).
  public static func values(_ y: [Double], alpha: Double) -> [Double] {
    var level = y.first ?? 0
    return y.map { value in
      let step = alpha * (value - level)
      // The distance of two huge numbers may not be a number; each share of them is.
      level = step.isFinite ? level + step : (1 - alpha) * level + alpha * value
      return level
    }
  }

  /// The mean of all values so far, each with a weight that halves in every half-life.
  ///
  /// - Parameters:
  ///   - y: In the order of time.
  ///   - times: When; ascending.
  ///   - halfLife: In the unit of `times`, above 0.
  public static func values(_ y: [Double], times: [Double], halfLife: Double) -> [Double] {
    var mean = 0.0
    var weight = 0.0
    var last = times.first ?? 0
    return zip(y, times).map { value, time in
      weight = weight * exp2(-(time - last) / halfLife) + 1
      let step = (value - mean) / weight
      mean = step.isFinite ? mean + step : mean * (1 - 1 / weight) + value / weight
      last = time
      return mean
    }
  }
}
