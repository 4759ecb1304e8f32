import Catalog
import Columnar
import Diagnostics
import Kernels

/// `cumsum(x)`.
enum CumulativeSum: WindowFunction {
  static let declaration = Declaration.window(
    "cumsum", "Gives the total of all rows up to this one.",
    details: """
      Where x is null the result is null, and the total goes on behind it. Ints are added exactly, \
      a total outside 64 bits is an error; numbers with compensation (Neumaier 1974).
      """,
    parameters: [ParameterInfo("x", "number or duration", help: "The values.")],
    terms: ["running total", "cumulative"],
    examples: [
      Example(
        "A running total", "rows [d, x; 1, 5; 2, 7] | derive t = cumsum(x) along d",
        expected: "d,x,t\n1,5,5\n2,7,12"),
      Example(
        "A null", "rows [d, x; 1, 5; 2, null; 3, 1] | derive t = cumsum(x) along d",
        expected: "d,x,t\n1,5,5\n2,,\n3,1,6"),
    ])
  static let needsOrder = true

  static func bind(_ call: FunctionCall, scope: WindowScope) throws(Diagnostic) -> WindowKernel {
    let x = try call.argument(0, "a number or a duration") { $0.isNumeric || $0 == .duration }
    switch x.type {
    case .null: return .nothing(.number)
    case .number:
      return WindowKernel(type: .number) { (columns, partitions, workers) throws(Diagnostic) in
        try WindowLoops.numbers(columns[0], partitions, workers) { rows, values, validity, output in
          var total = CompensatedSum()
          for row in rows where validity?[Int(row)] ?? true {
            total.add(values[Int(row)])
            output.set(row, total.value)
          }
        }
      }
    default:
      return WindowKernel(type: x.type) { (columns, partitions, workers) throws(Diagnostic) in
        try ints(call, columns[0], partitions, workers)
      }
    }
  }

  private static func ints(
    _ call: FunctionCall, _ column: Column, _ partitions: WindowPartitions, _ workers: Workers
  ) throws(Diagnostic) -> Column {
    let values = try Operand(column).int64s()
    let output = WindowLoops.Output<Int64>(zero: 0, count: column.count)
    let overflows = WindowLoops.Output<UInt8>(zero: 0, count: column.count)
    WindowLoops.forEachPartition(partitions, workers) { rows in
      var total: Int64 = 0
      for row in rows where column.isValid(Int(row)) {
        let (sum, overflow) = total.addingReportingOverflow(values[Int(row)])
        if overflow {
          overflows.set(row, 1)
          return
        }
        total = sum
        output.set(row, total)
      }
    }
    for row in 0..<column.count where overflows.values.base[row] != 0 {
      throw Arithmetic.overflow(call, "the running total at \(values[row])", column.type)
    }
    return .ints(output.values, output.validity, as: column.type)
  }
}
