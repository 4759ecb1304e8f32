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
  /// Both ends of `ranges` ascend. A tree of counts over the ranks of the values gives each median
  /// (Fenwick 1994); it is made anew every few windows for the values of these alone, so that a
  /// step costs the logarithm of the window and not of all rows.
  public static func medians(_ values: [Double], _ ranges: [Range<Int>]) -> [Double?] {
    var result: [Double?] = []
    result.reserveCapacity(ranges.count)
    var first = 0
    while first < ranges.count {
      let start = ranges[first].lowerBound
      let room = max(4096, 3 * ranges[first].count)
      var end = first + 1
      while end < ranges.count, ranges[end].upperBound - start <= room { end += 1 }
      appendMedians(values, ranges[first..<end], &result)
      first = end
    }
    return result
  }

  private static func appendMedians(
    _ values: [Double], _ ranges: ArraySlice<Range<Int>>, _ result: inout [Double?]
  ) {
    guard let first = ranges.first, let last = ranges.last else { return }
    let all = first.lowerBound..<max(first.lowerBound, last.upperBound)
    let order = all.sorted { values[$0] != values[$1] ? values[$0] < values[$1] : $0 < $1 }
    var ranks = [Int](repeating: 0, count: all.count)
    for (rank, row) in order.enumerated() { ranks[row - all.lowerBound] = rank }
    var counts = RankCounts(size: all.count)
    var held = all.lowerBound..<all.lowerBound
    for range in ranges {
      for row in held.upperBound..<max(held.upperBound, range.upperBound) {
        counts.change(ranks[row - all.lowerBound], by: 1)
      }
      for row in held.lowerBound..<max(held.lowerBound, range.lowerBound) {
        counts.change(ranks[row - all.lowerBound], by: -1)
      }
      held = range
      guard !range.isEmpty else {
        result.append(nil)
        continue
      }
      let middle = range.count / 2
      let high = values[order[counts.rank(of: middle)]]
      guard range.count % 2 == 0 else {
        result.append(high)
        continue
      }
      let low = values[order[counts.rank(of: middle - 1)]]
      result.append((high - low).isFinite ? low + (high - low) / 2 : low / 2 + high / 2)
    }
  }
}

/// How many values of each rank are held, in a tree of partial sums.
private struct RankCounts {
  private var sums: [Int32]
  private let highest: Int

  init(size: Int) {
    sums = [Int32](repeating: 0, count: size + 1)
    highest = size > 0 ? 1 << (Int.bitWidth - 1 - size.leadingZeroBitCount) : 0
  }

  mutating func change(_ rank: Int, by amount: Int32) {
    var index = rank + 1
    while index < sums.count {
      sums[index] += amount
      index += index & -index
    }
  }

  /// The rank of the held value with so many held ones before it.
  func rank(of place: Int) -> Int {
    var rest = Int32(truncatingIfNeeded: place)
    var index = 0
    var step = highest
    while step > 0 {
      if index + step < sums.count, sums[index + step] <= rest {
        index += step
        rest -= sums[index]
      }
      step /= 2
    }
    return index
  }
}
