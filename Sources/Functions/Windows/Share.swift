import Catalog
import Columnar
import Diagnostics
import Kernels

/// `share(x)`.
enum Share: WindowFunction {
  static let declaration = Declaration.window(
    "share", "Gives the share of a value in the total.",
    details: "x / sum(x) over the partition. Null where x is, or when the total is zero.",
    result: "number", terms: ["proportion", "percent of total"],
    examples: [
      Example("Of all", "rows [x; 1; 3] | derive s = share(x)", expected: "x,s\n1,0.25\n3,0.75"),
      Example(
        "Of each group", "rows [g, x; 1, 2; 1, 2; 2, 5] | derive s = share(x) per g",
        expected: "g,x,s\n1,2,0.5\n1,2,0.5\n2,5,1"),
    ])
  static let needsOrder = false
  static func bind(_ call: FunctionCall, scope: WindowScope) throws(Diagnostic) -> WindowKernel {
    guard try call.numeric() != nil else { return .nothing(.number) }
    return WindowKernel(type: .number) { (columns, partitions, workers) throws(Diagnostic) in
      try WindowLoops.numbers(columns[0], partitions, workers) { rows, values, validity, output in
        var total = CompensatedSum()
        for row in rows where validity?[Int(row)] ?? true { total.add(values[Int(row)]) }
        for row in rows where validity?[Int(row)] ?? true {
          output.set(row, values[Int(row)] / total.value)
        }
      }
    }
  }
}
