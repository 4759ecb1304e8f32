import Catalog
import Columnar
import Diagnostics

/// `a + b`.
enum Add: ScalarFunction {
  static let declaration = Arithmetic.declaration(
    "+", "Adds numbers and durations, and moves a date, an instant or a period by a duration.",
    details: """
      Two ints give an int, and a sum outside 64 bits is an error. A date moved by whole days or \
      months stays a date; 31 January plus one month is the last day of February. A period moves \
      by whole steps of its own length, given as a duration or as an int.
      """,
    result: "the type of a", terms: ["plus", "sum"],
    examples: [
      Example("Two numbers", "1 + 2.5", expected: "3.5"),
      Example("The end of a month", "2024-01-31 + 1 month", expected: "2024-02-29"),
      Example("A month and a step", "2024-11 + 2 months", expected: "2025-01"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    let (a, b) = (try call.argument(0).type, try call.argument(1).type)
    if Arithmetic.areInts(a, b) { return Arithmetic.ints(call) { $0.addingReportingOverflow($1) } }
    if Arithmetic.areNumeric(a, b) { return Arithmetic.numbers(call) { $0 + $1 } }
    return try TemporalArithmetic.add(call, a, b)
  }
}
