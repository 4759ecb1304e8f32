import Catalog
import Diagnostics
import Kernels

/// `a or b`.
enum Or: ScalarFunction {
  static let declaration = Logic.declaration(
    "or", "Tells whether at least one condition is true.",
    details: "True if either is true, even when the other is null; null if that leaves it open.",
    examples: [
      Example("Either", "1 > 2 or 2 < 3", expected: "true"),
      Example("True decides", "null or true", expected: "true"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try Logic.bind(call, .any) { $0.or($1) }
  }
}
