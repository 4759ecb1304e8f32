public import Columnar

/// Which rows of two tables have equal keys.
public struct JoinMatches: Sendable {
  /// Rows of the left table with a match.
  public let leftMatched: Int
  /// Rows of the right table that no left row matches.
  public let rightOnly: Int
  /// Rows whose key is missing in part, by side; they match nothing.
  public let leftNullKeys: Int, rightNullKeys: Int
  /// The largest number of right rows that one left row matches.
  public let maximumFanout: Int
  /// The pairs of matching rows.
  public let pairCount: Int
  /// The key that both sides repeat and that gives the most pairs; nil when there is none.
  public let repeatedKey: RepeatedKey?
  /// The first right row whose key a row above it has too; nil when right keys are unique.
  public let firstRepeatedRightRow: Int?

  /// A key that both sides have several times.
  public struct RepeatedKey: Sendable, Hashable {
    /// How many rows have it, by side, and the first left row of them.
    public let leftRows: Int, rightRows: Int, exampleLeftRow: Int
  }

  /// The number that stands for no row.
  public static let noRow = UInt32.max

  private let keys: SharedKeys
  private let leftCount: Int, rightCount: Int
  /// The right rows of key `k` are `rightRows[starts[k]..<starts[k + 1]]`.
  private let starts: [Int]
  private let rightRows: Buffer<UInt32>
  private let leftRowsOfKey: [Int]

  /// Matches two tables by key columns, which agree in type pair by pair.
  ///
  /// - Parameters:
  ///   - left: The key columns of the left table, each of `leftCount` rows.
  ///   - right: The key columns of the right table, each of `rightCount` rows.
  public init(
    left: [Column], right: [Column], leftCount: Int, rightCount: Int, workers: Workers
  ) {
    let keys = SharedKeys(
      left: left, right: right, leftCount: leftCount, rightCount: rightCount, workers: workers)
    var starts = [Int](repeating: 0, count: keys.count + 1)
    var firstRepeated: Int?
    for row in 0..<rightCount where keys.right.base[row] != SharedKeys.none {
      let key = Int(keys.right.base[row])
      if starts[key + 1] == 1, firstRepeated == nil { firstRepeated = row }
      starts[key + 1] += 1
    }
    for key in 0..<keys.count { starts[key + 1] += starts[key] }
    var next = starts
    rightRows = Buffer<UInt32>(count: starts[keys.count]) { target in
      for row in 0..<rightCount where keys.right.base[row] != SharedKeys.none {
        let key = Int(keys.right.base[row])
        target[next[key]] = UInt32(truncatingIfNeeded: row)
        next[key] += 1
      }
    }
    var leftRowsOfKey = [Int](repeating: 0, count: keys.count)
    for row in 0..<leftCount where keys.left.base[row] != SharedKeys.none {
      leftRowsOfKey[Int(keys.left.base[row])] += 1
    }
    var matched = 0
    var pairs = 0
    var fanout = 0
    var rightMatched = 0
    var worst: (key: Int, pairs: Int)?
    for key in 0..<keys.count where leftRowsOfKey[key] > 0 {
      let size = starts[key + 1] - starts[key]
      let here = leftRowsOfKey[key]
      // Both counts are below 2³², so the product fits; the sum is at most (2³²)².
      let product = here &* size
      pairs = pairs &+ product
      guard size > 0 else { continue }
      matched += here
      rightMatched += size
      fanout = max(fanout, size)
      if here > 1, size > 1, product > (worst?.pairs ?? 0) {
        worst = (key, product)
      }
    }
    repeatedKey = worst.map { worst in
      let example = (0..<leftCount).first { keys.left.base[$0] == UInt32(worst.key) }
      return RepeatedKey(
        leftRows: leftRowsOfKey[worst.key],
        rightRows: starts[worst.key + 1] - starts[worst.key], exampleLeftRow: example ?? 0)
    }
    firstRepeatedRightRow = firstRepeated
    leftMatched = matched
    rightOnly = rightCount - rightMatched
    maximumFanout = fanout
    pairCount = pairs
    leftNullKeys = Self.nullKeys(left, count: leftCount)
    rightNullKeys = Self.nullKeys(right, count: rightCount)
    self.keys = keys
    self.leftCount = leftCount
    self.rightCount = rightCount
    self.starts = starts
    self.leftRowsOfKey = leftRowsOfKey
  }

