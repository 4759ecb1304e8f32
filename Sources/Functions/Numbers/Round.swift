import Catalog
import Columnar
import Diagnostics
import Kernels

/// `round(x, digits)`.
enum Round: ScalarFunction {
  static let declaration = Declaration(
    "round", "Rounds a number to some digits after the point.", category: .number,
    details: """
      The number's exact binary value is rounded to the nearest decimal; a true tie goes to the \
      even digit. So round(2.5) is 2 and round(2.675, 2) is 2.67, because 2.675 is stored as \
      2.67499…: the rule of IEEE 754 and of Python. Negative digits round to tens and hundreds.
      """,
    parameters: [
      ParameterInfo("x", "number", help: "The number."),
      ParameterInfo("digits", "int", help: "Digits after the point, a constant.", default: "0"),
    ], result: "the type of x",
    examples: [
      Example("Two digits", "round(3.14159, 2)", expected: "3.14"),
      Example("A tie goes to even", "round(2.5)", expected: "2"),
      Example("Hundreds", "round(1250, -2)", expected: "1200"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    let x = try call.argument(0, "a number") { $0.isNumeric }
    let digits = Int(clamping: try call.constantInt(1, "a whole number") ?? 0)
    guard (-18...22).contains(digits) else {
      throw call.valueError(1, "`round` takes from -18 to 22 digits, not \(digits)")
    }
    if x.type == .int { return ints(call, digits) }
    return .strict(call, type: .number) { (operands, count, validity, counts) throws(Diagnostic) in
      let numbers = try operands[0].doubles()
      let values =
        digits == 0
        ? Elementwise.map(numbers, count: count) { $0.rounded(.toNearestOrEven) }
        : Elementwise.map(numbers, count: count) { DecimalRounding.round($0, digits: digits) }
      return .numbers(values, validity, &counts)
    }
  }

  private static func ints(_ call: FunctionCall, _ digits: Int) -> BoundScalar {
    .strict(call, type: .int) { (operands, count, validity, _) throws(Diagnostic) in
      guard digits < 0 else { return operands[0].expanded(count: count) }
      let unit = (0 ..< -digits).reduce(Int64(1)) { power, _ in power * 10 }
      let values = try operands[0].int64s()
      let (rounded, overflowed) = Elementwise.checked(values, values, count: count) { x, _ in
        let rest = x % unit
        let down = x - rest
        let half = rest.magnitude.subtractingReportingOverflow(unit.magnitude - rest.magnitude)
        let isOdd = (down / unit) % 2 != 0
        let away = half.overflow ? false : half.partialValue > 0 || isOdd
        return away ? down.addingReportingOverflow(x < 0 ? -unit : unit) : (down, false)
      }
      if overflowed { throw Arithmetic.overflow(call, "rounding to \(digits) digits") }
      return .ints(rounded, validity)
    }
  }
}
