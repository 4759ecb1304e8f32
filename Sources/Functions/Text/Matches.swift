import Catalog
import Diagnostics

/// `x ~ pattern`.
enum Matches: ScalarFunction {
  static let declaration = Matching.declaration(
    "~", "Tells whether a regular expression occurs in a text.",
    details: "Anywhere in it; ^ and $ tie it to the ends, (?i) ignores case. Null in, null out.",
    result: "bool", terms: ["regex", "regexp", "like", "grepl", "match"],
    examples: [
      Example("A beginning", "\"llama-2-7b\" ~ r\"^llama\"", expected: "true"),
      Example("Without case", "\"LLaMA\" ~ r\"(?i)llama\"", expected: "true"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try Matching.bindTest(call, negated: false)
  }
}
