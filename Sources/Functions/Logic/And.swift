import Catalog
import Diagnostics
import Kernels

/// `a and b`.
enum And: ScalarFunction {
  static let declaration = Logic.declaration(
    "and", "Tells whether both conditions are true.",
    details: "False if either is false, even when the other is null; null if that leaves it open.",
    examples: [
      Example("Both", "1 < 2 and 2 < 3", expected: "true"),
      Example("False decides", "(null and false) is null", expected: "false"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try Logic.bind(call, .all) { $0.and($1) }
  }
}
