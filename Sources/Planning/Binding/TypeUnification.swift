import Catalog
import Columnar
import Diagnostics

/// Finds the type that holds the values of two, and converts to it.
enum TypeUnification {
  /// The smallest type that both fit into; nil when there is none.
  static func unify(_ a: DataType, _ b: DataType) -> DataType? {
    a.unified(with: b)
  }

  /// The expression with its values in another type that `unify` gave.
  static func convert(_ expression: BoundExpression, to type: DataType) -> BoundExpression {
    if expression.type == type { return expression }
    if case .constant(let value) = expression.kind {
      var converted = expression
      converted.type = type
      converted.kind = .constant(convert(value, to: type))
      return converted
    }
    let scalar = BoundScalar("to \(type.name)", type: type) {
      (operands, count, _) throws(Diagnostic) in
      return operands[0].expanded(count: count).converted(to: type)
    }
    return BoundExpression(
      .call(scalar, [expression]), type: type, span: expression.span,
      isNeverNull: expression.isNeverNull)
  }

  private static func convert(_ value: Value, to type: DataType) -> Value {
    switch (value, type) {
    case (.int(let number), .number): .number(Double(number))
    case (.date(let day), .instant): .instant(CivilCalendar.instant(ofDay: day))
    case (.list(let items, _), .list(let element)):
      .list(items.map { convert($0, to: element) }, of: element)
    default: value
    }
  }
}
