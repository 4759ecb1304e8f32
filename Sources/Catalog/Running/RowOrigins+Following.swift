public import Columnar

/// Following rows through one stage, in both directions.
extension RowOrigins {
  /// The rows of a range of the input.
  public static func rows(_ range: Range<Int>) -> RowOrigins {
    .picked(
      Buffer(count: range.count) { target in
        for (place, row) in range.enumerated() { target[place] = UInt32(truncatingIfNeeded: row) }
      })
  }

  /// All rows of the input in order, then rows that the stage made.
  public static func begins(_ inputCount: Int, total: Int) -> RowOrigins {
    .picked(
      Buffer(count: total) { target in
        for row in 0..<total { target[row] = row < inputCount ? UInt32(row) : none }
      })
  }

  /// An order of rows of which only the first ones are those of the input.
  public static func ordered(_ order: Buffer<UInt32>, below inputCount: Int) -> RowOrigins {
    .picked(
      Buffer(count: order.count) { target in
        for place in 0..<order.count {
          let row = order.base[place]
          target[place] = Int(row) < inputCount ? row : none
        }
      })
  }

  /// Whether rows of the result stand for several rows of the input.
  public var makesPiles: Bool {
    switch self {
    case .gathered, .parts, .pooled: true
    case .same, .picked, .joined: false
    }
  }

  /// The one row of the input that a row of the result comes from; nil for none or several.
  public func inputRow(of row: Int) -> Int? {
    switch self {
    case .same: return row
    case .picked(let rows), .joined(let rows, _):
      guard row < rows.count, rows.base[row] != Self.none else { return nil }
      return Int(rows.base[row])
    case .gathered, .parts, .pooled: return nil
    }
  }

  /// All rows of the input that a row of the result comes from, ascending.
  public func inputRows(of row: Int, inputCount: Int) -> [Int] {
    switch self {
    case .same, .picked, .joined: return inputRow(of: row).map { [$0] } ?? []
    case .gathered(let rows):
      return (0..<rows.count).filter { Int(rows.base[$0]) == row && rows.base[$0] != Self.none }
    case .parts(let rows, let results):
      guard row < results.count, results.base[row] != Self.none else { return [] }
      return (0..<rows.count).filter { rows.base[$0] == results.base[row] }
    case .pooled: return Array(0..<inputCount)
    }
  }

  /// The first row of the result that each row of the input went into; `none` for none.
  ///
  /// Nil when every row of the result comes from all rows of the input.
  public func firstResultRows(inputCount: Int, resultCount: Int) -> Buffer<UInt32>? {
    switch self {
    case .same:
      return Buffer(count: inputCount) { target in
        for row in 0..<inputCount { target[row] = UInt32(truncatingIfNeeded: row) }
      }
    case .picked(let rows), .joined(let rows, _):
      return Buffer(count: inputCount) { target in
        target.update(repeating: Self.none, count: inputCount)
        for row in (0..<rows.count).reversed() where rows.base[row] != Self.none {
          target[Int(rows.base[row])] = UInt32(truncatingIfNeeded: row)
        }
      }
    case .gathered(let rows): return rows
    case .parts: return nil
    case .pooled:
      guard resultCount == 1 else { return nil }
      return Buffer(repeating: 0, count: inputCount)
    }
  }

  /// The rows of the input that are in no row of the result: the first `limit`, ascending.
  public func lostRows(inputCount: Int, resultCount: Int, limit: Int = .max) -> [Int] {
    if case .same = self { return [] }
    guard let places = firstResultRows(inputCount: inputCount, resultCount: resultCount) else {
      return []
    }
    var lost: [Int] = []
    for row in 0..<min(inputCount, places.count) where places.base[row] == Self.none {
      if lost.count == limit { break }
      lost.append(row)
    }
    return lost
  }
}
