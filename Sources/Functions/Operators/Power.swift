import Catalog
import Columnar
import Diagnostics

/// `a ^ b`.
enum Power: ScalarFunction {
  static let declaration = Arithmetic.declaration(
    "^", "Raises a number to a power, always giving a number.",
    details: """
      A negative number to a fraction, and zero to a negative power, are undefined: null, and \
      counted. -2 ^ 2 is -(2 ^ 2). \(ElementaryFunctions.note)
      """,
    terms: ["pow", "exponent", "**"],
    examples: [
      Example("A power", "2 ^ 10", expected: "1024"),
      Example("A root", "27 ^ (1 / 3)", expected: "3"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    let (a, b) = (try call.argument(0).type, try call.argument(1).type)
    guard Arithmetic.areNumeric(a, b) else { throw Arithmetic.mismatch(call) }
    return Arithmetic.numbers(call) { ElementaryFunctions.power($0, $1) }
  }
}
