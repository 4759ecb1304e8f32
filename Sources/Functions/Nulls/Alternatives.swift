import Catalog
import Columnar
import Diagnostics
import Kernels

/// The first value that is there: what `??` and `coalesce` share, and the choice of a common type.
enum Alternatives {
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try TemporalArithmetic.refuseMonths(call)
    let expressions = call.arguments.compactMap { $0?.expression }
    let type = try commonType(call, expressions)
    let isTotal = expressions.contains { $0.isNeverNull }
    return BoundScalar(call.name, type: type, isTotal: isTotal, handlesNull: true) {
      (operands, count, _) throws(Diagnostic) in
      var result: Column?
      for operand in operands where operand.type != .null {
        guard let current = result else {
          result = try converted(operand, to: type, count)
          continue
        }
        guard let validity = current.validity else { break }
        let next = try converted(operand, to: type, count)
        // Row r of the result is row r of the first column, or row r of the second.
        let rows = Buffer<UInt32>(count: count) { target in
          for row in 0..<count {
            target[row] = UInt32(truncatingIfNeeded: validity[row] ? row : count + row)
          }
        }
        result = Column.concatenate([current, next], type: type).gather(rows.base, count: count)
      }
      return result ?? .nulls(type, count: count)
    }
  }

  /// The type that holds the values of all expressions.
  static func commonType(
    _ call: FunctionCall, _ expressions: [BoundExpression]
  ) throws(Diagnostic) -> DataType {
    var type = DataType.null
    for expression in expressions {
      guard let common = common(type, expression.type) else {
        throw Diagnostic(
          "E306", "`\(call.name)` cannot give \(type.name) and \(expression.type.name)",
          at: expression.span, label: "this is \(expression.type.name)")
      }
      type = common
    }
    return type
  }

  static func common(_ a: DataType, _ b: DataType) -> DataType? {
    switch (a, b) {
    case _ where a == b: a
    case (.null, _): b
    case (_, .null): a
    case (.int, .number), (.number, .int): .number
    case (.date, .instant), (.instant, .date): .instant
    case (.list(let x), .list(let y)): common(x, y).map { .list($0) }
    default: nil
    }
  }

  /// An operand's values, one per row, in a type that holds them.
  static func converted(
    _ operand: Operand, to type: DataType, _ count: Int
  ) throws(Diagnostic) -> Column {
    let validity = Validity.of([operand], count)
    switch (operand.type, type) {
    case (.null, _): return .nulls(type, count: count)
    case (.int, .number):
      let values = try operand.doubles().expanded(count: count)
      return Column(.number, .double(values), validity: validity, count: count)
    case (.date, .instant):
      let values = try TemporalArithmetic.instants(operand, .date, count).expanded(count: count)
      return Column(.instant, .int64(values), validity: validity, count: count)
    default: return operand.expanded(count: count)
    }
  }
}
