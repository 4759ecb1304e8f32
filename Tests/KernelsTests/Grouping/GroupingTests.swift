import Columnar
import Kernels
import TestSupport
import Testing

/// Grouping against a dictionary of values.
@Suite struct GroupingTests {
  static let types: [DataType] = [
    .bool, .int, .number, .text, .date, .instant, .period(.month), .duration,
  ]

  static func value(_ type: DataType, _ numbers: inout SeededNumbers, choices: Int) -> Value {
    if numbers.next(below: 5) == 0 { return .null }
    let choice = numbers.next(below: choices)
    switch type {
    case .bool: return .bool(choice % 2 == 0)
    case .int: return .int(Int64(choice) - 7)
    case .number: return .number(choice == 0 ? -0.0 : choice == 1 ? 0.0 : Double(choice) / 8)
    case .text: return .text(choice == 0 ? "" : "text \(choice)")
    case .date: return .date(Int32(choice) - 7)
    case .instant: return .instant(Int64(choice) * 1_000_000_007)
    case .period(let grain): return .period(grain, Int32(choice))
    case .duration: return .duration(CalendarDuration(microseconds: Int64(choice)))
    default: return .null
    }
  }

  static func values(_ type: DataType, _ count: Int, choices: Int, seed: UInt64) -> [Value] {
    var numbers = SeededNumbers(seed)
    return (0..<count).map { _ in value(type, &numbers, choices: choices) }
  }

  static func column(_ type: DataType, _ values: [Value]) -> Column {
    var builder = ColumnBuilder(type)
    for value in values { builder.append(value) }
    return builder.finish()
  }

  /// Whether rows have one group exactly when their keys are equal, and first rows come first.
  static func agrees(_ grouping: Grouping, _ keys: [[Value]]) -> Bool {
    let rowCount = grouping.groups.count
    var groupOfKey: [[Value]: UInt32] = [:]
    var firstRow: [UInt32: Int] = [:]
    for row in 0..<rowCount {
      let key = keys.map { $0[row] }
      let group = grouping.groups[row]
      if let known = groupOfKey[key] {
        if known != group { return false }
      } else {
        if firstRow[group] != nil { return false }
        groupOfKey[key] = group
        firstRow[group] = row
      }
    }
    return grouping.groupCount == groupOfKey.count
      && grouping.firstRows.array.enumerated().allSatisfy { firstRow[UInt32($0)] == Int($1) }
  }

  @Test(arguments: types)
  func groupsOneKey(type: DataType) throws {
    for (count, choices) in [(0, 1), (1, 1), (700, 3), (900, 400)] {
      let values = Self.values(type, count, choices: choices, seed: UInt64(count))
      let column = Self.column(type, values)
      for threads in [1, 2, 7] {
        let workers = Workers(threadCount: threads)
        let grouping = try #require(Grouping([column], rowCount: count, workers: workers))
        #expect(Self.agrees(grouping, [values]))
        #expect(grouping.sizes.array.reduce(0) { $0 + Int($1) } == count)
      }
    }
  }

