import Catalog
import Diagnostics

/// `x is not null`.
enum IsNotNull: ScalarFunction {
  static let declaration = Declaration(
    "is not null", "Tells whether a value is there.", category: .null,
    details: "Written after the value: `score is not null`.",
    parameters: [ParameterInfo("x", "value", help: "The value.")], result: "bool",
    searchTerms: ["present", "notna"],
    examples: [
      Example("A number", "0 is not null", expected: "true"),
      Example("Null", "null is not null", expected: "false"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try NullTest.bind(call, wanted: 1)
  }
}
