import Columnar
import Kernels
import TestSupport
import Testing

@Suite struct RowOrderTests {
  /// The order by comparing values one by one.
  private func naiveOrder(_ keys: [(values: [Value], descending: Bool)], count: Int) -> [UInt32] {
    func compare(_ a: Value, _ b: Value, descending: Bool) -> Int {
      if a.isNull || b.isNull { return a.isNull == b.isNull ? 0 : a.isNull ? 1 : -1 }
      let sign: Int
      switch (a, b) {
      case (.int(let x), .int(let y)): sign = x == y ? 0 : x < y ? -1 : 1
      case (.number(let x), .number(let y)): sign = x == y ? 0 : x < y ? -1 : 1
      case (.date(let x), .date(let y)): sign = x == y ? 0 : x < y ? -1 : 1
      case (.bool(let x), .bool(let y)): sign = x == y ? 0 : y ? -1 : 1
      case (.text(let x), .text(let y)):
        let left = Array(x.utf8)
        let right = Array(y.utf8)
        sign = left == right ? 0 : left.lexicographicallyPrecedes(right) ? -1 : 1
      default: sign = 0
      }
      return descending ? -sign : sign
    }
    return (0..<count).sorted { a, b in
      for key in keys {
        let order = compare(key.values[a], key.values[b], descending: key.descending)
        if order != 0 { return order < 0 }
      }
      return a < b
    }.map { UInt32($0) }
  }

  private func check(_ keys: [(column: Column, descending: Bool)], count: Int) {
    let expected = naiveOrder(keys.map { ($0.column.values, $0.descending) }, count: count)
    for threads in [1, 2, 7] {
      let order = RowOrder.sorted(
        by: keys.map { SortColumn($0.column, descending: $0.descending) }, count: count,
        workers: Workers(threadCount: threads))
      #expect(order.array == expected)
    }
  }

  private func column(_ type: DataType, _ values: [Value]) -> Column {
    var builder = ColumnBuilder(type)
    for value in values { builder.append(value) }
    return builder.finish()
  }

  /// Text as views rather than as a dictionary.
  private func plainColumn(_ values: [String?]) -> Column {
    let validity = values.contains(nil) ? Bitmap(values.map { $0 != nil }) : nil
    return Column(
      .text, .text(TextData(values.map { $0 ?? "" })), validity: validity, count: values.count)
  }

  @Test(arguments: [0, 1, 2, 30, 1_000])
  func agreesWithComparing(count: Int) {
    var numbers = SeededNumbers(UInt64(count) + 1)
    let ints = column(
      .int, (0..<count).map { _ in .int(Int64(numbers.next(below: 50)) - 25) })
    let doubles = column(
      .number,
      (0..<count).map { _ in
        numbers.next(below: 10) == 0 ? .null : .number((numbers.unit() - 0.5) * 1e6)
      })
    let dates = column(
      .date,
      (0..<count).map { _ in
        numbers.next(below: 20) == 0 ? .null : .date(Int32(numbers.next(below: 900)))
      })
    let flags = column(.bool, (0..<count).map { _ in .bool(numbers.next(below: 2) == 0) })
    let words = (0..<count).map { _ in
      numbers.next(below: 12) == 0
        ? nil
        : String(repeating: "ab", count: numbers.next(below: 9)) + "\(numbers.next(below: 40))"
    }
    let dictionary = column(.text, words.map { $0.map { .text($0) } ?? .null })
    for descending in [false, true] {
      check([(ints, descending)], count: count)
      check([(doubles, descending)], count: count)
      check([(dictionary, descending)], count: count)
      check([(plainColumn(words), descending)], count: count)
    }
    check([(flags, true), (dates, false), (ints, true)], count: count)
    check([(doubles, false), (dictionary, true)], count: count)
    check([(dates, true), (doubles, true), (ints, false)], count: count)
  }

  @Test func extremesAndMissing() {
    let ints = column(.int, [.int(.max), .null, .int(.min), .int(0), .int(-1)])
    check([(ints, false)], count: 5)
    check([(ints, true)], count: 5)
    let doubles = column(
      .number,
      [
        .number(0), .number(-0.0), .number(-.greatestFiniteMagnitude),
        .number(.leastNonzeroMagnitude), .null,
      ])
    check([(doubles, false)], count: 5)
    check([(doubles, true)], count: 5)
  }

  @Test func hostileTexts() {
    var texts: [String?] = [
      "", "\u{0}", "a", "a\u{0}", "a\u{0}\u{0}", nil, "ä", "z", "😀", "\u{FFFD}",
    ]
    let long = String(repeating: "x", count: 5_000)
    for index in 0..<60 { texts.append(long + String(repeating: "y", count: index % 7)) }
    for index in 0..<60 { texts.append(String(long.prefix(index * 8))) }
    for index in 0..<40 { texts.append("12345678" + (index % 3 == 0 ? "" : "\u{0}\u{0}")) }
    check([(plainColumn(texts), false)], count: texts.count)
    check([(plainColumn(texts), true)], count: texts.count)
  }

  @Test func largeColumnsOnManyThreads() {
    var numbers = SeededNumbers(77)
    let values = (0..<66_000).map { _ in Double(numbers.next(below: 30_000)) / 7 }
    let expected = values.indices.sorted {
      values[$0] != values[$1] ? values[$0] > values[$1] : $0 < $1
    }
    let column = Column(.number, .double(Buffer(values)), count: values.count)
    for threads in [1, 2, 7] {
      let order = RowOrder.sorted(
        by: [SortColumn(column, descending: true)], count: values.count,
        workers: Workers(threadCount: threads))
      #expect(order.array == expected.map { UInt32($0) })
    }
  }

  @Test func sortedInputKeepsItsOrder() {
    let values = column(.int, (0..<100_000).map { .int(Int64($0 / 3)) })
    let order = RowOrder.sorted(
      by: [SortColumn(values)], count: 100_000, workers: Workers(threadCount: 2))
    #expect(order.array == (0..<100_000).map { UInt32($0) })
  }
}
