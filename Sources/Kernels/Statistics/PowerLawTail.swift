import Columnar
import Glibc

/// Different values, ascending, with what is needed to fit a power law to those from any of them
/// on.
struct PowerLawTail: Sendable {
  /// The different values, ascending, all above 0.
  let values: [Double]
  /// How many rows have at least the value; one more than values, the last 0.
  let atLeast: [Int]
  private let logs: [Double]
  private let logSums: [Double]
  let isDiscrete: Bool

  /// - Parameter sorted: Ascending, all above 0.
  init(sorted: [Double], isDiscrete: Bool) {
    self.isDiscrete = isDiscrete
    var values: [Double] = []
    var starts: [Int] = []
    for (index, value) in sorted.enumerated() where index == 0 || value != sorted[index - 1] {
      values.append(value)
      starts.append(index)
    }
    self.values = values
    atLeast = starts.map { sorted.count - $0 } + [0]
    logs = values.map { log($0) }
    var sums = [Double](repeating: 0, count: values.count)
    var sum = CompensatedSum()
    for index in values.indices.reversed() {
      sum.add(logs[index] * Double(atLeast[index] - atLeast[index + 1]))
      sums[index] = sum.value
    }
    logSums = sums
  }

  /// The mean of ln(x / xmin) from a value on, from the running sums.
  private func quickMeanLog(_ start: Int) -> Double {
    logSums[start] / Double(atLeast[start]) - logs[start]
  }

  /// The same, each ratio for itself: no digits are lost when all values are near each other.
  func meanLog(_ start: Int) -> Double {
    meanLog(from: start, over: values[start])
  }

  /// The mean of ln(x / xmin) over the values from one on.
  func meanLog(from start: Int, over xmin: Double) -> Double {
    var sum = CompensatedSum()
    for index in start..<values.count {
      let ratio = values[index] / xmin
      // A ratio outside the range of doubles still has a logarithm.
      let length = ratio.isFinite ? log(ratio) : log(values[index]) - log(xmin)
      sum.add(length * Double(atLeast[index] - atLeast[index + 1]))
    }
    return sum.value / Double(atLeast[start])
  }

  /// The distance between the values from `start` on and a model (Kolmogorov and Smirnov).
  ///
  /// The largest difference, on both sides of each step. Between two values both curves fall, so
  /// their ends bound the difference in between: only where the bound exceeds the largest
  /// difference so far are the values in between looked at.
  ///
  /// - Parameter limit: Above it the search may stop with any distance that is above it as well.
  func distance(_ model: PowerLawModel, from start: Int, limit: Double) -> Double {
    let total = Double(atLeast[start])
    let base = model.xmin == values[start] ? logs[start] : log(model.xmin)
    var largest = 0.0
    struct Place {
      var index: Int
      var atLeast: Double
      var above: Double
    }
    func place(_ index: Int) -> Place {
      let share = model.survival(values[index], logRatio: logs[index] - base)
      largest = max(largest, abs(share.atLeast - Double(atLeast[index]) / total))
      largest = max(largest, abs(share.above - Double(atLeast[index + 1]) / total))
      return Place(index: index, atLeast: share.atLeast, above: share.above)
    }
    let last = values.count - 1
    var stack: [(Place, Place)] = []
    var left = place(start)
    let pieces = 16
    for piece in 1...pieces {
      let end = start + (last - start) * piece / pieces
      guard end > left.index else { continue }
      let right = place(end)
      if largest > limit { return largest }
      stack.append((left, right))
      left = right
    }
    while let (low, high) = stack.popLast() {
      guard high.index - low.index > 1 else { continue }
      // Of the values in between, those at least as large as the first and the last of them.
      let most = Double(atLeast[low.index + 1]) / total
      let least = Double(atLeast[high.index]) / total
      guard max(low.above - least, most - high.atLeast) > largest else { continue }
      let middle = place((low.index + high.index) / 2)
      if largest > limit { return largest }
      stack.append((low, middle))
      stack.append((middle, high))
    }
    return largest
  }

  /// A candidate: where the tail starts, the fit and its distance.
  struct Candidate: Sendable {
    var start: Int
    var model: PowerLawModel
    var distance: Double
  }

  /// The fit from a value on; nil without an exponent, or when its distance is above the limit.
  private func candidate(_ start: Int, limit: Double) -> Candidate? {
    guard
      let alpha = PowerLawModel.exponent(
        meanLog: quickMeanLog(start), xmin: values[start], isDiscrete: isDiscrete)
    else { return nil }
    let model = PowerLawModel(alpha: alpha, xmin: values[start], isDiscrete: isDiscrete)
    let distance = distance(model, from: start, limit: limit)
    return distance <= limit ? Candidate(start: start, model: model, distance: distance) : nil
  }

  /// The fit whose distance is smallest; of equal ones that with the smallest `xmin`.
  ///
  /// Any value but the largest may be `xmin`. A few candidates spread over all give a limit first;
  /// most others are given up as soon as they exceed it. Which are given up never changes the
  /// answer.
  func best(_ workers: Workers) -> Candidate? {
    let count = values.count - 1
    guard count > 0 else { return nil }
    let stride = max(1, count / 64)
    let firsts = workers.map((count + stride - 1) / stride) { piece in
      workers.shouldStop() ? nil : candidate(piece * stride, limit: .infinity)
    }
    let spread = firsts.reduce(nil) { Self.better($0, $1) }
    if stride == 1 { return spread }
    let limit = spread?.distance ?? .infinity
    let batch = 512
    let parts = workers.map((count + batch - 1) / batch) { piece in
      var best: Candidate?
      if workers.shouldStop() { return best }
      for start in piece * batch..<min(count, (piece + 1) * batch) {
        best = Self.better(best, candidate(start, limit: min(limit, best?.distance ?? limit)))
      }
      return best
    }
    return parts.reduce(spread) { Self.better($0, $1) }
  }

  private static func better(_ a: Candidate?, _ b: Candidate?) -> Candidate? {
    guard let a else { return b }
    guard let b else { return a }
    if a.distance != b.distance { return a.distance < b.distance ? a : b }
    return a.start <= b.start ? a : b
  }
}
