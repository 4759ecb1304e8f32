import Catalog
import Columnar
import Diagnostics

/// `number(x)`.
enum ToNumber: ScalarFunction {
  static let declaration = Conversions.declaration(
    "number", "Reads a value as a number.",
    details: """
      Takes text such as "1.5" or "2e3" with spaces around it, json that is a number or such a \
      text, and true as 1, false as 0. Anything else is null, and counted.
      """,
    terms: ["float", "double", "as.numeric", "to_number"],
    examples: [
      Example("Text", "number(\" 1.5e3 \")", expected: "1500"),
      Example(
        "What is no number", "rows [t; \"7\"; \"seven\"] | derive n = number(t)",
        expected: "t,n\n7,7\nseven,"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try Conversions.bind(call, to: .number)
  }
}
