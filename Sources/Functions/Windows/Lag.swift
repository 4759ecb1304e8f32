import Catalog
import Columnar
import Diagnostics

/// `lag(x)`.
enum Lag: WindowFunction {
  static let declaration = Declaration.window(
    "lag", "Gives the value of an earlier row.",
    details: """
      lag(x) is the row before, lag(x, 3) three rows before, lag(x, 1 week) the row exactly one week \
      earlier along the column, the first of several. Null where there is none.
      """,
    parameters: [ParameterInfo("x", "value", help: "The values."), Shift.parameter],
    terms: ["previous", "shift", "before"],
    examples: [
      Example(
        "The row before", "rows [d, x; 1, 5; 2, 7] | derive p = lag(x) along d",
        expected: "d,x,p\n1,5,\n2,7,5"),
      Example(
        "By time", "rows [d, x; 2024-01, 5; 2024-03, 7] | derive p = lag(x, 2 months) along d",
        expected: "d,x,p\n2024-01,5,\n2024-03,7,5"),
    ])
  static let needsOrder = true
  static func bind(_ call: FunctionCall, scope: WindowScope) throws(Diagnostic) -> WindowKernel {
    let x = try call.argument(0)
    let shift = try Shift.bind(call, 1, scope)
    var kernel = WindowKernel(type: x.type) { (columns, partitions, workers) throws(Diagnostic) in
      try shift.apply(columns[0], partitions, workers)
    }
    kernel.readsNeighbours = shift.countsRows
    return kernel
  }
}
