import Catalog
import Columnar
import Diagnostics
import Kernels

/// `a * b`.
enum Multiply: ScalarFunction {
  static let declaration = Arithmetic.declaration(
    "*", "Multiplies numbers, or a duration by a number.",
    details: "Two ints give an int, and a product outside 64 bits is an error.",
    terms: ["times", "product"],
    examples: [
      Example("Two ints", "6 * 7", expected: "42"),
      Example("A duration", "2 weeks * 3", expected: "42 days"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    let (a, b) = (try call.argument(0).type, try call.argument(1).type)
    if Arithmetic.areInts(a, b) {
      return Arithmetic.ints(call) { $0.multipliedReportingOverflow(by: $1) }
    }
    if Arithmetic.areNumeric(a, b) { return Arithmetic.numbers(call) { $0 * $1 } }
    switch (a, b) {
    case (.duration, .int), (.int, .duration), (.duration, .null), (.null, .duration):
      try TemporalArithmetic.refuseMonths(call)
      return Arithmetic.ints(call, type: .duration) { $0.multipliedReportingOverflow(by: $1) }
    case (.duration, .number), (.number, .duration):
      try TemporalArithmetic.refuseMonths(call)
      return TemporalArithmetic.scaled(call) { $0 * $1 }
    default: throw Arithmetic.mismatch(call)
    }
  }
}
