import Catalog
import Columnar
import Diagnostics
import Kernels

/// `cummean(x)`.
enum CumulativeMean: WindowFunction {
  static let declaration = Declaration.window(
    "cummean", "Gives the mean of all rows up to this one.",
    details: "Null where x is, and nulls do not count.", result: "number",
    terms: ["running mean", "cumulative average"],
    examples: [
      Example(
        "A running mean", "rows [d, x; 1, 5; 2, 7] | derive m = cummean(x) along d",
        expected: "d,x,m\n1,5,5\n2,7,6"),
      Example(
        "A null", "rows [d, x; 1, 5; 2, null; 3, 1] | derive m = cummean(x) along d",
        expected: "d,x,m\n1,5,5\n2,,\n3,1,3"),
    ])
  static let needsOrder = true

  static func bind(_ call: FunctionCall, scope: WindowScope) throws(Diagnostic) -> WindowKernel {
    guard try call.numeric() != nil else { return .nothing(.number) }
    return WindowKernel(type: .number) { (columns, partitions, workers) throws(Diagnostic) in
      try WindowLoops.numbers(columns[0], partitions, workers) { rows, values, validity, output in
        var total = CompensatedSum()
        var count = 0.0
        for row in rows where validity?[Int(row)] ?? true {
          total.add(values[Int(row)])
          count += 1
          output.set(row, total.value / count)
        }
      }
    }
  }
}
