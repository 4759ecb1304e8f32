import Catalog
import Diagnostics

/// `a > b`.
enum Greater: ScalarFunction {
  static let declaration = Comparators.declaration(
    ">", "Tells whether the first value comes after the second.",
    details: Comparators.orderDetails, terms: ["after", "larger"],
    examples: [
      Example("Texts", "\"b\" > \"a\"", expected: "true"),
      Example("A day of the month is not after it", "2024-03-31 > 2024-03", expected: "false"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try Comparators.bind(call, .greater)
  }
}
