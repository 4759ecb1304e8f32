import Catalog
import Columnar
import Diagnostics

/// `bool(x)`.
enum ToBool: ScalarFunction {
  static let declaration = Conversions.declaration(
    "bool", "Reads a value as true or false.",
    details: """
      Takes true and false in any case, 1 and 0, as text, json or numbers. Anything else is null, \
      and counted.
      """,
    terms: ["boolean", "logical", "flag"],
    examples: [
      Example("Text", "bool(\"TRUE\")", expected: "true"),
      Example(
        "A flag of 0 and 1", "rows [f; 1; 0] | derive b = bool(f)", expected: "f,b\n1,true\n0,false"
      ),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try Conversions.bind(call, to: .bool)
  }
}
