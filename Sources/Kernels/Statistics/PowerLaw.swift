public import Columnar

/// A power law fitted to the tail of numbers (Clauset, Shalizi and Newman 2009).
public struct PowerLaw: Sendable {
  /// The exponent.
  public let alpha: Double
  /// The smallest value of the tail.
  public let xmin: Double
  /// The standard error of the exponent.
  public let sigma: Double
  /// The distance of Kolmogorov and Smirnov between the tail and the fit.
  public let distance: Double
  /// The number of values in the tail.
  public let tail: Int
  private let data: PowerLawTail
  private let model: PowerLawModel
  private let isFixed: Bool

  /// Fits by maximum likelihood.
  ///
  /// - Parameters:
  ///   - sorted: Ascending, all above 0; whole when `isDiscrete`.
  ///   - isDiscrete: Whether values are whole numbers, so that sums replace integrals.
  ///   - xmin: Where the tail begins; nil for the value with the smallest distance.
  ///   - workers: The threads.
  /// - Returns: Nil when the tail has fewer than two different values.
  public init?(
    sorted: [Double], isDiscrete: Bool, xmin fixed: Double? = nil, workers: Workers
  ) {
    data = PowerLawTail(sorted: sorted, isDiscrete: isDiscrete)
    isFixed = fixed != nil
    let start: Int
    let smallest: Double
    if let fixed {
      guard let first = data.values.firstIndex(where: { $0 >= fixed }) else { return nil }
      start = first
      smallest = fixed
    } else {
      guard let best = data.best(workers) else { return nil }
      start = best.start
      smallest = data.values[start]
    }
    guard
      let alpha = PowerLawModel.exponent(
        meanLog: data.meanLog(from: start, over: smallest), xmin: smallest, isDiscrete: isDiscrete)
    else { return nil }
    model = PowerLawModel(alpha: alpha, xmin: smallest, isDiscrete: isDiscrete)
    self.alpha = alpha
    xmin = smallest
    tail = data.atLeast[start]
    sigma = model.standardError(tail: tail)
    distance = data.distance(model, from: start, limit: .infinity)
    tailStart = start
  }

  private let tailStart: Int

  /// The share of drawn samples that lie at least as far from their own fit as the data from its.
  ///
  /// Section 4.1: as many values as the data has, each from the fitted law with the share of the
  /// tail, otherwise one of the values below `xmin`; fitted in the same way. Each sample has a
  /// generator of its own, so the answer does not depend on threads.
  public func probability(samples: Int, seed: UInt64, workers: Workers) -> Double? {
    guard samples > 0 else { return nil }
    let count = data.atLeast[0]
    let one = Workers(threadCount: 1, shouldStop: workers.shouldStop)
    let below = belowTail
    let farther = workers.map(samples) { sample in
      if workers.shouldStop() { return 0 }
      var random = SplitMix64(seed: seed, stream: UInt64(sample))
      var values: [Double] = []
      values.reserveCapacity(count)
      for _ in 0..<(isFixed ? tail : count) {
        if !isFixed, random.below(count) >= tail {
          values.append(below[random.below(below.count)])
        } else {
          values.append(model.value(exceededBy: 1 - random.unit()))
        }
      }
      values.sort()
      let fit = PowerLaw(
        sorted: values, isDiscrete: model.isDiscrete, xmin: isFixed ? xmin : nil, workers: one)
      return (fit?.distance ?? 0) >= distance ? 1 : 0
    }
    return Double(farther.reduce(0, +)) / Double(samples)
  }

  private var belowTail: [Double] {
    (0..<tailStart).flatMap { index in
      [Double](
        repeating: data.values[index], count: data.atLeast[index] - data.atLeast[index + 1])
    }
  }
}
