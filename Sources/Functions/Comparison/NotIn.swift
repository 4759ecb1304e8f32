import Catalog
import Diagnostics

/// `x not in list`.
enum NotIn: ScalarFunction {
  static let declaration = Arithmetic.declaration(
    "not in", "Tells whether a list lacks a value, or a period does not hold a date.",
    details: "Exactly not (x in list): null where a list or a period is missing.", result: "bool",
    category: .logic, terms: ["none of"],
    examples: [
      Example("A list", "3 not in [1, 2]", expected: "true"),
      Example("Null is not among them", "null not in [1, 2]", expected: "true"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try Membership.bind(call, negated: true)
  }
}
