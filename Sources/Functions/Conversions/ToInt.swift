import Catalog
import Columnar
import Diagnostics

/// `int(x)`.
enum ToInt: ScalarFunction {
  static let declaration = Conversions.declaration(
    "int", "Reads a value as a whole number.",
    details: """
      Takes numbers, text and json that are whole, and true as 1, false as 0. Nothing is rounded: \
      a number with a fraction is null, and counted, like text that is no number; round(x), \
      floor(x) and ceil(x) choose a whole number first.
      """,
    terms: ["integer", "as.integer", "to_int"],
    examples: [
      Example("Text", "int(\"42\") + 1", expected: "43"),
      Example(
        "Whole and not whole", "rows [x; 2.0; 2.5] | derive n = int(x)", expected: "x,n\n2,2\n2.5,"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try Conversions.bind(call, to: .int)
  }
}
