import Columnar

/// Which values and rows of a table are others than they were, from a number for each cell.
///
/// Rows that are equal stand for each other wherever they are. Of the others, two that differ in one
/// column only are the same row with a value that changed; what is left then is gone or new.
struct RowChanges {
  /// The rows, as they are numbered now from 0, in which the value of a column changed.
  private(set) var changed: [(column: String, rows: [Int])]
  /// The rows of the table as it was that are gone.
  private(set) var gone: [Int] = []
  /// The rows that are new.
  private(set) var new: [Int] = []

  /// Compares two tables with the same columns.
  init(columns: [String], before: [[UInt32]], now: [[UInt32]]) {
    changed = columns.map { ($0, []) }
    let counts = (before.first?.count ?? 0, now.first?.count ?? 0)
    let rowsBefore = Self.rows(before, counts.0)
    let rowsNow = Self.rows(now, counts.1)
    let (gone, new) = Self.unmatched(rowsBefore, rowsNow)
    let inPlace =
      counts.0 == counts.1 ? rowsNow.indices.filter { rowsBefore[$0] != rowsNow[$0] } : []
    if counts.0 == counts.1, inPlace.count <= gone.count + new.count {
      for column in columns.indices {
        changed[column].rows = inPlace.filter { before[column][$0] != now[column][$0] }
      }
    } else {
      (self.gone, self.new) = (gone, new)
      for column in columns.indices {
        pair(column, before[column], now[column], rowsBefore, rowsNow)
      }
    }
    changed.removeAll { $0.rows.isEmpty }
  }

  /// Takes out the rows that are equal but for one column.
  private mutating func pair(
    _ column: Int, _ before: [UInt32], _ now: [UInt32], _ rowsBefore: [UInt64],
    _ rowsNow: [UInt64]
  ) {
    var candidates: [UInt64: [Int]] = [:]
    for row in new.reversed() {
      candidates[rowsNow[row] &- Self.part(now[row], column), default: []].append(row)
    }
    var paired: Set<Int> = []
    gone.removeAll { row in
      let rest = rowsBefore[row] &- Self.part(before[row], column)
      guard let partner = candidates[rest]?.popLast() else { return false }
      paired.insert(partner)
      return true
    }
    changed[column].rows = paired.sorted()
    new.removeAll { paired.contains($0) }
  }

  // MARK: Rows as numbers

  /// The sum of what stands for a row's cells, so that one column can be taken out again.
  private static func rows(_ columns: [[UInt32]], _ count: Int) -> [UInt64] {
    var rows = [UInt64](repeating: 0, count: count)
    for (index, column) in columns.enumerated() {
      for row in 0..<count { rows[row] &+= part(column[row], index) }
    }
    return rows
  }

  /// A cell and its column as one number (the finaliser of SplitMix64; Steele, Lea, Flood 2014).
  private static func part(_ mark: UInt32, _ column: Int) -> UInt64 {
    var number = UInt64(mark) | UInt64(truncatingIfNeeded: column &+ 1) << 32
    number = (number ^ number >> 30) &* 0xBF58_476D_1CE4_E5B9
    number = (number ^ number >> 27) &* 0x94D0_49BB_1331_11EB
    return number ^ number >> 31
  }

  /// The rows of each table that the other one has not, counting equal rows.
  private static func unmatched(
    _ before: [UInt64], _ now: [UInt64]
  ) -> (gone: [Int], new: [Int]) {
    func rows(_ rows: [UInt64], notIn others: [UInt64]) -> [Int] {
      var counts: [UInt64: Int] = [:]
      for row in others { counts[row, default: 0] += 1 }
      return rows.indices.filter { index in
        guard let count = counts[rows[index]], count > 0 else { return true }
        counts[rows[index]] = count - 1
        return false
      }
    }
    return (rows(before, notIn: now), rows(now, notIn: before))
  }

  // MARK: Words

  /// Rows as people number them: `row 3`, `rows 3, 17 and 40 to 52`, `rows 1, 4, 9 and 37 others`.
  static func words(_ rows: [Int]) -> String {
    var runs: [ClosedRange<Int>] = []
    for row in rows {
      if let last = runs.last, last.upperBound + 1 == row {
        runs[runs.count - 1] = last.lowerBound...row
      } else {
        runs.append(row...row)
      }
    }
    let shown = runs.prefix(runs.count <= 4 ? 4 : 3)
    var words = shown.map { run in
      let first = NumberText.grouped(run.lowerBound + 1)
      return run.count == 1 ? first : "\(first) to \(NumberText.grouped(run.upperBound + 1))"
    }
    let rest = rows.count - shown.reduce(0) { $0 + $1.count }
    if rest > 0 { words.append("\(NumberText.grouped(rest)) others") }
    let last = words.removeLast()
    let list = words.isEmpty ? last : words.joined(separator: ", ") + " and " + last
    return (rows.count == 1 ? "row " : "rows ") + list
  }
}
