import Catalog
import Columnar
import Diagnostics
import Execution
import Synchronization
import Testing

/// Tables of several blocks: threads, cancellation and order.
@Suite struct BlockTests {
  private static func table(_ count: Int) -> Table {
    let numbers = Buffer((0..<count).map { Int64(($0 &* 7919) % 1009) })
    let words = TextData((0..<count).map { "w\($0 % 40_000)" })
    return Table([
      ("n", Column(.int, .int64(numbers), count: count)),
      ("t", Column(.text, .text(words), count: count)),
    ])
  }

  @Test func threadsDoNotShow() throws {
    let table = Self.table(140_001)
    let texts = [
      "n * 2 + 1", "if mod(n, 2) == 0 then upper(t) else t", "1 / (n - 5)", "sum(n)",
    ]
    let bound = try texts.map { try LiftingTests.bind($0, in: table) }
    var first: [Column] = []
    var firstCounts = EvaluationCounts()
    for threads in [1, 2, 7] {
      let context = LiftingTests.context(threads: threads)
      let columns = try context.evaluate(bound, over: table)
      if threads == 1 {
        first = columns
        firstCounts = context.record.evaluation
        continue
      }
      #expect(context.record.evaluation == firstCounts)
      for (column, other) in zip(columns, first) {
        var wrong = 0
        for row in 0..<table.rowCount where row % 31 == 0 || row > 130_900 {
          if column.value(at: row) != other.value(at: row) { wrong += 1 }
        }
        #expect(wrong == 0 && column.count == other.count)
      }
    }
    for row in [0, 65_535, 65_536, 140_000] {
      let number = Int64((row &* 7919) % 1009)
      #expect(first[0].value(at: row) == .int(number * 2 + 1))
      let word = "w\(row % 40_000)"
      #expect(first[1].value(at: row) == .text(number % 2 == 0 ? word.uppercased() : word))
    }
    #expect(firstCounts.undefined == (0..<140_001).count { ($0 &* 7919) % 1009 == 5 })
  }

  @Test func conditionsGiveAscendingRows() throws {
    let table = Self.table(140_001)
    let bound = try LiftingTests.bind("n == 7", in: table)
    let expected = (0..<140_001).filter { ($0 &* 7919) % 1009 == 7 }.map { UInt32($0) }
    for threads in [1, 7] {
      let result = try Evaluator().rows(
        where: bound, in: table, LiftingTests.context(threads: threads))
      #expect(result.trueRows.array == expected)
      #expect(result.unknownRows.count == 0)
    }
  }

  @Test func cancellationIsAskedForEveryBlock() throws {
    let table = Self.table(140_001)
    let bound = try LiftingTests.bind("n + 1", in: table)
    let polls = Polls()
    // The third question is answered with yes: two blocks were begun by then.
    let cancellation = Cancellation { polls.next() > 2 }
    let context = RunContext(
      workers: Workers(threadCount: 1), cancellation: cancellation, evaluator: Evaluator())
    #expect(throws: Diagnostic("E130", "cancelled", kind: .cancelled)) {
      try context.evaluate([bound], over: table)
    }
    #expect(polls.count == 3)
  }

  private final class Polls: Sendable {
    private let storage = Atomic<Int>(0)
    var count: Int { storage.load(ordering: .relaxed) }
    func next() -> Int { storage.add(1, ordering: .relaxed).newValue }
  }
}
