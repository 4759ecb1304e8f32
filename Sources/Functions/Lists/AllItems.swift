import Catalog
import Diagnostics

/// `all(list)` and `all(list, t => …)`.
enum AllItems: ScalarFunction {
  static let declaration = Quantifier.declaration(
    "all", "Tells whether every item of a list is true.",
    details: "True for an empty list. Null if no item is false and one is null.",
    terms: ["every"],
    examples: [
      Example("All of them", "all([true, true])", expected: "true"),
      Example("Not all", "all([1 < 2, 2 > 3])", expected: "false"),
      Example("By a condition", "all([1, 5], n => n > 3)", expected: "false"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try Quantifier.bind(call, decisive: 0)
  }
}
