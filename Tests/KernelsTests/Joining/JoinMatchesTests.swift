import Columnar
import Kernels
import TestSupport
import Testing

@Suite struct JoinMatchesTests {
  private func column(_ type: DataType, _ values: [Value]) -> Column {
    var builder = ColumnBuilder(type)
    for value in values { builder.append(value) }
    return builder.finish()
  }

  /// All pairs by comparing every row with every other one.
  private func naive(
    _ left: [[Value]], _ right: [[Value]], keepLeft: Bool, keepRight: Bool
  ) -> [[UInt32]] {
    let none = JoinMatches.noRow
    var pairs: [[UInt32]] = []
    var isMatched = [Bool](repeating: false, count: right.count)
    for (l, leftKey) in left.enumerated() {
      var found = false
      for (r, rightKey) in right.enumerated()
      where leftKey == rightKey && !leftKey.contains(.null) {
        pairs.append([UInt32(l), UInt32(r)])
        isMatched[r] = true
        found = true
      }
      if !found, keepLeft { pairs.append([UInt32(l), none]) }
    }
    if keepRight {
      for r in right.indices where !isMatched[r] { pairs.append([none, UInt32(r)]) }
    }
    return pairs
  }

  private func check(
    _ types: [DataType], _ left: [[Value]], _ right: [[Value]], plain: Bool = false
  ) {
    func columns(_ rows: [[Value]]) -> [Column] {
      types.indices.map { index in
        let made = column(types[index], rows.map { $0[index] })
        guard plain, types[index] == .text else { return made }
        return Column(.text, .text(made.plainText), validity: made.validity, count: made.count)
      }
    }
    for threads in [1, 2, 7] {
      let workers = Workers(threadCount: threads)
      let matches = JoinMatches(
        left: columns(left), right: columns(right), leftCount: left.count, rightCount: right.count,
        workers: workers)
      for (keepLeft, keepRight) in [(false, false), (true, false), (false, true), (true, true)] {
        let expected = naive(left, right, keepLeft: keepLeft, keepRight: keepRight)
        let found = matches.pairs(keepLeft: keepLeft, keepRight: keepRight, workers: workers)
        #expect(zip(found.left.array, found.right.array).map { [$0, $1] } == expected)
      }
      let inner = naive(left, right, keepLeft: false, keepRight: false)
      let matched = Set(inner.map { $0[0] }).sorted()
      #expect(matches.pairCount == inner.count)
      #expect(matches.leftRows(matched: true).array == matched)
      #expect(
        matches.leftRows(matched: false).array
          == left.indices.map { UInt32($0) }.filter { !matched.contains($0) })
      #expect(matches.leftMatched == matched.count)
      #expect(matches.rightOnly == right.count - Set(inner.map { $0[1] }).count)
      #expect(
        matches.maximumFanout
          == Dictionary(grouping: inner) { $0[0] }.values.map(\.count).max() ?? 0)
      #expect(matches.leftNullKeys == left.count { $0.contains(.null) })
      #expect(matches.rightNullKeys == right.count { $0.contains(.null) })
    }
  }

  private func rows(
    _ count: Int, seed: UInt64, _ make: (inout SeededNumbers) -> [Value]
  ) -> [[Value]] {
    var numbers = SeededNumbers(seed)
    return (0..<count).map { _ in make(&numbers) }
  }

  @Test(arguments: [(0, 0), (0, 5), (5, 0), (1, 1), (120, 70)])
  func agreesWithComparing(left: Int, right: Int) {
    let int: (inout SeededNumbers) -> [Value] = { numbers in
      [numbers.next(below: 9) == 0 ? .null : .int(Int64(numbers.next(below: 150)) - 75)]
    }
    check([.int], rows(left, seed: 1, int), rows(right, seed: 2, int))
    let text: (inout SeededNumbers) -> [Value] = { numbers in
      [numbers.next(below: 9) == 0 ? .null : .text("key \(numbers.next(below: 120))")]
    }
    check([.text], rows(left, seed: 3, text), rows(right, seed: 4, text))
    check([.text], rows(left, seed: 3, text), rows(right, seed: 4, text), plain: true)
    let three: (inout SeededNumbers) -> [Value] = { numbers in
      [
        .number(Double(numbers.next(below: 3)) / 2),
        numbers.next(below: 9) == 0 ? .null : .text("t\(numbers.next(below: 4))"),
        .date(Int32(numbers.next(below: 5))),
      ]
    }
    check([.number, .text, .date], rows(left, seed: 5, three), rows(right, seed: 6, three))
  }

  @Test func bothZerosAreOneKey() {
    check([.number], [[.number(0)]], [[.number(0)]])
    let matches = JoinMatches(
      left: [column(.number, [.number(-0.0)])], right: [column(.number, [.number(0)])],
      leftCount: 1, rightCount: 1, workers: Workers(threadCount: 1))
    #expect(matches.pairCount == 1)
  }

  @Test func tellsRepeatedKeys() {
    let left = column(.text, ["a", "b", "a", "a", "c", "a"].map { .text($0) })
    let right = column(.text, ["c", "a", "a", "b", "c", "c"].map { .text($0) })
    let matches = JoinMatches(
      left: [left], right: [right], leftCount: 6, rightCount: 6, workers: Workers(threadCount: 1))
    #expect(matches.repeatedKey?.leftRows == 4)
    #expect(matches.repeatedKey?.rightRows == 2)
    #expect(matches.repeatedKey?.exampleLeftRow == 0)
    #expect(matches.firstRepeatedRightRow == 2)
    #expect(matches.pairCount == 4 * 2 + 1 + 3)
    let unique = JoinMatches(
      left: [left], right: [column(.text, [.text("a"), .text("b"), .null])], leftCount: 6,
      rightCount: 3, workers: Workers(threadCount: 1))
    #expect(unique.repeatedKey == nil)
    #expect(unique.firstRepeatedRightRow == nil)
  }

  @Test func rowsThatAreNotThereAreMissing() {
    let none = JoinMatches.noRow
    let rows = Buffer<UInt32>([1, none, 0])
    let ints = column(.int, [.int(4), .int(5)]).gatherOptional(rows)
    #expect(ints.values == [.int(5), .null, .int(4)])
    let texts = column(.text, [.text("x"), .null]).gatherOptional(rows)
    #expect(texts.values == [.null, .null, .text("x")])
    let lists = column(.list(.int), [.list([.int(1)], of: .int), .list([], of: .int)])
      .gatherOptional(rows)
    #expect(lists.values == [.list([], of: .int), .null, .list([.int(1)], of: .int)])
    #expect(column(.date, []).gatherOptional(Buffer([none, none])).values == [.null, .null])
  }
}
