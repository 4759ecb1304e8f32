public import Columnar

/// One row for each key, chosen by position or by a value.
public struct BestRows: Sendable {
  /// The row of each group that has one, ascending.
  public var rows: Buffer<UInt32>
  /// Groups in which another row was as good as the one kept and came later.
  public var tiedGroups: Int

  /// How the row of a group is chosen.
  public enum Choice: Sendable {
    case first, last
    /// The largest or smallest value of a column; a missing one is worse than any. Of equal rows
    /// the earlier one is kept.
    case largest(Column)
    case smallest(Column)
  }

  /// Chooses a row of each group.
  ///
  /// - Parameters:
  ///   - choice: How.
  ///   - groups: The group of each row, below `groupCount`.
  ///   - order: The row numbers in the order in which rows count as earlier or later; nil for the
  ///     order of the table.
  public static func choose(
    _ choice: Choice, groups: Buffer<UInt32>, groupCount: Int, order: Buffer<UInt32>? = nil,
    workers: Workers
  ) -> BestRows {
    let none = UInt32.max
    var best = [UInt32](repeating: none, count: groupCount)
    var tied = [Bool](repeating: false, count: groupCount)
    var scores: Scores?
    switch choice {
    case .first, .last: break
    case .largest(let column):
      scores = Scores(column, largest: true, partitions: nil, workers: workers)
    case .smallest(let column):
      scores = Scores(column, largest: false, partitions: nil, workers: workers)
    }
    var keepsLast = false
    if case .last = choice { keepsLast = true }
    for position in 0..<groups.count {
      let row = order.map { Int($0.base[position]) } ?? position
      let group = Int(groups.base[row])
      let current = best[group]
      if current == none || keepsLast {
        best[group] = UInt32(truncatingIfNeeded: row)
        continue
      }
      guard let scores else { continue }
      switch scores.compare(row, Int(current)) {
      case 1:
        best[group] = UInt32(truncatingIfNeeded: row)
        tied[group] = false
      case 0: tied[group] = true
      default: break
      }
    }
    let rows = best.filter { $0 != none }.sorted()
    return BestRows(rows: Buffer(rows), tiedGroups: tied.count { $0 })
  }
}

extension Scores {
  /// 1 when the first row is better, -1 when it is worse, 0 when both are equal.
  @inline(__always)
  func compare(_ a: Int, _ b: Int) -> Int {
    switch (isRanked(a), isRanked(b)) {
    case (true, true):
      values.base[a] == values.base[b] ? 0 : values.base[a] > values.base[b] ? 1 : -1
    case (true, false): 1
    case (false, true): -1
    case (false, false): 0
    }
  }
}
