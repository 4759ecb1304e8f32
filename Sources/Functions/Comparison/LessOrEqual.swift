import Catalog
import Diagnostics

/// `a <= b`.
enum LessOrEqual: ScalarFunction {
  static let declaration = Comparators.declaration(
    "<=", "Tells whether the first value does not come after the second.",
    details: Comparators.orderDetails, terms: ["at most", "until"],
    examples: [
      Example("Numbers", "2 <= 2", expected: "true"),
      Example("Through a month", "2024-03-31 <= 2024-03", expected: "true"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try Comparators.bind(call, .lessOrEqual)
  }
}
