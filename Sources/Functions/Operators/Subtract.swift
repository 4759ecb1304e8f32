import Catalog
import Columnar
import Diagnostics

/// `a - b`.
enum Subtract: ScalarFunction {
  static let declaration = Arithmetic.declaration(
    "-", "Subtracts numbers and durations, and gives the distance between dates or periods.",
    details: """
      Two ints give an int, and a difference outside 64 bits is an error. Two dates or instants \
      give a duration. Two periods of one length give the number of steps between them.
      """,
    result: "the type of a, or the distance", terms: ["minus", "difference"],
    examples: [
      Example("Two numbers", "5 - 2", expected: "3"),
      Example("Two dates", "2024-03-01 - 2024-02-01", expected: "29 days"),
      Example("Two months", "2024-03 - 2023-12", expected: "3"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    let (a, b) = (try call.argument(0).type, try call.argument(1).type)
    if Arithmetic.areInts(a, b) {
      return Arithmetic.ints(call) { $0.subtractingReportingOverflow($1) }
    }
    if Arithmetic.areNumeric(a, b) { return Arithmetic.numbers(call) { $0 - $1 } }
    return try TemporalArithmetic.subtract(call, a, b)
  }
}
