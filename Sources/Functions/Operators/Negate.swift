import Catalog
import Columnar
import Diagnostics
import Kernels

/// Unary minus.
enum Negate: ScalarFunction {
  static let declaration = Declaration(
    "negate", "Changes the sign of a number or a duration.", category: .number,
    details: "Written as a minus before the value. The smallest int has no opposite: an error.",
    parameters: [ParameterInfo("x", "number or duration", help: "The value.")],
    result: "the type of x", searchTerms: ["minus", "opposite"],
    examples: [
      Example("A number", "-(2 + 3)", expected: "-5"),
      Example("A duration", "-(2 days)", expected: "-2 days"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    let argument = try call.argument(0, "a number or a duration") {
      $0.isNumeric || $0 == .duration
    }
    if argument.type == .number || argument.type == .null {
      return .strict(call, type: .number) {
        (operands, count, validity, counts) throws(Diagnostic) in
        let values = try operands[0].doubles()
        return .numbers(Elementwise.map(values, count: count) { 0 - $0 }, validity, &counts)
      }
    }
    try TemporalArithmetic.refuseMonths(call)
    return .strict(call, type: argument.type) { (operands, count, validity, _) throws(Diagnostic) in
      let values = try operands[0].int64s()
      for row in 0..<count where values[row] == .min {
        throw Arithmetic.overflow(call, "-(\(values[row]))", argument.type)
      }
      return .ints(
        Elementwise.map(values, count: count) { 0 &- $0 }, validity, as: argument.type)
    }
  }
}
