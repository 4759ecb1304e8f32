import Catalog
import Diagnostics

/// `x !~ pattern`.
enum NotMatches: ScalarFunction {
  static let declaration = Matching.declaration(
    "!~", "Tells whether a regular expression does not occur in a text.",
    details: "Exactly not (x ~ pattern). Null in, null out.", result: "bool",
    terms: ["regex", "not like"],
    examples: [
      Example("Without digits", "\"phi\" !~ r\"\\d\"", expected: "true"),
      Example("With digits", "\"phi2\" !~ r\"\\d\"", expected: "false"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try Matching.bindTest(call, negated: true)
  }
}
