import Catalog
import Columnar
import Diagnostics
import Kernels

/// `abs(x)`.
enum AbsoluteValue: ScalarFunction {
  static let declaration = Declaration.ofNumber(
    "abs", "Gives the distance of a number or a duration from zero.",
    details: "An int stays an int. The smallest int has no opposite: an error.",
    result: "the type of x", terms: ["magnitude", "absolute"],
    examples: [
      Example("A negative number", "abs(-2.5)", expected: "2.5"),
      Example("A duration", "abs(2024-01-01 - 2024-01-08)", expected: "7 days"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    let x = try call.argument(0, "a number") { $0.isNumeric || $0 == .duration }
    if x.type == .number || x.type == .null {
      return .strict(call, type: .number) {
        (operands, count, validity, counts) throws(Diagnostic) in
        let numbers = try operands[0].doubles()
        return .numbers(Elementwise.map(numbers, count: count) { abs($0) }, validity, &counts)
      }
    }
    try TemporalArithmetic.refuseMonths(call)
    return .strict(call, type: x.type) { (operands, count, validity, _) throws(Diagnostic) in
      let values = try operands[0].int64s()
      for row in 0..<count where values[row] == .min {
        throw Arithmetic.overflow(call, "abs(\(values[row]))", x.type)
      }
      return .ints(
        Elementwise.map(values, count: count) { $0 < 0 ? 0 &- $0 : $0 }, validity, as: x.type)
    }
  }
}
