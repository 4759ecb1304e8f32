import Catalog
import Columnar
import Diagnostics
import Kernels

/// `a / b`.
enum Divide: ScalarFunction {
  static let declaration = Arithmetic.declaration(
    "/", "Divides, always giving a number; division by zero gives null and is counted.",
    details: """
      `//` rounds the quotient down to an int. A duration divided by a duration is a number, a \
      duration divided by a number a duration.
      """,
    terms: ["ratio", "quotient"],
    examples: [
      Example("Two ints", "7 / 2", expected: "3.5"),
      Example("Division by zero", "(1 / 0) ?? -1", expected: "-1"),
      Example("Durations", "3 weeks / 1 day", expected: "21"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    let (a, b) = (try call.argument(0).type, try call.argument(1).type)
    if Arithmetic.areNumeric(a, b) { return Arithmetic.numbers(call) { $0 / $1 } }
    switch (a, b) {
    case (.duration, .duration):
      try TemporalArithmetic.refuseMonths(call)
      return Arithmetic.numbers(call) { $0 / $1 }
    case (.duration, .int), (.duration, .number), (.duration, .null):
      try TemporalArithmetic.refuseMonths(call)
      return TemporalArithmetic.scaled(call) { $0 / $1 }
    default: throw Arithmetic.mismatch(call)
    }
  }
}
