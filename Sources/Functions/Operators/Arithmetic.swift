import Catalog
import Columnar
import Diagnostics
import Kernels

/// What the arithmetic operators share.
enum Arithmetic {
  /// Arithmetic on two ints; an overflow is an error.
  @inline(__always)
  static func ints(
    _ call: FunctionCall, type: DataType = .int,
    _ operation: @escaping @Sendable (Int64, Int64) -> (partialValue: Int64, overflow: Bool)
  ) -> BoundScalar {
    .strict(call, type: type) { (operands, count, validity, _) throws(Diagnostic) in
      let left = try operands[0].int64s()
      let right = try operands[1].int64s()
      let (values, overflowed) = Elementwise.checked(left, right, count: count, operation)
      if overflowed {
        for row in 0..<count where validity?[row] ?? true {
          guard operation(left[row], right[row]).overflow else { continue }
          throw overflow(call, "\(left[row]) \(call.name) \(right[row])", type)
        }
      }
      return .ints(values, validity, as: type)
    }
  }

  /// Arithmetic on two numbers; results that are not finite become null and are counted.
  @inline(__always)
  static func numbers(
    _ call: FunctionCall, _ operation: @escaping @Sendable (Double, Double) -> Double
  ) -> BoundScalar {
    .strict(call, type: .number, isTotal: false) {
      (operands, count, validity, counts) throws(Diagnostic) in
      let values = Elementwise.zip(
        try operands[0].doubles(), try operands[1].doubles(), count: count, operation)
      return .numbers(values, validity, &counts)
    }
  }

  static func overflow(
    _ call: FunctionCall, _ values: String, _ type: DataType = .int
  ) -> Diagnostic {
    Diagnostic(
      "E321", "`\(call.name)` gives a value that does not fit into \(type.name): \(values)",
      at: call.span, label: "outside the range of 64 bits", kind: .data)
  }

  /// The error for operands that the operator does not take.
  static func mismatch(_ call: FunctionCall) -> Diagnostic {
    let left = call.type(0)
    let right = call.type(1)
    var labels: [Diagnostic.Label] = []
    if let first = call.optionalArgument(0) {
      labels.append(.init(first.span, "this is \(left.name)"))
    }
    if let second = call.optionalArgument(1) {
      labels.append(.init(second.span, "this is \(right.name)"))
    }
    var details: [String] = []
    if left == .text || right == .text {
      details = [
        call.name == "+"
          ? "Texts are joined with an f-string: f\"{a}{b}\"."
          : "Text becomes a number only where it is read: `load … types {column: number}`."
      ]
    } else if let (date, days) = dateAndDays(call) {
      details = ["A number of days is written with its unit: \(date.span.text) \(call.name) 7 days"]
      // A literal alone can be given a unit; that days are meant is how all others count.
      if case .int(let count)? = days.constant, days.span.text == "\(count)" {
        return Diagnostic(
          "E303", "`\(call.name)` does not work on \(left.name) and \(right.name)",
          at: call.nameSpan, secondary: labels,
          details: ["A number of days is written with its unit."],
          fix: .init(replacing: days.span, with: "\(count) day\(count == 1 ? "" : "s")"))
      }
    } else if left == .bool || right == .bool {
      details = ["Truth values are counted with count(if: …) and fraction(…)."]
    }
    return Diagnostic(
      "E303", "`\(call.name)` does not work on \(left.name) and \(right.name)", at: call.nameSpan,
      secondary: labels, details: details)
  }

  /// A date and the number that is added to it or taken from it.
  private static func dateAndDays(
    _ call: FunctionCall
  ) -> (date: BoundExpression, days: BoundExpression)? {
    guard call.name == "+" || call.name == "-", let first = call.optionalArgument(0),
      let second = call.optionalArgument(1), first.type == .date, second.type == .int
    else { return nil }
    return (first, second)
  }

  /// Whether both types are numbers, or one is the literal null and the other a number.
  static func areNumeric(_ a: DataType, _ b: DataType) -> Bool {
    (a.isNumeric || a == .null) && (b.isNumeric || b == .null)
  }

  /// Whether both types are int, or one is the literal null.
  static func areInts(_ a: DataType, _ b: DataType) -> Bool {
    (a == .int || a == .null) && (b == .int || b == .null)
  }

  /// The examples and words that every operator's declaration has in common.
  static func declaration(
    _ sign: String, _ summary: String, details: String, result: String = "number",
    category: Declaration.Category = .number, terms: [String] = [], examples: [Example]
  ) -> Declaration {
    Declaration(
      sign, summary, category: category, details: details,
      parameters: [
        ParameterInfo("a", "value", help: "The value on the left."),
        ParameterInfo("b", "value", help: "The value on the right."),
      ], result: result, searchTerms: terms, examples: examples)
  }
}