  private static func nullKeys(_ columns: [Column], count: Int) -> Int {
    var validity: Bitmap?
    for column in columns { validity = Bitmap.intersection(validity, column.validity) }
    return validity?.clearCount ?? 0
  }

  /// The right rows that no left row matches, ascending.
  public var rightRowsWithoutMatch: Buffer<UInt32> {
    var rows = BufferBuilder<UInt32>(capacity: rightOnly)
    for row in 0..<rightCount {
      let key = keys.right.base[row]
      if key == SharedKeys.none || leftRowsOfKey[Int(key)] == 0 {
        rows.append(UInt32(truncatingIfNeeded: row))
      }
    }
    return rows.finish()
  }

  /// The left rows that have a match, or those that have none, ascending.
  public func leftRows(matched: Bool) -> Buffer<UInt32> {
    var rows = BufferBuilder<UInt32>(capacity: leftCount)
    for row in 0..<leftCount where (matchCount(row) > 0) == matched {
      rows.append(UInt32(truncatingIfNeeded: row))
    }
    return rows.finish()
  }

  /// The pairs of rows in the order of the left table, then of the right one.
  ///
  /// - Parameters:
  ///   - keepLeft: Whether a left row without a match is given with `noRow`.
  ///   - keepRight: Whether right rows without a match follow at the end with `noRow`.
  public func pairs(
    keepLeft: Bool, keepRight: Bool, workers: Workers
  ) -> (left: Buffer<UInt32>, right: Buffer<UInt32>) {
    let blocks = Blocks.count(rows: leftCount)
    let sizes = workers.map(blocks) { block in
      Blocks.range(block, rows: leftCount).reduce(0) {
        $0 + max(matchCount($1), keepLeft ? 1 : 0)
      }
    }
    var offsets = [0]
    for size in sizes { offsets.append(offsets[offsets.count - 1] + size) }
    let unmatched = keepRight ? unmatchedRightRows() : []
    let matchedCount = offsets[blocks]
    let total = matchedCount + unmatched.count
    let left = Memory(byteCount: total * 4)
    let right = Memory(byteCount: total * 4)
    nonisolated(unsafe) let leftStart = left.start.bindMemory(to: UInt32.self, capacity: total)
    nonisolated(unsafe) let rightStart = right.start.bindMemory(to: UInt32.self, capacity: total)
    workers.forEach(blocks) { [offsets] block in
      var position = offsets[block]
      for row in Blocks.range(block, rows: leftCount) {
        let matches = matchCount(row)
        if matches == 0 {
          guard keepLeft else { continue }
          leftStart[position] = UInt32(truncatingIfNeeded: row)
          rightStart[position] = Self.noRow
          position += 1
          continue
        }
        let start = starts[Int(keys.left.base[row])]
        for index in start..<start + matches {
          leftStart[position] = UInt32(truncatingIfNeeded: row)
          rightStart[position] = rightRows.base[index]
          position += 1
        }
      }
    }
    for (index, row) in unmatched.enumerated() {
      leftStart[matchedCount + index] = Self.noRow
      rightStart[matchedCount + index] = row
    }
    return (
      Buffer(owner: left, base: UnsafePointer(leftStart), count: total),
      Buffer(owner: right, base: UnsafePointer(rightStart), count: total)
    )
  }

  @inline(__always)
  private func matchCount(_ row: Int) -> Int {
    let key = keys.left.base[row]
    guard key != SharedKeys.none else { return 0 }
    return starts[Int(key) + 1] - starts[Int(key)]
  }

  private func unmatchedRightRows() -> [UInt32] {
    (0..<rightCount).filter { row in
      let key = keys.right.base[row]
      return key == SharedKeys.none || leftRowsOfKey[Int(key)] == 0
    }.map { UInt32($0) }
  }
}
