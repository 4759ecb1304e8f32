import Catalog
import Diagnostics

/// `a == b`.
enum Equal: ScalarFunction {
  static let declaration = Comparators.declaration(
    "==", "Tells whether two values are the same; null is the same as null.",
    details: """
      Always true or false. A date equals the period that it lies in. Texts are equal when their \
      code points are.
      """,
    terms: ["equals", "same"],
    examples: [
      Example("Numbers", "1 == 1.0", expected: "true"),
      Example("Null", "null == null", expected: "true"),
      Example("A day of a month", "2024-03-15 == 2024-03", expected: "true"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try Comparators.bind(call, .equal)
  }
}
