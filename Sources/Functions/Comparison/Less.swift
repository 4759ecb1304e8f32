import Catalog
import Diagnostics

/// `a < b`.
enum Less: ScalarFunction {
  static let declaration = Comparators.declaration(
    "<", "Tells whether the first value comes before the second.",
    details: Comparators.orderDetails, terms: ["before", "smaller"],
    examples: [
      Example("Numbers", "1 < 2", expected: "true"),
      Example("Before a month", "2024-02-29 < 2024-03", expected: "true"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try Comparators.bind(call, .less)
  }
}
