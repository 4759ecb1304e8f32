import Catalog
import Columnar
import Diagnostics

/// The best row so far: what `running_max`, `running_min` and `is_record` share.
enum RunningExtreme {
  static func bind(_ call: FunctionCall, largest: Bool) throws(Diagnostic) -> WindowKernel {
    let x = try call.argument(0, "values with an order") { $0.isOrdered }
    if x.type == .null { return .nothing(.null) }
    return WindowKernel(type: x.type) { (columns, partitions, workers) throws(Diagnostic) in
      let column = columns[0]
      let order = RowComparison(column)
      return WindowLoops.reading(column, partitions, workers) { rows, output in
        var best: UInt32?
        for row in rows where column.isValid(Int(row)) {
          let current = improves(order, row, best, largest: largest) ? row : best ?? row
          best = current
          output.set(row, current)
        }
      }
    }
  }

  /// Whether a row's value is strictly better than the best one so far.
  static func improves(
    _ order: RowComparison, _ row: UInt32, _ best: UInt32?, largest: Bool
  ) -> Bool {
    guard let best else { return true }
    return largest
      ? order.precedes(Int(best), Int(row)) : order.precedes(Int(row), Int(best))
  }
}

/// `running_max(x)`.
enum RunningMaximum: WindowFunction {
  static let declaration = Declaration.window(
    "running_max", "Gives the largest value of all rows up to this one.",
    details: "Null where x is.",
    parameters: [ParameterInfo("x", "value with an order", help: "The values.")],
    terms: ["cummax", "best so far"],
    examples: [
      Example(
        "So far", "rows [d, x; 1, 5; 2, 3; 3, 8] | derive m = running_max(x) along d",
        expected: "d,x,m\n1,5,5\n2,3,5\n3,8,8"),
      Example(
        "A null", "rows [d, x; 1, 5; 2, null] | derive m = running_max(x) along d",
        expected: "d,x,m\n1,5,5\n2,,"),
    ])
  static let needsOrder = true
  static func bind(_ call: FunctionCall, scope: WindowScope) throws(Diagnostic) -> WindowKernel {
    try RunningExtreme.bind(call, largest: true)
  }
}
