import Catalog
import Columnar
import Diagnostics

/// `lead(x)`.
enum Lead: WindowFunction {
  static let declaration = Declaration.window(
    "lead", "Gives the value of a later row.",
    details: "As lag(x), in the other direction. Null where there is none.",
    parameters: [ParameterInfo("x", "value", help: "The values."), Shift.parameter],
    terms: ["next", "shift", "after"],
    examples: [
      Example(
        "The row after", "rows [d, x; 1, 5; 2, 7] | derive n = lead(x) along d",
        expected: "d,x,n\n1,5,7\n2,7,"),
      Example(
        "Two rows on", "rows [d, x; 1, 5; 2, 7; 3, 9] | derive n = lead(x, 2) along d",
        expected: "d,x,n\n1,5,9\n2,7,\n3,9,"),
    ])
  static let needsOrder = true
  static func bind(_ call: FunctionCall, scope: WindowScope) throws(Diagnostic) -> WindowKernel {
    let x = try call.argument(0)
    let shift = try Shift.bind(call, 1, scope, sign: -1)
    var kernel = WindowKernel(type: x.type) { (columns, partitions, workers) throws(Diagnostic) in
      try shift.apply(columns[0], partitions, workers)
    }
    kernel.readsNeighbours = shift.countsRows
    return kernel
  }
}
