import Catalog
import Columnar
import Diagnostics

/// Finds the type that holds the values of two, and converts to it.
enum TypeUnification {
  /// The smallest type that both fit into; nil when there is none.
  static func unify(_ a: DataType, _ b: DataType) -> DataType? {
    switch (a, b) {
    case _ where a == b: return a
    case (.null, _): return b
    case (_, .null): return a
    case (.int, .number), (.number, .int): return .number
    case (.date, .instant), (.instant, .date): return .instant
    case (.list(let x), .list(let y)): return unify(x, y).map { .list($0) }
    default: return nil
    }
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
    let from = expression.type
    let scalar = BoundScalar("to \(type.name)", type: type) {
      (operands, count, _) throws(Diagnostic) in
      return convert(operands[0].expanded(count: count), from: from, to: type)
    }
    return BoundExpression(
      .call(scalar, [expression]), type: type, span: expression.span,
      isNeverNull: expression.isNeverNull)
  }

  private static func convert(_ column: Column, from: DataType, to type: DataType) -> Column {
    let count = column.count
    switch (column.data, from, type) {
    case (.int64(let values), .int, .number):
      let doubles = Buffer<Double>(count: count) { target in
        for row in 0..<count { target[row] = Double(values.base[row]) }
      }
      return Column(.number, .double(doubles), validity: column.validity, count: count)
    case (.int32(let days), .date, .instant):
      let instants = Buffer<Int64>(count: count) { target in
        for row in 0..<count { target[row] = CivilCalendar.instant(ofDay: days.base[row]) }
      }
      return Column(.instant, .int64(instants), validity: column.validity, count: count)
    case (.list(let list), .list(let item), .list(let element)):
      let items = convert(list.items.column, from: item, to: element)
      return Column(
        type, .list(ListData(offsets: list.offsets, items: items)), validity: column.validity,
        count: count)
    case (_, .null, _): return .nulls(type, count: count)
    default: return column.retyped(type)
    }
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
