import Catalog
import Columnar
import Diagnostics

/// Places in the order of an argument's values: what `rank`, `dense_rank` and `ntile` share.
enum Ranking {
  /// A window that gives each row with a value a whole number.
  ///
  /// - Parameter number: Gets, for a row, its place from 0 in the order, the place of the first
  ///   row with an equal value, how many smaller different values there are, and how many rows
  ///   have a value.
  static func bind(
    _ call: FunctionCall, descending: Bool,
    _ number: @escaping @Sendable (_ place: Int, _ first: Int, _ smaller: Int, _ count: Int) -> Int
  ) throws(Diagnostic) -> WindowKernel {
    let x = try call.argument(0, "values with an order") { $0.isOrdered }
    if x.type == .null { return .nothing(.int) }
    return WindowKernel(type: .int) { (columns, partitions, workers) throws(Diagnostic) in
      let column = columns[0]
      let order = RowComparison(column)
      let output = WindowLoops.Output<Int64>(zero: 0, count: column.count)
      WindowLoops.forEachPartition(partitions, workers) { rows in
        let present = rows.filter { column.isValid(Int($0)) }
        let sorted = present.indices.sorted { a, b in
          let (first, second) = descending ? (present[b], present[a]) : (present[a], present[b])
          if order.precedes(Int(first), Int(second)) { return true }
          if order.precedes(Int(second), Int(first)) { return false }
          // Equal values keep the order of the partition, which is that of `along`.
          return a < b
        }.map { present[$0] }
        var first = 0
        var smaller = 0
        for (place, row) in sorted.enumerated() {
          if place > 0 {
            let previous = Int(sorted[place - 1])
            if order.precedes(previous, Int(row)) || order.precedes(Int(row), previous) {
              first = place
              smaller += 1
            }
          }
          output.set(row, Int64(number(place, first, smaller, sorted.count)))
        }
      }
      return .ints(output.values, output.validity)
    }
  }

  /// Reads `descending: true`.
  static func isDescending(_ call: FunctionCall, _ index: Int) throws(Diagnostic) -> Bool {
    switch try call.constant(index) {
    case nil: return false
    case .bool(let value)?: return value
    default: throw call.typeError(index, expected: "true or false")
    }
  }

  static let parameters = [
    ParameterInfo("x", "value with an order", help: "The values."),
    ParameterInfo(
      "descending", "bool", help: "Whether the largest value comes first.", default: "false",
      labelled: true),
  ]
}
