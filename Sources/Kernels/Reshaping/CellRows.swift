public import Columnar

/// Which row of a long table fills each cell of a wide one.
public struct CellRows: Sendable {
  /// The first row of each row key, in the order of first appearance.
  public let firstRows: Buffer<UInt32>
  /// For each column of the wide table the row that fills each of its cells;
  /// `JoinMatches.noRow` where none does.
  public let columns: [Buffer<UInt32>]
  /// Rows that belong to no column of the wide table.
  public let leftOut: Int
  /// Two rows for one cell, the first in the order of columns; nil when there are none.
  public let conflict: (first: Int, second: Int)?
  /// How many cells have several rows.
  public let conflictCount: Int

  /// Places rows in cells.
  ///
  /// - Parameters:
  ///   - keys: The row key of each row.
  ///   - columnOfRow: The column of each row; those from `width` on are in none.
  ///   - width: The number of columns.
  ///   - workers: The threads; each has columns of its own.
  public init(
    keys: Grouping, columnOfRow: Buffer<UInt32>, width: Int, workers: Workers
  ) {
    let rowCount = columnOfRow.count
    let keyCount = keys.groupCount
    let none = JoinMatches.noRow
    var numbers = [UInt32](repeating: none, count: keyCount)
    var firsts = BufferBuilder<UInt32>(capacity: keyCount)
    let keyOfRow = Buffer<UInt32>(count: rowCount) { target in
      for row in 0..<rowCount {
        let group = Int(keys.groups.base[row])
        if numbers[group] == none {
          numbers[group] = UInt32(truncatingIfNeeded: firsts.count)
          firsts.append(UInt32(truncatingIfNeeded: row))
        }
        target[row] = numbers[group]
      }
    }
    firstRows = firsts.finish()
    let rows = GroupedRows(groups: columnOfRow, groupCount: width)
    leftOut = rowCount - rows.rows.count
    let filled = workers.map(width) { column -> FilledColumn in
      var conflict: (Int, Int)?
      var conflicts = 0
      let cells = Buffer<UInt32>(count: keyCount) { target in
        target.update(repeating: none, count: keyCount)
        for position in rows.range(column) {
          let row = rows.rows.base[position]
          let key = Int(keyOfRow.base[Int(row)])
          if target[key] == none {
            target[key] = row
          } else {
            conflicts += 1
            if conflict == nil { conflict = (Int(target[key]), Int(row)) }
          }
        }
      }
      return FilledColumn(cells: cells, conflict: conflict, conflicts: conflicts)
    }
    columns = filled.map(\.cells)
    conflict = filled.lazy.compactMap(\.conflict).first
    conflictCount = filled.reduce(0) { $0 + $1.conflicts }
  }

  private struct FilledColumn: Sendable {
    var cells: Buffer<UInt32>
    var conflict: (first: Int, second: Int)?
    var conflicts: Int
  }
}
