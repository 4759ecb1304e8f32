import Catalog
import Diagnostics

/// `min_of(a, b, …)`.
enum MinimumOf: ScalarFunction {
  static let declaration = Declaration(
    "min_of", "Gives the smallest of several values of one row.", category: .number,
    details: "Null if any of them is null. min(x) is the smallest of many rows.",
    parameters: [
      ParameterInfo("x", "number, date, instant or duration", help: "A value."),
      ParameterInfo("others…", "the type of x", help: "The other values.", default: ""),
    ], result: "the type of x", searchTerms: ["least", "smallest", "pmin"],
    examples: [
      Example("Three numbers", "min_of(3, 1, 2)", expected: "1"),
      Example("Two dates", "min_of(2024-03-01, 2023-05-06)", expected: "2023-05-06"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    _ = try call.argument(0)
    return try Extremes.bind(call, wanted: "numbers or dates") { values in
      values.reduce(values[0]) { min($0, $1) }
    } ints: { values in
      values.reduce(values[0]) { min($0, $1) }
    }
  }
}
