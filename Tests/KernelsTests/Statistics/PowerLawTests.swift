import Columnar
import Kernels
import Testing

@Suite struct PowerLawTests {
  private let workers = Workers(threadCount: 2)

  private func drawn(_ count: Int, seed: UInt64) -> [Double] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { _ in 1 / (1 - random.unit()) }.sorted()
  }

  /// Every candidate in full, as the paper says it.
  private func best(_ values: [Double]) -> (alpha: Double, xmin: Double, distance: Double)? {
    var best: (alpha: Double, xmin: Double, distance: Double)?
    for start in values.indices where start == 0 || values[start] != values[start - 1] {
      guard values[start] < values[values.count - 1],
        let fit = PowerLaw(
          sorted: values, isDiscrete: false, xmin: values[start], workers: workers)
      else { continue }
      if fit.distance < best?.distance ?? .infinity {
        best = (fit.alpha, fit.xmin, fit.distance)
      }
    }
    return best
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func givingUpCandidatesDoesNotChangeTheAnswer(_ seed: UInt64) {
    // A tail that begins at 3, and a bulk without a law below.
    var random = SplitMix64(seed: seed)
    let values =
      (drawn(700, seed: seed).map { $0 * 3 } + (0..<700).map { _ in 3 * random.unit() + 0.01 })
      .sorted()
    let fit = PowerLaw(sorted: values, isDiscrete: false, workers: workers)
    let expected = best(values)
    #expect(fit?.xmin == expected?.xmin)
    #expect(fit?.alpha == expected?.alpha)
    #expect(fit?.distance == expected?.distance)
  }

  @Test func aDrawnLawIsFound() throws {
    let fit = try #require(
      PowerLaw(sorted: drawn(20_000, seed: 4), isDiscrete: false, workers: workers))
    // Drawn with exponent 2.
    #expect(abs(fit.alpha - 2) < 4 * fit.sigma)
    let whole = drawn(20_000, seed: 5).map { ($0 + 0.5).rounded(.down) }.sorted()
    let discrete = try #require(
      PowerLaw(sorted: whole, isDiscrete: true, xmin: 5, workers: workers))
    #expect(abs(discrete.alpha - 2) < 5 * discrete.sigma)
  }

  @Test func samplesOfAPowerLawLookLikeOne() throws {
    let law = try #require(
      PowerLaw(sorted: drawn(300, seed: 9), isDiscrete: false, xmin: 1, workers: workers))
    let even = try #require(
      PowerLaw(
        sorted: (1...300).map { Double($0) + 100 }, isDiscrete: false, xmin: 101, workers: workers))
    #expect(try #require(law.probability(samples: 100, seed: 0, workers: workers)) > 0.1)
    #expect(even.probability(samples: 100, seed: 0, workers: workers) == 0)
    // The same on any number of threads.
    #expect(
      law.probability(samples: 30, seed: 3, workers: Workers(threadCount: 1))
        == law.probability(samples: 30, seed: 3, workers: Workers(threadCount: 4)))
  }

  @Test func nothingToFit() {
    #expect(PowerLaw(sorted: [], isDiscrete: false, workers: workers) == nil)
    #expect(PowerLaw(sorted: [2], isDiscrete: true, workers: workers) == nil)
    #expect(PowerLaw(sorted: [2, 2, 2], isDiscrete: true, workers: workers) == nil)
    #expect(PowerLaw(sorted: [2, 3], isDiscrete: false, xmin: 5, workers: workers) == nil)
    #expect(PowerLaw(sorted: [1e-300, 1e300], isDiscrete: false, workers: workers) != nil)
  }
}
