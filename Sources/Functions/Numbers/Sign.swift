import Catalog
import Columnar
import Diagnostics
import Kernels

/// `sign(x)`.
enum Sign: ScalarFunction {
  static let declaration = Declaration.ofNumber(
    "sign", "Gives -1 for a negative number, 0 for zero and 1 for a positive number.",
    details: "The result is an int.", result: "int", terms: ["signum"],
    examples: [
      Example("A negative number", "sign(-2.5)", expected: "-1"),
      Example("Zero", "sign(0)", expected: "0"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    _ = try call.argument(0, "a number") { $0.isNumeric }
    return .strict(call, type: .int) { (operands, count, validity, _) throws(Diagnostic) in
      let signs = Elementwise.map(try operands[0].doubles(), count: count) { x in
        Int64(x > 0 ? 1 : x < 0 ? -1 : 0)
      }
      return .ints(signs, validity)
    }
  }
}
