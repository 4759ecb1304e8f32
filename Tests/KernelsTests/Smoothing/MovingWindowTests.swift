import Kernels
import TestSupport
import Testing

@Suite struct MovingWindowTests {
  @Test func meansAndMediansAgreeWithTheirDefinitions() {
    var numbers = SeededNumbers(4)
    let values = (0..<500).map { _ in (numbers.unit() - 0.5) * 1e9 + Double(numbers.next(below: 3))
    }
    for (before, after) in [(0, 0), (4, 0), (3, 2), (600, 600)] {
      let ranges = MovingWindow.ranges(count: values.count, before: before, after: after)
      let means = MovingWindow.means(values, ranges)
      let medians = MovingWindow.medians(values, ranges)
      for row in values.indices {
        let window = values[max(0, row - before)...min(499, row + after)].sorted()
        let middle = window.count / 2
        let median =
          window.count % 2 == 1 ? window[middle] : (window[middle - 1] + window[middle]) / 2
        let mean = window.reduce(0, +) / Double(window.count)
        #expect(abs((medians[row] ?? .nan) - median) <= 1e-6)
        #expect(abs((means[row] ?? .nan) - mean) <= 1e-4)
      }
    }
  }

  @Test func aWindowForgetsWhatLiesBehindIt() {
    // A huge value long ago leaves no trace in later means.
    let values = [1e300, 1, 2, 3, 4]
    let means = MovingWindow.means(
      values, MovingWindow.ranges(count: 5, before: 1, after: 0))
    #expect(means == [1e300, 5e299, 1.5, 2.5, 3.5])
  }

  @Test func hugeValuesStayNumbers() {
    let values = [1.5e308, 1.5e308, 1.5e308, -1.5e308, 2, 4]
    let ranges = MovingWindow.ranges(count: 6, before: 1, after: 0)
    #expect(MovingWindow.means(values, ranges) == [1.5e308, 1.5e308, 1.5e308, 0, -7.5e307, 3])
    #expect(MovingWindow.medians(values, ranges) == [1.5e308, 1.5e308, 1.5e308, 0, -7.5e307, 3])
    #expect(
      ExponentialSmoothing.values([-1.5e308, 1.5e308, 0], alpha: 0.5) == [-1.5e308, 0, 0])
    let slow = ExponentialSmoothing.values([1.5e308, -1.5e308], times: [0, 1], halfLife: 1e9)
    #expect(slow[0] == 1.5e308)
    #expect(slow[1].isFinite)
  }

  @Test func windowsOverTime() {
    let positions: [Int64] = [0, 1, 5, 6, 6, 20]
    let ranges = MovingWindow.ranges(
      positions: positions, first: positions.map { $0 - 2 }, last: positions)
    #expect(ranges == [0..<1, 0..<2, 2..<3, 2..<5, 2..<5, 5..<6])
    let means = MovingWindow.means([1, 3, 5, 7, 9, 11], [0..<0, 0..<2])
    #expect(means == [nil, 2])
    #expect(MovingWindow.medians([1, 3], [0..<0, 0..<2]) == [nil, 2])
  }

  @Test func exponentialWeights() {
    #expect(ExponentialSmoothing.values([4, 8, 0], alpha: 0.5) == [4, 6, 3])
    // Two half-lives between the rows: weights 1/4 and 1.
    let values = ExponentialSmoothing.values([10, 20], times: [0, 6], halfLife: 3)
    #expect(abs(values[1] - (10 * 0.25 + 20) / 1.25) < 1e-12)
    #expect(ExponentialSmoothing.values([], alpha: 0.5) == [])
  }
}
