import Catalog
import Columnar
import Diagnostics

/// `cumcount()`.
enum CumulativeCount: WindowFunction {
  static let declaration = Declaration.window(
    "cumcount", "Counts the rows up to this one.",
    details: "cumcount(x) counts the values that are not null, and is null where x is.",
    parameters: [
      ParameterInfo(
        "x", "value", help: "The values; without them rows are counted.", default: "rows")
    ], result: "int", terms: ["running count"],
    examples: [
      Example("Rows", "rows [d; 1; 2] | derive n = cumcount() along d", expected: "d,n\n1,1\n2,2"),
      Example(
        "Values", "rows [d, x; 1, 5; 2, null; 3, 1] | derive n = cumcount(x) along d",
        expected: "d,x,n\n1,5,1\n2,,\n3,1,2"),
    ])
  static let needsOrder = true

  static func bind(_ call: FunctionCall, scope: WindowScope) throws(Diagnostic) -> WindowKernel {
    WindowKernel(type: .int) { (columns, partitions, workers) throws(Diagnostic) in
      let column = columns.first
      let output = WindowLoops.Output<Int64>(zero: 0, count: partitions.partitionOfRow.count)
      WindowLoops.forEachPartition(partitions, workers) { rows in
        var total: Int64 = 0
        for row in rows where column?.isValid(Int(row)) ?? true {
          total += 1
          output.set(row, total)
        }
      }
      return .ints(output.values, output.validity)
    }
  }
}
