import Catalog
import Columnar
import Diagnostics
import Kernels

/// `pct_change(x)`.
enum RelativeChange: WindowFunction {
  static let declaration = Declaration.window(
    "pct_change", "Gives the relative change since an earlier row.",
    details: """
      (x - lag(x)) / lag(x), a share: 0.1 is ten percent more. Null where either is null, or the \
      earlier value is zero.
      """,
    parameters: [ParameterInfo("x", "number", help: "The values."), Shift.parameter],
    result: "number", terms: ["growth", "percent change"],
    examples: [
      Example(
        "Growth", "rows [d, x; 1, 4; 2, 5] | derive g = pct_change(x) along d",
        expected: "d,x,g\n1,4,\n2,5,0.25"),
      Example(
        "From zero", "rows [d, x; 1, 0; 2, 5] | derive g = pct_change(x, 1) along d",
        expected: "d,x,g\n1,0,\n2,5,"),
    ])
  static let needsOrder = true
  static func bind(_ call: FunctionCall, scope: WindowScope) throws(Diagnostic) -> WindowKernel {
    guard try call.numeric() != nil else { return .nothing(.number) }
    let shift = try Shift.bind(call, 1, scope)
    var kernel = WindowKernel(type: .number) {
      (columns, partitions, workers, counts) throws(Diagnostic) in
      let operands = [
        Operand(columns[0]), Operand(try shift.apply(columns[0], partitions, workers)),
      ]
      let count = columns[0].count
      let values = Elementwise.zip(
        try operands[0].doubles(), try operands[1].doubles(), count: count
      ) { ($0 - $1) / $1 }
      return .numbers(values, Validity.of(operands, count), &counts)
    }
    kernel.readsNeighbours = shift.countsRows
    return kernel
  }
}
