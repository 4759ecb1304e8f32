import Kernels
import Testing

@Suite struct OrderStatisticTests {
  /// A seeded sequence of numbers with many repetitions.
  private func numbers(_ count: Int, below limit: UInt64) -> [Double] {
    var state: UInt64 = 42
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double((state >> 33) % limit)
    }
  }

  @Test("Selection finds what sorting finds") func selection() {
    for (count, limit) in [(1, 9), (17, 5), (1000, 3), (1000, 1_000_000)] as [(Int, UInt64)] {
      let sorted = numbers(count, below: limit).sorted()
      for rank in [0, count / 3, count / 2, count - 1] {
        var values = numbers(count, below: limit)
        let found = values.withUnsafeMutableBufferPointer { buffer in
          buffer.baseAddress.map { OrderStatistic.select($0, count: count, rank: rank) }
        }
        #expect(found == sorted[rank])
      }
    }
  }

  @Test("Sorted, reversed and equal numbers take no longer") func hostile() {
    let count = 200_000
    let shapes: [(Int) -> Double] = [
      { Double($0) }, { Double(count - $0) }, { _ in 1 }, { Double($0 % 2) },
    ]
    for shape in shapes.map({ (0..<count).map($0) }) {
      var values = shape
      let found = values.withUnsafeMutableBufferPointer { buffer in
        buffer.baseAddress.map { OrderStatistic.select($0, count: count, rank: count / 2) }
      }
      #expect(found == shape.sorted()[count / 2])
    }
  }
}
