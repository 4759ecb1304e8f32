import Catalog
import Diagnostics

/// `coalesce(a, b, …)`.
enum Coalesce: ScalarFunction {
  static let declaration = Declaration(
    "coalesce", "Gives the first of several values that is not null.", category: .null,
    details: "Null if all are. `a ?? b` is the same for two.",
    parameters: [
      ParameterInfo("x", "value", help: "The value that is preferred."),
      ParameterInfo("others…", "value", help: "The values to fall back on, in order.", default: ""),
    ], result: "the type of x", searchTerms: ["first non-null", "default"],
    examples: [
      Example("Three values", "coalesce(null, 2, 3)", expected: "2"),
      Example(
        "By row", "rows [a, b; null, 1; 2, 3] | derive c = coalesce(a, b, 0)",
        expected: "a,b,c\n,1,1\n2,3,2"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    _ = try call.argument(0)
    return try Alternatives.bind(call)
  }
}
