import Columnar
import Notebooks

/// What differs between two tables that were written as CSV: columns, rows, cells.
struct TableDifference {
  /// The differences as lines for people.
  private(set) var lines: [String] = []
  /// Whether all differences are of numbers and within what the cell tolerates.
  private(set) var isTolerated = false

  /// How many cells or rows are shown.
  private static let shown = 5

  private let numeric: Set<String>?
  private let tolerance: CellOptions.Tolerance

  /// Compares two tables.
  ///
  /// - Parameter numeric: The names of the columns that hold numbers; nil when whatever reads as a
  ///   number is one.
  init(
    locked: [UInt8], now: [UInt8], numeric: Set<String>?, tolerance: CellOptions.Tolerance
  ) {
    self.numeric = numeric
    self.tolerance = tolerance
    var before = CSVText.rows(locked)
    var after = CSVText.rows(now)
    guard !before.isEmpty, !after.isEmpty else {
      lines = ["one of the two tables has no columns"]
      return
    }
    let names = before.removeFirst().map { $0 ?? "" }
    let namesNow = after.removeFirst().map { $0 ?? "" }
    guard names == namesNow else {
      compareColumns(names, namesNow)
      return
    }
    compareRows(before, after, names)
  }

  private mutating func compareColumns(_ before: [String], _ now: [String]) {
    for name in before where !now.contains(name) { lines.append("column \(name) is gone") }
    for name in now where !before.contains(name) { lines.append("column \(name) is new") }
    if lines.isEmpty { lines.append("the columns stand in another order") }
  }

  // MARK: Rows

  private mutating func compareRows(
    _ before: [[String?]], _ after: [[String?]], _ names: [String]
  ) {
    let onlyBefore = Self.rows(before, notIn: after)
    let onlyAfter = Self.rows(after, notIn: before)
    if onlyBefore.isEmpty, onlyAfter.isEmpty {
      lines.append(
        before == after
          ? "the rows are written alike; a type or a value that is not written differs"
          : "the same rows, in another order")
      return
    }
    let changed =
      before.count == after.count ? before.indices.filter { before[$0] != after[$0] } : []
    if before.count == after.count, changed.count <= onlyBefore.count + onlyAfter.count {
      compareCells(before, after, changed, names)
      return
    }
    if before.count != after.count {
      lines.append(
        "rows: \(NumberText.grouped(after.count)), locked \(NumberText.grouped(before.count))")
    }
    tell(onlyBefore, before, "only in the lock")
    tell(onlyAfter, after, "only now")
  }

  private mutating func tell(_ rows: [Int], _ all: [[String?]], _ place: String) {
    for row in rows.prefix(Self.shown) {
      let cells = all[row].map { $0 ?? "null" }.joined(separator: ", ")
      lines.append("\(place): row \(row + 1): \(Self.shortened(cells))")
    }
    if rows.count > Self.shown {
      lines.append("\(place): in all \(NumberText.grouped(rows.count)) rows")
    }
  }

  /// The positions of rows of one table that the other one has not, counting equal rows.
  private static func rows(_ rows: [[String?]], notIn others: [[String?]]) -> [Int] {
    var counts: [[String?]: Int] = [:]
    for row in others { counts[row, default: 0] += 1 }
    return rows.indices.filter { index in
      guard let count = counts[rows[index]], count > 0 else { return true }
      counts[rows[index]] = count - 1
      return false
    }
  }

  // MARK: Cells

  private mutating func compareCells(
    _ before: [[String?]], _ after: [[String?]], _ changed: [Int], _ names: [String]
  ) {
    var count = 0
    var columns: [String] = []
    var tolerated = true
    for row in changed {
      for (index, name) in names.enumerated() {
        let (old, new) = (before[row][index], after[row][index])
        guard old != new else { continue }
        count += 1
        if !columns.contains(name) { columns.append(name) }
        let isNumber = isNumeric(name)
        let isNear = isNumber && isWithinTolerance(old, new)
        tolerated = tolerated && isNear
        if count <= Self.shown {
          let distance = isNumber ? Self.distance(old, new) : nil
          lines.append(
            "\(label(row, before[row], after[row], names)), \(name): \(Self.shortened(old ?? "null")) → "
              + Self.shortened(new ?? "null") + (distance.map { " (\($0))" } ?? ""))
        }
      }
    }
    if count > Self.shown {
      lines.append(
        "in all \(NumberText.grouped(count)) cells of \(NumberText.grouped(changed.count)) rows, in "
          + "column\(columns.count == 1 ? "" : "s") \(columns.joined(separator: ", "))")
    }
    isTolerated = tolerated && tolerance != .exact
  }

