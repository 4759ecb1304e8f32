import Catalog
import Columnar
import Diagnostics

/// `clamp(x, low, high)`.
enum Clamp: ScalarFunction {
  static let declaration = Declaration(
    "clamp", "Moves a value that lies outside two bounds to the nearer bound.", category: .number,
    details:
      "Null if any of the three is null. An error when the lower bound is above the upper one.",
    parameters: [
      ParameterInfo("x", "number, date or instant", help: "The value."),
      ParameterInfo("low", "the type of x", help: "The smallest result."),
      ParameterInfo("high", "the type of x", help: "The largest result."),
    ], result: "the type of x", searchTerms: ["limit", "cap", "winsorize"],
    examples: [
      Example("Too large", "clamp(12, 0, 10)", expected: "10"),
      Example("Inside", "clamp(0.5, 0, 1)", expected: "0.5"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    let constants = [call.optionalArgument(1)?.constant, call.optionalArgument(2)?.constant]
    if let low = constants[0]?.asDouble, let high = constants[1]?.asDouble, low > high {
      throw call.valueError(1, "`clamp` needs a lower bound that is not above the upper one")
    }
    return try Extremes.bind(call, wanted: "a number, a date or an instant") { values in
      max(min(values[0], values[2]), values[1])
    } ints: { values in
      max(min(values[0], values[2]), values[1])
    }
  }
}
