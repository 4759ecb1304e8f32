import Catalog
import Columnar
import Diagnostics

/// `row_no()`.
enum RowNumber: WindowFunction {
  static let declaration = Declaration.window(
    "row_no", "Gives the number of the row in its order, from 1.",
    details: "Equal places along the column keep the order of the table.", parameters: [],
    result: "int", terms: ["row_number", "index", "seq"],
    examples: [
      Example(
        "Along a column", "rows [d; 20; 10] | derive n = row_no() along d",
        expected: "d,n\n20,2\n10,1"),
      Example(
        "In each group", "rows [g, d; 1, 1; 2, 1; 1, 2] | derive n = row_no() along d per g",
        expected: "g,d,n\n1,1,1\n2,1,1\n1,2,2"),
    ])
  static let needsOrder = true
  static func bind(_ call: FunctionCall, scope: WindowScope) throws(Diagnostic) -> WindowKernel {
    WindowKernel(type: .int) { (_, partitions, workers) throws(Diagnostic) in
      let output = WindowLoops.Output<Int64>(zero: 0, count: partitions.partitionOfRow.count)
      WindowLoops.forEachPartition(partitions, workers) { rows in
        for (place, row) in rows.enumerated() { output.set(row, Int64(place + 1)) }
      }
      return .ints(output.values, output.validity)
    }
  }
}