  /// Whether a column holds numbers; when nobody says, whatever reads as one is.
  private func isNumeric(_ name: String) -> Bool { numeric?.contains(name) ?? true }

  /// A row by its number and what is no number in it: `row 3 (2024-03, chat)`.
  private func label(
    _ row: Int, _ before: [String?], _ after: [String?], _ names: [String]
  ) -> String {
    var words: [String] = []
    for (index, name) in names.enumerated() where words.count < 2 {
      guard let cell = after[index], before[index] == cell,
        numeric.map({ !$0.contains(name) }) ?? (Double(cell) == nil)
      else { continue }
      words.append(Self.shortened(cell, to: 24))
    }
    let number = "row \(NumberText.grouped(row + 1))"
    return words.isEmpty ? number : "\(number) (\(words.joined(separator: ", ")))"
  }

  private func isWithinTolerance(_ old: String?, _ new: String?) -> Bool {
    guard let old = old.flatMap({ Double($0) }), let new = new.flatMap({ Double($0) }) else {
      return false
    }
    switch tolerance {
    case .exact: return old == new
    case .ulps(let count): return Self.unitsApart(old, new).map { $0 <= UInt64(count) } ?? false
    case .difference(let limit): return abs(old - new) <= limit
    }
  }

  /// How far two numbers are apart, in words.
  private static func distance(_ old: String?, _ new: String?) -> String? {
    guard let old = old.flatMap({ Double($0) }), let new = new.flatMap({ Double($0) }),
      let units = unitsApart(old, new)
    else { return nil }
    if units <= 1_000_000, old.rounded() != old || new.rounded() != new {
      return "\(NumberText.grouped(Int(units))) unit\(units == 1 ? "" : "s") in the last place"
    }
    let difference = new - old
    let words = (difference > 0 ? "+" : "") + NumberText.significant(difference, digits: 6)
    guard old != 0, difference.isFinite else { return words }
    return "\(words), \(NumberText.significant(abs(difference / old) * 100, digits: 3)) %"
  }

  /// The number of steps from one number to the next that lie between two; nil when one is none.
  static func unitsApart(_ a: Double, _ b: Double) -> UInt64? {
    guard a.isFinite, b.isFinite else { return nil }
    func position(_ number: Double) -> Int64 {
      let bits = Int64(bitPattern: number.bitPattern)
      return bits < 0 ? Int64.min &- bits : bits
    }
    let (low, high) = (min(position(a), position(b)), max(position(a), position(b)))
    return UInt64(bitPattern: high &- low)
  }

  private static func shortened(_ text: String, to length: Int = 60) -> String {
    let line = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "⏎")
    return line.count > length ? line.prefix(length - 1) + "…" : line
  }
}

/// Reads CSV that the project's own writer wrote.
enum CSVText {
  /// The rows, the names first; a cell without quotes and content is missing.
  static func rows(_ bytes: [UInt8]) -> [[String?]] {
    var rows: [[String?]] = []
    var row: [String?] = []
    var position = 0
    while position < bytes.count {
      row.append(cell(bytes, &position))
      guard position < bytes.count else { break }
      if bytes[position] == UInt8(ascii: "\n") {
        rows.append(row)
        row = []
      }
      position += 1
    }
    if !row.isEmpty { rows.append(row) }
    return rows
  }

  private static func cell(_ bytes: [UInt8], _ position: inout Int) -> String? {
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
      let start = position
      while position < bytes.count, bytes[position] != UInt8(ascii: ","),
        bytes[position] != UInt8(ascii: "\n")
      {
        position += 1
      }
      return start == position ? nil : String(decoding: bytes[start..<position], as: UTF8.self)
    }
    var text: [UInt8] = []
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") {
        guard position < bytes.count, bytes[position] == byte else { break }
        position += 1
      }
      text.append(byte)
    }
    return String(decoding: text, as: UTF8.self)
  }
}
