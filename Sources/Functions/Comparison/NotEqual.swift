import Catalog
import Diagnostics

/// `a != b`.
enum NotEqual: ScalarFunction {
  static let declaration = Comparators.declaration(
    "!=", "Tells whether two values differ; null differs from every value but null.",
    details: "Always true or false: exactly not (a == b).", terms: ["differs", "<>"],
    examples: [
      Example("Texts", "\"a\" != \"b\"", expected: "true"),
      Example("Null", "null != 1", expected: "true"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try Comparators.bind(call, .notEqual)
  }
}
