import Catalog
import Columnar
import Diagnostics
import Kernels

/// Aggregates that choose one row of each group: first, last, the row of an extreme.
enum RowPicking {
  /// The values of a column in one row of each group; null where none is chosen.
  ///
  /// - Parameter choose: Gets the group's rows in order.
  static func pick(
    _ column: Column, _ rows: GroupedRows, _ workers: Workers,
    _ choose: @Sendable (UnsafeBufferPointer<UInt32>) -> UInt32?
  ) -> Column {
    let nothing = UInt32(truncatingIfNeeded: column.count)
    let chosen = Buffer<UInt32>(repeating: nothing, count: rows.groupCount)
    nonisolated(unsafe) let target = UnsafeMutablePointer(mutating: chosen.base)
    GroupPieces.forEach(rows, workers) { groups in
      for group in groups {
        let range = rows.range(group)
        let members = UnsafeBufferPointer(
          start: rows.rows.base + range.lowerBound, count: range.count)
        if let row = choose(members) { target[group] = row }
      }
    }
    // Groups without a row read a null that stands behind the last row.
    if !(0..<rows.groupCount).contains(where: { chosen.base[$0] == nothing }) {
      return column.gather(chosen.base, count: chosen.count)
    }
    return Column.concatenate([column, .nulls(column.type, count: 1)], type: column.type)
      .gather(chosen.base, count: chosen.count)
  }

  /// The first argument in the row where another one is smallest or largest; ties to the earlier
  /// row.
  static func extreme(_ type: DataType, by key: Int, largest: Bool) -> AggregateKernel {
    var kernel = AggregateKernel.picking(
      type: type,
      .grouped { (columns, rows, workers) throws(Diagnostic) in
        let keys = columns[key]
        let order = RowComparison(keys)
        return pick(columns[0], rows, workers) { members in
          var best: UInt32?
          for row in members where keys.isValid(Int(row)) {
            guard let current = best else {
              best = row
              continue
            }
            let precedes =
              largest
              ? order.precedes(Int(current), Int(row)) : order.precedes(Int(row), Int(current))
            if precedes { best = row }
          }
          return best
        }
      })
    kernel.extreme = (key, largest)
    return kernel
  }
}

/// The order of the rows of a column by their values.
struct RowComparison: Sendable {
  private let column: Column

  /// Wraps a column of values with an order.
  init(_ column: Column) { self.column = column }

  /// Whether the value of a row is smaller than that of another one; both have values.
  func precedes(_ a: Int, _ b: Int) -> Bool {
    switch column.data {
    case .bool(let values): values.base[a] < values.base[b]
    case .int64(let values): values.base[a] < values.base[b]
    case .int32(let values): values.base[a] < values.base[b]
    case .double(let values): values.base[a] < values.base[b]
    case .text(let text): TextView.compare(text.views.base[a], text.views.base[b]) < 0
    case .dictionary(let dictionary):
      dictionary.codes.base[a] != dictionary.codes.base[b]
        && TextView.compare(
          dictionary.values.views.base[Int(dictionary.codes.base[a])],
          dictionary.values.views.base[Int(dictionary.codes.base[b])]) < 0
    case .list, .record: false
    }
  }
}
