import Glibc

/// Finds round ends for the steps in which a ramp is cut.
enum ColorSteps {
  /// The ends of at most a number of steps that cover a range; one more than steps.
  ///
  /// Round ends reach beyond the range, so the last steps may hold nothing and are left out.
  ///
  /// - Parameters:
  ///   - midpoint: A value that stands in the middle of the steps.
  ///   - isExact: Whether the ends of the range are asked for and must be kept.
  static func edges(
    from lower: Double, to upper: Double, count: Int, transform: any ScaleTransform,
    midpoint: Double? = nil, isExact: Bool = false
  ) -> [Double] {
    guard upper > lower, let start = transform.forward(lower), let end = transform.forward(upper)
    else { return [lower, upper > lower ? upper : lower + 1] }
    if isExact || !(transform is LinearTransform || transform is LogTransform) {
      return (0...count).map { index in
        if index == 0 { return lower }
        if index == count { return upper }
        return transform.inverse(start + (end - start) * Double(index) / Double(count))
      }
    }
    if transform is LogTransform {
      return trimmed(ratios(from: lower, to: upper, count: count), upper)
    }
    if let midpoint {
      let reach = max(upper - midpoint, midpoint - lower)
      let step = roundSize(atLeast: 2 * reach / Double(count))
      return (0...count).map {
        ExtendedTicks.rounded(midpoint + (Double($0) - Double(count) / 2) * step, toStep: step / 2)
      }
    }
    var size = roundSize(atLeast: (upper - lower) / Double(count))
    while true {
      let first = (lower / size + 1e-9).rounded(.down)
      if (first + Double(count)) * size >= upper * (1 - 1e-12) - size * 1e-9 {
        return trimmed(
          (0...count).map { ExtendedTicks.rounded((first + Double($0)) * size, toStep: size) },
          upper)
      }
      size = roundSize(atLeast: size * 1.01)
    }
  }

  private static func trimmed(_ edges: [Double], _ upper: Double) -> [Double] {
    let last = edges.firstIndex { $0 >= upper * (1 - 1e-12) } ?? edges.count - 1
    return Array(edges[...max(2, last)])
  }

  /// Steps of one ratio from a round number: 2, half a decade, one, two or three decades.
  private static func ratios(from lower: Double, to upper: Double, count: Int) -> [Double] {
    func power(_ base: Int, _ exponent: Int) -> Double { LogTicks.power(base, exponent) }
    func halfDecade(_ index: Int) -> Double {
      let decade = Int((Double(index) / 2).rounded(.down))
      return power(10, decade) * (index - 2 * decade == 0 ? 1 : 3)
    }
    let series: [(Int) -> Double] = [
      { power(2, $0) }, halfDecade, { power(10, $0) }, { power(10, 2 * $0) },
      { power(10, 3 * $0) },
    ]
    for value in series {
      // Each series is searched from an index whose value lies below any double of interest.
      var first = -1080
      while first < 1080, value(first + 1) <= lower * (1 + 1e-9) { first += 1 }
      guard value(first + count) >= upper * (1 - 1e-9) else { continue }
      return (0...count).map { value(first + $0) }
    }
    let ratio = pow(upper / lower, 1 / Double(count))
    return (0...count).map { $0 == count ? upper : lower * pow(ratio, Double($0)) }
  }

  /// The smallest round number that is at least a size.
  private static func roundSize(atLeast size: Double) -> Double {
    let decade = pow(10, log10(size).rounded(.down))
    for part in [1, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5, 8, 10] where part * decade >= size * (1 - 1e-9) {
      return part * decade
    }
    return 10 * decade
  }
}
