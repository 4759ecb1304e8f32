import Columnar
import TestSupport
import Testing

/// Columns of every type against plain arrays of values.
@Suite struct ColumnTests {
  static let record: DataType = .record([Field("a", .int), Field("b", .list(.text))])
  static let types: [DataType] = [
    .bool, .int, .number, .text, .date, .instant, .period(.month), .duration, .list(.int),
    .list(.list(.text)), record, .list(record), .json, .list(.json),
  ]

  /// A value of a type, about one in four of them missing at every level.
  static func value(_ type: DataType, _ numbers: inout SeededNumbers) -> Value {
    if numbers.next(below: 4) == 0 { return .null }
    let small = numbers.next(below: 12)
    switch type {
    case .null: return .null
    case .bool: return .bool(small % 2 == 0)
    case .int: return .int(Int64(bitPattern: numbers.next()))
    case .number: return .number(Double(small) / 4)
    case .text: return .text(["", "a", "日本", "long enough to be more than eight bytes"][small % 4])
    case .json: return .json(["{}", "[1]", "\"x\"", "true"][small % 4])
    case .date: return .date(Int32(small - 6))
    case .instant: return .instant(Int64(small) - 6)
    case .period(let grain): return .period(grain, Int32(small))
    case .duration: return .duration(CalendarDuration(microseconds: Int64(small)))
    case .list(let element):
      return .list((0..<(small % 4)).map { _ in value(element, &numbers) }, of: element)
    case .record(let fields):
      return .record(fields.map { Value.RecordPart($0.name, value($0.type, &numbers)) })
    }
  }

  /// The rows of a column at positions, whose memory lives until they are read.
  private func gather(_ column: Column, _ rows: [UInt32]) -> [Value] {
    let buffer = Buffer(rows)
    return withExtendedLifetime(buffer) {
      column.gather(buffer.base, count: rows.count).values
    }
  }

  static func values(_ type: DataType, _ count: Int, seed: UInt64) -> [Value] {
    var numbers = SeededNumbers(seed)
    return (0..<count).map { _ in value(type, &numbers) }
  }

  static func column(_ type: DataType, _ values: [Value]) -> Column {
    var builder = ColumnBuilder(type)
    for value in values { builder.append(value) }
    return builder.finish()
  }

  @Test(arguments: types)
  func keepsValues(type: DataType) {
    for count in [0, 1, 64, 130] {
      let values = Self.values(type, count, seed: 1)
      let column = Self.column(type, values)
      #expect(column.count == count && column.type == type)
      #expect(column.values == values)
      #expect(column.nullCount == values.filter(\.isNull).count)
    }
  }

  @Test(arguments: types)
  func slices(type: DataType) {
    let values = Self.values(type, 150, seed: 2)
    let column = Self.column(type, values)
    for range in [0..<150, 0..<0, 150..<150, 1..<150, 64..<128, 63..<129, 7..<8] {
      let slice = column.slice(range)
      #expect(slice.values == Array(values[range]))
      #expect(slice.count == range.count)
      let inner = range.count / 3..<range.count
      #expect(slice.slice(inner).values == Array(values[range].dropFirst(range.count / 3)))
    }
  }

  @Test(arguments: types)
  func gathers(type: DataType) {
    var numbers = SeededNumbers(3)
    let values = Self.values(type, 90, seed: 3)
    let column = Self.column(type, values)
    let rows = (0..<200).map { _ in UInt32(numbers.next(below: 90)) }
    #expect(gather(column, rows) == rows.map { values[Int($0)] })
    #expect(gather(column, []).isEmpty)
    let inside = rows.map { $0 % 60 }
    #expect(gather(column.slice(10..<70), inside) == inside.map { values[Int($0) + 10] })
  }

  @Test(arguments: types)
  func concatenates(type: DataType) {
    let counts = [70, 0, 1, 64, 65]
    let parts = counts.enumerated().map { Self.values(type, $1, seed: UInt64($0) + 4) }
    let columns = parts.map { Self.column(type, $0) }
    #expect(Column.concatenate(columns, type: type).values == parts.flatMap { $0 })
    let sliced = columns.map { $0.slice($0.count / 3..<$0.count) }
    #expect(
      Column.concatenate(sliced, type: type).values
        == parts.flatMap { $0.dropFirst($0.count / 3) })
    #expect(Column.concatenate([], type: type).count == 0)
  }

  @Test(arguments: types)
  func repeatsAConstant(type: DataType) {
    for value in Self.values(type, 8, seed: 9) {
      let column = Column.constant(value, type, count: 5)
      #expect(column.values == [Value](repeating: value, count: 5))
    }
    #expect(Column.nulls(type, count: 67).values == [Value](repeating: .null, count: 67))
    #expect(Column.nulls(type, count: 0).count == 0)
  }

  @Test func joinsPlainTextWithDictionaries() {
    let plain = Column(.text, .text(TextData(["x", "y", ""])), count: 3)
    let coded = Self.column(.text, [.text("y"), .null, .text("z")])
    let joined = Column.concatenate([plain, coded, plain], type: .text)
    let expected: [Value] =
      [.text("x"), .text("y"), .text(""), .text("y"), .null, .text("z"), .text("x"), .text("y")]
      + [.text("")]
    #expect(joined.values == expected)
  }

  @Test func mergesDictionariesWithoutRepeats() throws {
    let a = Self.column(.text, ["p", "q", "p"].map { .text($0) })
    let b = Self.column(.text, ["q", "r", "p"].map { .text($0) })
    let joined = Column.concatenate([a, b], type: .text)
    guard case .dictionary(let dictionary) = joined.data else {
      Issue.record("the result is not a dictionary")
      return
    }
    #expect(
      (0..<dictionary.values.count).map { dictionary.values.string(at: $0) } == ["p", "q", "r"])
    #expect(dictionary.codes.array == [0, 1, 0, 1, 2, 0])
  }

  @Test func aBuilderTakesValuesOfAnotherTypeAsMissing() {
    #expect(
      Self.column(.number, [.int(2), .text("x"), .number(0.5)]).values
        == [.number(2), .null, .number(0.5)])
    #expect(Self.column(.period(.month), [.period(.year, 1), .period(.month, 1)]).nullCount == 1)
    #expect(Self.column(.duration, [.duration(.init(months: 1))]).nullCount == 1)
    #expect(
      Self.column(Self.record, [.record([.init("b", .null)])]).values
        == [.record([.init("a", .null), .init("b", .null)])])
  }
}
