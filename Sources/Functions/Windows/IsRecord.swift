import Catalog
import Columnar
import Diagnostics

/// `is_record(x)`.
enum IsRecord: WindowFunction {
  static let declaration = Declaration.window(
    "is_record", "Tells whether a value is larger than all before it.",
    details: "The first value is a record, an equal one is not. Null where x is.",
    parameters: [ParameterInfo("x", "value with an order", help: "The values.")], result: "bool",
    terms: ["new best", "improvement"],
    examples: [
      Example(
        "Records", "rows [d, x; 1, 5; 2, 5; 3, 8] | filter is_record(x) along d",
        expected: "d,x\n1,5\n3,8"),
      Example(
        "A column", "rows [d, x; 1, 5; 2, 3] | derive r = is_record(x) along d",
        expected: "d,x,r\n1,5,true\n2,3,false"),
    ])
  static let needsOrder = true

  static func bind(_ call: FunctionCall, scope: WindowScope) throws(Diagnostic) -> WindowKernel {
    let x = try call.argument(0, "values with an order") { $0.isOrdered }
    if x.type == .null { return .nothing(.bool) }
    return WindowKernel(type: .bool) { (columns, partitions, workers) throws(Diagnostic) in
      let column = columns[0]
      let order = RowComparison(column)
      let output = WindowLoops.Output<UInt8>(zero: 0, count: column.count)
      WindowLoops.forEachPartition(partitions, workers) { rows in
        var best: UInt32?
        for row in rows where column.isValid(Int(row)) {
          let isBetter = RunningExtreme.improves(order, row, best, largest: true)
          output.set(row, isBetter ? 1 : 0)
          if isBetter { best = row }
        }
      }
      return .bools(output.values, output.validity)
    }
  }
}
