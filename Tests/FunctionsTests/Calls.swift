import Catalog
import Columnar
import Diagnostics
import Functions
import Testing

/// An argument of a call in a test.
enum TestArgument {
  /// A column of values.
  case column(DataType, [Value])
  /// A text column without a dictionary.
  case plainText([String?])
  /// A constant.
  case constant(Value)
  /// An argument that is left out.
  case absent

  static func ints(_ values: Int64?...) -> TestArgument {
    .column(.int, values.map { $0.map { .int($0) } ?? .null })
  }

  static func numbers(_ values: Double?...) -> TestArgument {
    .column(.number, values.map { $0.map { .number($0) } ?? .null })
  }

  static func texts(_ values: String?...) -> TestArgument {
    .column(.text, values.map { $0.map { .text($0) } ?? .null })
  }

  static func bools(_ values: Bool?...) -> TestArgument {
    .column(.bool, values.map { $0.map { .bool($0) } ?? .null })
  }

  static func text(_ value: String) -> TestArgument { .constant(.text(value)) }
  static func int(_ value: Int64) -> TestArgument { .constant(.int(value)) }
  static func number(_ value: Double) -> TestArgument { .constant(.number(value)) }

  var column: Column? {
    switch self {
    case .column(let type, let values): return Columns.make(type, values)
    case .plainText(let texts):
      let data = TextData(texts.map { $0 ?? "" })
      let validity = Bitmap(texts.map { $0 != nil }).orNilIfAllSet
      return Column(.text, .text(data), validity: validity, count: texts.count)
    case .constant, .absent: return nil
    }
  }

  func expression(_ index: Int) -> BoundExpression? {
    switch self {
    case .constant(let value): BoundExpression(.constant(value), type: value.type, span: noSpan)
    case .absent: nil
    default: BoundExpression(.column("c\(index)"), type: column?.type ?? .null, span: noSpan)
    }
  }
}

/// A place that is nowhere.
let noSpan = Span(SourceText(name: "test", text: ""), 0, 0)

/// Columns of single values.
enum Columns {
  static func make(_ type: DataType, _ values: [Value]) -> Column {
    var builder = ColumnBuilder(type)
    for value in values { builder.append(value) }
    return builder.finish()
  }
}

/// Days for tests.
func day(_ year: Int, _ month: Int, _ day: Int) -> Int32 {
  CivilCalendar.days(year: year, month: month, day: day)
}

/// A call as the binder makes it.
func makeCall(_ name: String, _ arguments: [TestArgument]) -> FunctionCall {
  FunctionCall(
    name: name, nameSpan: noSpan, span: noSpan,
    arguments: arguments.enumerated().map { index, argument in
      argument.expression(index).map { FunctionCall.Argument($0) }
    })
}

/// The function of a name, bound and run over the rows of its arguments.
func evaluate(
  _ name: String, _ arguments: TestArgument..., rows: Int? = nil,
  counts: ((EvaluationCounts) -> Void)? = nil
) throws -> [Value] {
  let function = try #require(
    standardScalarFunctions.first { $0.declaration.name == name }, "no function \(name)")
  let bound = try function.bind(makeCall(name, arguments))
  let count = rows ?? arguments.compactMap(\.column?.count).first ?? 1
  var operands: [Operand] = []
  for argument in arguments {
    if let column = argument.column {
      operands.append(Operand(column))
    } else if case .constant(let value) = argument {
      operands.append(Operand(.constant(value, value.type, count: 1), isConstant: true))
    }
  }
  var evaluation = EvaluationCounts()
  let column = try bound.evaluate(operands, count, &evaluation)
  #expect(column.count == count)
  #expect(column.type == bound.type || bound.type == .null)
  counts?(evaluation)
  return column.values
}

/// The error of a call.
func failure(_ name: String, _ arguments: TestArgument...) -> Diagnostic? {
  guard let function = standardScalarFunctions.first(where: { $0.declaration.name == name })
  else { return nil }
  let call = makeCall(name, arguments)
  do throws(Diagnostic) {
    let bound = try function.bind(call)
    var counts = EvaluationCounts()
    let operands = arguments.enumerated().compactMap { _, argument -> Operand? in
      if let column = argument.column { return Operand(column) }
      guard case .constant(let value) = argument else { return nil }
      return Operand(.constant(value, value.type, count: 1), isConstant: true)
    }
    let count = arguments.compactMap(\.column?.count).first ?? 1
    _ = try bound.evaluate(operands, count, &counts)
    return nil
  } catch {
    return error
  }
}

/// An aggregate of columns by group.
func aggregate(
  _ name: String, _ arguments: TestArgument..., groups: [UInt32]? = nil, groupCount: Int = 1,
  condition: [Bool]? = nil
) throws -> [Value] {
  let function = try #require(
    standardAggregateFunctions.first { $0.declaration.name == name }, "no aggregate \(name)")
  let kernel = try function.bind(makeCall(name, arguments))
  let count = arguments.compactMap(\.column?.count).first ?? groups?.count ?? 0
  let columns = arguments.compactMap { argument -> Column? in
    if let column = argument.column { return column }
    guard case .constant(let value) = argument else { return nil }
    return .constant(value, value.type, count: count)
  }
  let result = try GroupAggregation.run(
    kernel, arguments: columns,
    condition: condition.map { Columns.make(.bool, $0.map { .bool($0) }) },
    groups: Buffer(groups ?? [UInt32](repeating: 0, count: count)), groupCount: groupCount,
    workers: Workers(threadCount: 2))
  #expect(result.count == groupCount)
  return result.values
}

/// A window function over one or several partitions, in the order of the rows.
func window(
  _ name: String, _ arguments: TestArgument..., partitions: [UInt32]? = nil,
  along: TestArgument? = nil
) throws -> [Value] {
  let function = try #require(
    standardWindowFunctions.first { $0.declaration.name == name }, "no window \(name)")
  let column = along?.column
  let order = column.map {
    [BoundOrder(BoundExpression(.column("along"), type: $0.type, span: noSpan))]
  }
  let kernel = try function.bind(
    makeCall(name, arguments), scope: WindowScope(along: order ?? []))
  let count = arguments.compactMap(\.column?.count).first ?? column?.count ?? 0
  let groups = Buffer(partitions ?? [UInt32](repeating: 0, count: count))
  let groupCount = (partitions?.max()).map { Int($0) + 1 } ?? (count > 0 ? 1 : 0)
  let columns = arguments.compactMap { argument -> Column? in
    if let column = argument.column { return column }
    guard case .constant(let value) = argument else { return nil }
    return .constant(value, value.type, count: count)
  }
  var counts = EvaluationCounts()
  return try kernel.evaluate(
    columns,
    WindowPartitions(
      rows: GroupedRows(groups: groups, groupCount: groupCount), partitionOfRow: groups,
      along: column), Workers(threadCount: 2), &counts
  ).values
}
