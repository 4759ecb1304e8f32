import Catalog
import Columnar
import Diagnostics
import Kernels

/// A number for each different value of a column.
struct DistinctCodes: Sendable {
  /// The number of each row's value; anything where it is missing.
  let codes: Buffer<UInt32>
  /// All numbers are below this.
  let count: Int

  /// Numbers the values: the codes of a dictionary as they are, other values by hashing.
  init(_ column: Column, _ workers: Workers) throws(Diagnostic) {
    if case .dictionary(let dictionary) = column.data {
      codes = dictionary.codes
      count = max(1, dictionary.values.count)
      return
    }
    guard let grouping = Grouping([column], rowCount: column.count, workers: workers) else {
      throw Diagnostic("E301", "values of type \(column.type.name) cannot be told apart")
    }
    codes = grouping.groups
    count = max(1, grouping.groupCount)
  }

  /// Calls a closure for each group with the rows whose value comes for the first time, and the
  /// number of values that are not missing.
  static func forEachGroup(
    _ column: Column, _ rows: GroupedRows, _ workers: Workers,
    _ body: @escaping @Sendable (_ group: Int, _ firstRows: [UInt32], _ valueCount: Int) -> Void
  ) throws(Diagnostic) {
    let distinct = try DistinctCodes(column, workers)
    GroupPieces.forEach(rows, workers) { groups in
      // A slot holds the last group that has seen the value, counted from 1.
      var lastGroup = [UInt32](repeating: 0, count: distinct.count)
      var firstRows: [UInt32] = []
      for group in groups {
        let stamp = UInt32(truncatingIfNeeded: group + 1)
        firstRows.removeAll(keepingCapacity: true)
        var valueCount = 0
        for position in rows.range(group) {
          let row = rows.rows.base[position]
          guard column.isValid(Int(row)) else { continue }
          valueCount += 1
          let code = Int(distinct.codes.base[Int(row)])
          if lastGroup[code] != stamp {
            lastGroup[code] = stamp
            firstRows.append(row)
          }
        }
        body(group, firstRows, valueCount)
      }
    }
  }

  /// How often each value comes in each group: the closure gets the rows of first sight and, for
  /// each, the number of rows with its value.
  static func forEachFrequency(
    _ column: Column, _ rows: GroupedRows, _ workers: Workers,
    _ body: @escaping @Sendable (_ group: Int, _ firstRows: [UInt32], _ counts: [Int]) -> Void
  ) throws(Diagnostic) {
    let distinct = try DistinctCodes(column, workers)
    GroupPieces.forEach(rows, workers) { groups in
      var counts = [Int](repeating: 0, count: distinct.count)
      var firstRows: [UInt32] = []
      for group in groups {
        firstRows.removeAll(keepingCapacity: true)
        for position in rows.range(group) {
          let row = rows.rows.base[position]
          guard column.isValid(Int(row)) else { continue }
          let code = Int(distinct.codes.base[Int(row)])
          if counts[code] == 0 { firstRows.append(row) }
          counts[code] += 1
        }
        let seen = firstRows.map { counts[Int(distinct.codes.base[Int($0)])] }
        body(group, firstRows, seen)
        for row in firstRows { counts[Int(distinct.codes.base[Int(row)])] = 0 }
      }
    }
  }
}
