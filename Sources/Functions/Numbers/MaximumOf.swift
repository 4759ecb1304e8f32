import Catalog
import Diagnostics

/// `max_of(a, b, …)`.
enum MaximumOf: ScalarFunction {
  static let declaration = Declaration(
    "max_of", "Gives the largest of several values of one row.", category: .number,
    details: "Null if any of them is null. max(x) is the largest of many rows.",
    parameters: [
      ParameterInfo("x", "number, date, instant or duration", help: "A value."),
      ParameterInfo("others…", "the type of x", help: "The other values.", default: ""),
    ], result: "the type of x", searchTerms: ["greatest", "largest", "pmax"],
    examples: [
      Example("Three numbers", "max_of(3, 1, 2)", expected: "3"),
      Example("At least zero", "max_of(-4, 0)", expected: "0"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    _ = try call.argument(0)
    return try Extremes.bind(call, wanted: "numbers or dates") { values in
      values.reduce(values[0]) { max($0, $1) }
    } ints: { values in
      values.reduce(values[0]) { max($0, $1) }
    }
  }
}
