import Columnar
import Kernels
import TestSupport
import Testing

@Suite struct AssociationTests {
  private let workers = Workers(threadCount: 2)

  private func ranks(_ values: [Double]) -> DenseRanks {
    DenseRanks(Column(.number, .double(Buffer(values)), count: values.count), workers: workers)
  }

  /// Kendall's tau-b by looking at every pair.
  private func tauOfAllPairs(_ x: [Double], _ y: [Double]) -> Double {
    var score = 0.0
    var pairsX = 0.0
    var pairsY = 0.0
    for i in x.indices {
      for j in 0..<i {
        let a = (x[i] - x[j]).sign(of: x[i] != x[j])
        let b = (y[i] - y[j]).sign(of: y[i] != y[j])
        score += a * b
        pairsX += a * a
        pairsY += b * b
      }
    }
    return score / (pairsX * pairsY).squareRoot()
  }

  @Test(arguments: [2, 3, 17, 64, 301])
  func kendallAgreesWithAllPairs(_ count: Int) {
    var numbers = SeededNumbers(7)
    for spread in [3, 20, 100_000] {
      let x = (0..<count).map { Double($0 % 2 + numbers.next(below: spread)) }
      let y = (0..<count).map { Double($0 + numbers.next(below: spread)) }
      let (r, pairs) = Association.kendall(ranks(x), ranks(y))
      let expected = tauOfAllPairs(x, y)
      #expect(pairs == count)
      if expected.isNaN {
        #expect(r == nil)
      } else {
        #expect(abs((r ?? .nan) - expected) < 1e-14)
      }
    }
  }

  @Test func perfectOrdersAreOne() {
    let x = (0..<1000).map(Double.init)
    #expect(Association.kendall(ranks(x), ranks(x.map { $0 * $0 })).r == 1)
    #expect(Association.kendall(ranks(x), ranks(x.reversed())).r == -1)
    #expect(Association.spearman(ranks(x), ranks(x.map { $0 * $0 })).r == 1)
    #expect(Association.spearman(ranks(x), ranks(x.reversed())).r == -1)
  }

  @Test func constantsHaveNoCorrelation() {
    for constant in [0.1, 1e300, 1e-300, 3] {
      let x = [Double](repeating: constant, count: 7)
      let y = (0..<7).map(Double.init)
      let r = x.withUnsafeBufferPointer { x in
        y.withUnsafeBufferPointer { y in Association.pearson(x, y) }
      }
      #expect(r == nil)
      #expect(Association.kendall(ranks(x), ranks(y)).r == nil)
      #expect(Association.spearman(ranks(x), ranks(y)).r == nil)
    }
  }
}

extension Double {
  fileprivate func sign(of isDifferent: Bool) -> Double { isDifferent ? (self > 0 ? 1 : -1) : 0 }
}
