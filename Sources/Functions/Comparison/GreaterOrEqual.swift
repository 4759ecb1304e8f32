import Catalog
import Diagnostics

/// `a >= b`.
enum GreaterOrEqual: ScalarFunction {
  static let declaration = Comparators.declaration(
    ">=", "Tells whether the first value does not come before the second.",
    details: Comparators.orderDetails, terms: ["at least", "since"],
    examples: [
      Example("Numbers", "3 >= 2.5", expected: "true"),
      Example("From a quarter on", "2024-04-01 >= 2024-Q2", expected: "true"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try Comparators.bind(call, .greaterOrEqual)
  }
}