  @Test(arguments: types)
  func groupsPairs(type: DataType) throws {
    for other in Self.types {
      let a = Self.values(type, 400, choices: 9, seed: 1)
      let b = Self.values(other, 400, choices: 9, seed: 2)
      let grouping = try #require(
        Grouping(
          [Self.column(type, a), Self.column(other, b)], rowCount: 400,
          workers: Workers(threadCount: 2)))
      #expect(Self.agrees(grouping, [a, b]))
    }
  }

  @Test func groupsThreeKeysOfManyValues() throws {
    // 900 × 900 × 900 possible codes are more than one index may have.
    let keys = (0..<3).map { Self.values(.int, 3000, choices: 900, seed: UInt64($0) + 5) }
    let columns = keys.map { Self.column(.int, $0) }
    let grouping = try #require(
      Grouping(columns, rowCount: 3000, workers: Workers(threadCount: 2)))
    #expect(Self.agrees(grouping, keys))
  }

  @Test func noKeyIsOneGroup() throws {
    let workers = Workers(threadCount: 2)
    let grouping = try #require(Grouping([], rowCount: 5, workers: workers))
    #expect(grouping.groupCount == 1 && grouping.sizes.array == [5])
    let nothing = try #require(Grouping([], rowCount: 0, workers: workers))
    #expect(nothing.groupCount == 0)
  }

  @Test func listsAndRecordsAreNoKeys() {
    let list = Self.column(.list(.int), [.list([.int(1)], of: .int)])
    #expect(Grouping([list], rowCount: 1, workers: Workers(threadCount: 1))?.groupCount == nil)
    let record = Self.column(.record([Field("a", .int)]), [.null])
    #expect(KeyCodes(record, workers: Workers(threadCount: 1))?.cardinality == nil)
  }

  @Test func bothZerosAreOneGroup() throws {
    let column = Column(.number, .double(Buffer([0.0, -0.0, 1, -0.0])), count: 4)
    let grouping = try #require(
      Grouping([column], rowCount: 4, workers: Workers(threadCount: 1)))
    #expect(grouping.groups.array == [0, 0, 1, 0])
  }

  @Test func takesTheWholeRangeOfIntegers() throws {
    let values: [Int64] = [.min, .max, 0, -1, .max, .min, 1 << 40]
    let column = Column(.int, .int64(Buffer(values)), count: values.count)
    let grouping = try #require(
      Grouping([column], rowCount: values.count, workers: Workers(threadCount: 1)))
    #expect(Self.agrees(grouping, [values.map { .int($0) }]))
    let days: [Int32] = [.max, .min, 0, .max]
    let dates = Column(.date, .int32(Buffer(days)), count: 4)
    let byDay = try #require(Grouping([dates], rowCount: 4, workers: Workers(threadCount: 1)))
    #expect(Self.agrees(byDay, [days.map { .date($0) }]))
  }

  @Test func orderedCodesFollowValues() throws {
    let column = Self.column(.int, [.int(30), .null, .int(-5), .int(30), .int(7)])
    let codes = try #require(KeyCodes(column, workers: Workers(threadCount: 1)))
    #expect(codes.isOrdered)
    #expect(codes.codes.array == [35, 36, 0, 35, 12] && codes.cardinality == 37)
  }

  @Test func groupsLargePlainTextTheSameOnAnyThreads() throws {
    let count = 70_000
    var numbers = SeededNumbers(8)
    let choices = (0..<count).map { _ in numbers.next(below: 20_000) }
    let isValid = choices.map { $0 % 11 != 0 }
    let text = TextData(choices.map { $0 % 11 == 0 ? "" : "model/\($0)" })
    let column = Column(.text, .text(text), validity: Bitmap(isValid), count: count)
    let keys = zip(choices, isValid).map { $1 ? Value.int(Int64($0)) : .null }
    let groupings = try [1, 2, 7].map {
      try #require(
        Grouping([column], rowCount: count, workers: Workers(threadCount: $0)))
    }
    #expect(Self.agrees(groupings[0], [keys]))
    for grouping in groupings.dropFirst() {
      #expect(grouping.groups.array == groupings[0].groups.array)
      #expect(grouping.firstRows.array == groupings[0].firstRows.array)
    }
  }

  @Test func numbersIntegersInTheOrderOfFirstSight() {
    var numbering = IntegerNumbering(expecting: 0)
    var seen: [UInt64: UInt32] = [:]
    var numbers = SeededNumbers(4)
    for _ in 0..<5000 {
      let key = numbers.next(below: 2) == 0 ? UInt64(numbers.next(below: 900)) : numbers.next()
      let code = numbering.code(of: key)
      #expect(code == seen[key] ?? UInt32(seen.count))
      seen[key] = code
    }
    let count = numbering.count
    #expect(count == seen.count)
    let unknown = numbering.existingCode(of: 12_345_678_901)
    #expect(unknown == nil)
    var wrong = 0
    for (key, code) in seen where numbering.existingCode(of: key) != code { wrong += 1 }
    #expect(wrong == 0)
  }
}
