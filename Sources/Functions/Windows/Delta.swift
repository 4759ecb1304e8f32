import Catalog
import Columnar
import Diagnostics

/// `delta(x)`.
enum Delta: WindowFunction {
  static let declaration = Declaration.window(
    "delta", "Gives the change since an earlier row.",
    details: "x - lag(x), of dates a duration. Null where either is.",
    parameters: [
      ParameterInfo("x", "number, date or duration", help: "The values."), Shift.parameter,
    ],
    result: "the type of x, or the distance", terms: ["difference", "change", "diff"],
    examples: [
      Example(
        "Numbers", "rows [d, x; 1, 5; 2, 7] | derive c = delta(x) along d",
        expected: "d,x,c\n1,5,\n2,7,2"),
      Example(
        "Over two rows", "rows [d, x; 1, 5; 2, 7; 3, 4] | derive c = delta(x, 2) along d",
        expected: "d,x,c\n1,5,\n2,7,\n3,4,-1"),
    ])
  static let needsOrder = true
  static func bind(_ call: FunctionCall, scope: WindowScope) throws(Diagnostic) -> WindowKernel {
    let shift = try Shift.bind(call, 1, scope)
    var difference = call
    difference.arguments = [call.arguments[0], call.arguments[0]]
    let subtract = try Subtract.bind(difference)
    var kernel = WindowKernel(type: subtract.type) {
      (columns, partitions, workers, counts) throws(Diagnostic) in
      let earlier = try shift.apply(columns[0], partitions, workers)
      return try subtract.evaluate(
        [Operand(columns[0]), Operand(earlier)], columns[0].count, &counts)
    }
    kernel.readsNeighbours = shift.countsRows
    return kernel
  }
}
