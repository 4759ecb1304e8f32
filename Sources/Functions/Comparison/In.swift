import Catalog
import Diagnostics

/// `x in list`.
enum In: ScalarFunction {
  static let declaration = Arithmetic.declaration(
    "in", "Tells whether a list has a value among its items, or a period holds a date.",
    details: """
      With a list of constants always true or false, and null is found only where the list holds \
      it. Null where a list or a period is missing. A date lies in a period when all of it does.
      """,
    result: "bool", category: .logic, terms: ["member", "element", "is one of"],
    examples: [
      Example("A list", "\"b\" in [\"a\", \"b\"]", expected: "true"),
      Example("A month", "2024-03-31 in 2024-03", expected: "true"),
      Example("A year", "2024-03-31 in 2023", expected: "false"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try Membership.bind(call, negated: false)
  }
}
