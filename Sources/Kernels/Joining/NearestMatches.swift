public import Columnar

/// For each row of a table, the row of another one whose value is nearest on one side.
public struct NearestMatches: Sendable {
  /// On which side of a left value the right one lies.
  public enum Side: Sendable, CaseIterable {
    case before, atOrBefore, atOrAfter, after
  }

  /// The right row of each left row; `JoinMatches.noRow` where there is none.
  public let rightRows: Buffer<UInt32>
  /// Left rows that have a match.
  public let matched: Int
  /// Matched left rows whose nearest value stands in several right rows.
  public let tied: Int
  /// Right rows that match no left row.
  public let rightOnly: Int
  /// Rows whose key or value is missing, by side; they match nothing.
  public let leftNulls: Int, rightNulls: Int

  /// Finds the nearest rows among those with equal keys.
  ///
  /// Right rows are sorted by key and value; each left row searches the run of its key, from the
  /// place of the row before it when that helps. Of right rows with equal values the last is taken
  /// when looking back and the first when looking forward, so that no other row lies between.
  ///
  /// - Parameters:
  ///   - left: The key columns of the left table, which may be none, and its values.
  ///   - right: The same of the right table, of the same types.
  ///   - side: Where to look.
  ///   - workers: The threads.
  ///   - isNear: Whether a left row and the right row nearest to it are near enough; nil when all
  ///     are.
  public init(
    left: (keys: [Column], value: Column), right: (keys: [Column], value: Column), side: Side,
    workers: Workers, isNear: (@Sendable (Int, Int) -> Bool)? = nil
  ) {
    let leftCount = left.value.count
    let rightCount = right.value.count
    let keys = SharedKeys(
      left: left.keys, right: right.keys, leftCount: leftCount, rightCount: rightCount,
      workers: workers)
    let runs = SortedRuns(keys, right.value, workers: workers)
    let wanted = OrderKey.orderedBits(of: left.value, workers: workers)
    let memory = Memory(byteCount: leftCount * 4)
    nonisolated(unsafe) let target = memory.start.bindMemory(
      to: UInt32.self, capacity: max(1, leftCount))
    let counts = workers.map(Blocks.count(rows: leftCount)) { block -> (matched: Int, tied: Int) in
      var matched = 0
      var tied = 0
      var hint = 0
      for row in Blocks.range(block, rows: leftCount) {
        target[row] = JoinMatches.noRow
        let key = keys.left.base[row]
        guard key != SharedKeys.none, left.value.isValid(row) else { continue }
        let run = runs.ranges[Int(key)]
        guard let position = runs.position(side, of: wanted.base[row], in: run, from: &hint)
        else { continue }
        let found = runs.rows.base[position]
        if let isNear, !isNear(row, Int(found)) { continue }
        target[row] = found
        matched += 1
        if runs.isTied(position, side, in: run) { tied += 1 }
      }
      return (matched, tied)
    }
    rightRows = Buffer(owner: memory, base: UnsafePointer(target), count: leftCount)
    matched = counts.reduce(0) { $0 + $1.matched }
    tied = counts.reduce(0) { $0 + $1.tied }
    var isUsed = [Bool](repeating: false, count: rightCount)
    for row in 0..<leftCount where rightRows.base[row] != JoinMatches.noRow {
      isUsed[Int(rightRows.base[row])] = true
    }
    rightOnly = isUsed.reduce(0) { $0 + ($1 ? 0 : 1) }
    leftNulls = Self.nulls(left.keys + [left.value])
    rightNulls = Self.nulls(right.keys + [right.value])
  }

  private static func nulls(_ columns: [Column]) -> Int {
    var validity: Bitmap?
    for column in columns { validity = Bitmap.intersection(validity, column.validity) }
    return validity?.clearCount ?? 0
  }
}

/// Right rows sorted by key and value: the values of each key are one ascending run.
private struct SortedRuns: Sendable {
  /// Row numbers in order.
  let rows: Buffer<UInt32>
  /// The values of these rows as numbers of the same order.
  let values: Buffer<UInt64>
  /// The run of each key, without rows whose value is missing.
  let ranges: [Range<Int>]

  init(_ keys: SharedKeys, _ value: Column, workers: Workers) {
    let count = value.count
    var sizes = [Int](repeating: 0, count: keys.count)
    var present = [Int](repeating: 0, count: keys.count)
    for row in 0..<count where keys.right.base[row] != SharedKeys.none {
      let key = Int(keys.right.base[row])
      sizes[key] += 1
      if value.isValid(row) { present[key] += 1 }
    }
    // Rows without a key come last, and within a key those without a value.
    let numbers = Buffer<UInt64>(count: count) { target in
      for row in 0..<count { target[row] = UInt64(min(keys.right.base[row], UInt32(keys.count))) }
    }
    let key = OrderKey(values: numbers, bits: 64 - UInt64(keys.count).leadingZeroBitCount)
    let order = OrderKey.packed([key] + OrderKey.keys(of: value, workers: workers))
    rows = RowOrder.sorted(by: order, count: count, workers: workers)
    values = OrderKey.orderedBits(of: value, workers: workers).gather(rows.base, count: count)
    var start = 0
    var ranges: [Range<Int>] = []
    for key in 0..<keys.count {
      ranges.append(start..<start + present[key])
      start += sizes[key]
    }
    self.ranges = ranges
  }

  /// The place of the nearest value on a side of another one.
  ///
  /// - Parameter hint: Where the search of the row before ended; moved on.
  @inline(__always)
  func position(
    _ side: NearestMatches.Side, of value: UInt64, in run: Range<Int>, from hint: inout Int
  ) -> Int? {
    // The first place whose value is not smaller, or larger when equal ones belong before it.
    let passesEqual = side == .atOrBefore || side == .after
    var low = run.lowerBound
    var high = run.upperBound
    if hint > low, hint <= high, isBefore(hint - 1, value, passesEqual) {
      low = hint
      // Rows that follow each other in order end near the hint.
      var step = 1
      while step <= 8, low + step <= high, isBefore(low + step - 1, value, passesEqual) {
        low += step
        step *= 2
      }
      if step <= 8 { high = min(high, low + step - 1) }
    }
    while low < high {
      let middle = low + (high - low) / 2
      if isBefore(middle, value, passesEqual) { low = middle + 1 } else { high = middle }
    }
    hint = low
    switch side {
    case .before, .atOrBefore: return low > run.lowerBound ? low - 1 : nil
    case .atOrAfter, .after: return low < run.upperBound ? low : nil
    }
  }

  @inline(__always)
  private func isBefore(_ position: Int, _ value: UInt64, _ passesEqual: Bool) -> Bool {
    let here = values.base[position]
    return here < value || (passesEqual && here == value)
  }

  /// Whether another row of the run has the value of a place that was found.
  @inline(__always)
  func isTied(_ position: Int, _ side: NearestMatches.Side, in run: Range<Int>) -> Bool {
    let other = side == .before || side == .atOrBefore ? position - 1 : position + 1
    return run.contains(other) && values.base[other] == values.base[position]
  }
}
