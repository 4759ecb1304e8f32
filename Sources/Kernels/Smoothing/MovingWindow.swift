/// Windows that move along sorted rows.
public enum MovingWindow {
  /// For each row the rows of its window: `before` rows above it and `after` rows below it, as far
  /// as there are any.
  public static func ranges(count: Int, before: Int, after: Int) -> [Range<Int>] {
    (0..<count).map { max(0, $0 - before)..<min(count, $0 + after + 1) }
  }

  /// For each row the rows whose position lies in its window.
  ///
  /// - Parameters:
  ///   - positions: Ascending.
  ///   - first: The first position of each row's window; ascending.
  ///   - last: The last position of each row's window; ascending.
  public static func ranges(
    positions: [Int64], first: [Int64], last: [Int64]
  ) -> [Range<Int>] {
    var lower = 0
    var upper = 0
    return positions.indices.map { row in
      while lower < positions.count, positions[lower] < first[row] { lower += 1 }
      while upper < positions.count, positions[upper] <= last[row] { upper += 1 }
      return min(lower, upper)..<upper
    }
  }

  /// The mean of each window; nil for a window without values.
  ///
  /// From running sums in twice the precision of a double (Dekker 1971), so that a window's mean
  /// does not depend on how far down the rows it lies.
  public static func means(_ values: [Double], _ ranges: [Range<Int>]) -> [Double?] {
    var sums: [(high: Double, low: Double)] = [(0, 0)]
    sums.reserveCapacity(values.count + 1)
    var high = 0.0
    var low = 0.0
    for value in values {
      let sum = high + value
      let part = sum - high
      low += (high - (sum - part)) + (value - part)
      high = sum
      sums.append((high, low))
    }
    return ranges.map { range in
      guard !range.isEmpty else { return nil }
      let a = sums[range.lowerBound]
      let b = sums[range.upperBound]
      let difference = b.high - a.high
      let part = difference - b.high
      let error = (b.high - (difference - part)) - (a.high + part)
      let mean = (difference + (error + (b.low - a.low))) / Double(range.count)
      if mean.isFinite { return mean }
      // The running sum left the range of doubles, which the window's own mean does not.
      let count = Double(range.count)
      return values[range].reduce(0) { $0 + $1 / count }
    }
  }

  /// The median of each window; nil for a window without values.
  ///
  /// Both ends of `ranges` ascend.
  public static func medians(_ values: [Double], _ ranges: [Range<Int>]) -> [Double?] {
    var sorted: [Double] = []
    var held = 0..<0
    return ranges.map { range in
      for row in held.upperBound..<max(held.upperBound, range.upperBound) {
        sorted.insert(values[row], at: position(of: values[row], in: sorted))
      }
      for row in held.lowerBound..<max(held.lowerBound, range.lowerBound) {
        sorted.remove(at: position(of: values[row], in: sorted))
      }
      held = range
      guard !sorted.isEmpty else { return nil }
      let middle = sorted.count / 2
      if sorted.count % 2 == 1 { return sorted[middle] }
      let (low, high) = (sorted[middle - 1], sorted[middle])
      return (high - low).isFinite ? low + (high - low) / 2 : low / 2 + high / 2
    }
  }

  /// The first position whose value is not below a value.
  private static func position(of value: Double, in sorted: [Double]) -> Int {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
