import Catalog
import Columnar
import Diagnostics
import Kernels

/// A function of one number that gives a number.
protocol NumberMap: Sendable {
  /// The result; NaN or an infinity where it is undefined.
  static func value(_ x: Double) -> Double
  /// Whether every number has a result.
  static var isTotal: Bool { get }
}

extension NumberMap {
  static var isTotal: Bool { true }
}

extension ScalarFunction where Self: NumberMap {
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    _ = try call.argument(0, "a number") { $0.isNumeric }
    return .strict(call, type: .number, isTotal: isTotal) {
      (operands, count, validity, counts) throws(Diagnostic) in
      let numbers = try operands[0].doubles()
      return .numbers(Elementwise.map(numbers, count: count) { value($0) }, validity, &counts)
    }
  }
}

/// A function that rounds a number to a whole one; ints stay as they are.
protocol RoundingMap: Sendable {
  /// The rounded number.
  static func value(_ x: Double) -> Double
}

extension ScalarFunction where Self: RoundingMap {
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    let x = try call.argument(0, "a number") { $0.isNumeric }
    if x.type == .int {
      return .strict(call, type: .int) { (operands, count, _, _) throws(Diagnostic) in
        operands[0].expanded(count: count)
      }
    }
    return .strict(call, type: .number) { (operands, count, validity, counts) throws(Diagnostic) in
      let numbers = try operands[0].doubles()
      return .numbers(Elementwise.map(numbers, count: count) { value($0) }, validity, &counts)
    }
  }
}

extension Declaration {
  /// The declaration of a function of one number.
  static func ofNumber(
    _ name: String, _ summary: String, details: String, result: String = "number",
    terms: [String] = [], examples: [Example]
  ) -> Declaration {
    Declaration(
      name, summary, category: .number, details: details,
      parameters: [ParameterInfo("x", "number", help: "The number.")], result: result,
      searchTerms: terms, examples: examples)
  }
}
