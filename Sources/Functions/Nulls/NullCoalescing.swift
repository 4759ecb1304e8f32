import Catalog
import Diagnostics

/// `a ?? b`.
enum NullCoalescing: ScalarFunction {
  static let declaration = Arithmetic.declaration(
    "??", "Gives the first value, or the second where the first is null.",
    details: "Both have one type; an int beside a number becomes a number.",
    result: "the type of a", category: .null, terms: ["default", "ifnull", "or else"],
    examples: [
      Example("A default", "null ?? 5", expected: "5"),
      Example("A value stays", "\"a\" ?? \"b\"", expected: "a"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try Alternatives.bind(call)
  }
}
