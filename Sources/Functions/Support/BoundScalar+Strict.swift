import Catalog
import Columnar
import Diagnostics

extension BoundScalar {
  /// A function that gives null wherever an argument is null.
  ///
  /// - Parameters:
  ///   - call: The call; an argument that is the literal null makes every result null.
  ///   - type: The type of the result.
  ///   - isTotal: Whether the result is never null when no argument is.
  ///   - body: Gets the operands, the number of rows, and the rows in which no operand is missing.
  static func strict(
    _ call: FunctionCall, type: DataType, isTotal: Bool = true,
    _ body:
      @escaping @Sendable ([Operand], Int, Bitmap?, inout EvaluationCounts) throws(Diagnostic)
      -> Column
  ) -> BoundScalar {
    if call.arguments.contains(where: { $0?.expression.type == .null }) {
      return BoundScalar(call.name, type: type, isTotal: false) {
        (_, count, _) throws(Diagnostic) in .nulls(type, count: count)
      }
    }
    return BoundScalar(call.name, type: type, isTotal: isTotal) {
      (operands, count, counts) throws(Diagnostic) in
      try body(operands, count, Validity.of(operands, count), &counts)
    }
  }
}

/// Constants that functions read when they are bound.
extension FunctionCall {
  /// A constant whole number; nil when it was left out.
  func constantInt(_ index: Int, _ expected: String) throws(Diagnostic) -> Int64? {
    switch try constant(index) {
    case nil: return nil
    case .int(let value)?: return value
    case .number(let value)? where value == value.rounded() && abs(value) < 9e15:
      return Int64(value)
    default: throw typeError(index, expected: expected)
    }
  }

  /// A constant number; nil when it was left out.
  func constantNumber(_ index: Int, _ expected: String) throws(Diagnostic) -> Double? {
    guard let value = try constant(index) else { return nil }
    guard let number = value.asDouble else { throw typeError(index, expected: expected) }
    return number
  }

  /// A constant text; nil when it was left out.
  func constantText(_ index: Int, _ expected: String) throws(Diagnostic) -> String? {
    switch try constant(index) {
    case nil: return nil
    case .text(let text)?: return text
    default: throw typeError(index, expected: expected)
    }
  }

  /// An error about the value of a constant argument.
  func valueError(_ index: Int, _ message: String) -> Diagnostic {
    Diagnostic("E313", message, at: optionalArgument(index)?.span ?? span)
  }
}
