import Columnar
import Kernels
import Testing

/// The expected curves are those of statsmodels 0.14:
/// `lowess(y, x, frac=…, it=…, delta=0.0, return_sorted=False)`.
@Suite struct LowessTests {
  private let workers = Workers(threadCount: 2)

  private func expectClose(_ found: [Double?], _ expected: [Double]) {
    #expect(found.count == expected.count)
    for (a, b) in zip(found, expected) {
      guard let a else {
        Issue.record("a value is missing where \(b) was expected")
        continue
      }
      #expect(abs(a - b) <= 1e-9 * max(1, abs(b)), "\(a) instead of \(b)")
    }
  }

  @Test func robustLines() {
    let curve = Lowess().values(
      x: LoessTests.x, y: LoessTests.y, at: LoessTests.x, workers: workers)
    expectClose(
      curve,
      [
        111.49773008547243, 142.35861667567346, 153.43384408829658, 169.53391709197203,
        185.9912608555348, 193.96924168586412, 200.31905060681282, 221.0634675001767,
        221.2264043949759, 221.98477318001463, 214.95229510760055, 205.43149435724465,
        180.68565755232189, 175.71977836268425, 171.90557305404002, 178.62108510776767,
        186.67613623234624, 188.81067529784036, 215.15437274228714, 215.42266232071086,
        217.1905970351266,
      ])
  }

  @Test func withoutRobustness() {
    let curve = Lowess(span: 0.4, iterations: 0).values(
      x: LoessTests.x, y: LoessTests.y, at: LoessTests.x, workers: workers)
    expectClose(
      Array(curve.prefix(4)),
      [30.96904261897741, 104.84545464421275, 132.27531501773387, 173.55194098272884])
    expectClose(Array(curve.suffix(2)), [227.21647533494257, 230.61276226355818])
  }

  @Test func equalPlaces() {
    // Without any width there is nothing but the mean.
    let curve = Lowess(iterations: 0).values(
      x: [2, 2, 2, 2], y: [1, 2, 3, 6], at: [2], workers: workers)
    expectClose(curve, [3])
    #expect(Lowess().values(x: [], y: [], at: [1], workers: workers) == [nil])
    expectClose(Lowess().values(x: [1], y: [5], at: [1], workers: workers), [5])
  }
}
