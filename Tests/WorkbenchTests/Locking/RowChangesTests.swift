import Columnar
import Formats
import TestSupport
import Testing

@testable import Workbench

/// Which values and rows of the data changed, told from a number for each cell.
@Suite struct RowChangesTests {
  private static let columns = ["id", "score"]

  private func changes(_ before: [(Int, Int?)], _ now: [(Int, Int?)]) -> RowChanges {
    RowChanges(columns: Self.columns, before: marks(before), now: marks(now))
  }

  private func marks(_ rows: [(Int, Int?)]) -> [[UInt32]] {
    let table = Table([
      ("id", column(.int, rows.map { .int(Int64($0.0)) })),
      ("score", column(.int, rows.map { $0.1.map { .int(Int64($0)) } ?? .null })),
    ])
    return CellMarks.marks(of: table, workers: Workers(threadCount: 1))
  }

  private func column(_ type: DataType, _ values: [Value]) -> Column {
    var builder = ColumnBuilder(type, capacity: values.count)
    for value in values { builder.append(value) }
    return builder.finish()
  }

  private static let rows: [(Int, Int?)] = (0..<50).map { ($0, $0 % 7 == 0 ? nil : $0 * 3) }

  @Test("Values in place") func values() {
    var now = Self.rows
    now[3].1 = 1000
    now[40].1 = nil
    now[40].0 = 77
    let found = changes(Self.rows, now)
    #expect(found.changed.map(\.column) == ["id", "score"])
    #expect(found.changed.map(\.rows) == [[40], [3, 40]])
    #expect(found.gone.isEmpty && found.new.isEmpty)
  }

  @Test("Rows put in, taken out and changed at once, wherever they stand") func rows() {
    var now = Self.rows
    now[10].1 = 1000
    now.remove(at: 20)
    now.insert((900, 1), at: 5)
    now.append((901, nil))
    let found = changes(Self.rows, now)
    #expect(found.changed.map(\.column) == ["score"])
    // Row 10 is row 11 now.
    #expect(found.changed.map(\.rows) == [[11]])
    #expect(found.gone == [20])
    #expect(found.new == [5, 50])
  }

  @Test("Rows that stand twice count twice; another order alone is no change") func repeated() {
    let twice = changes([(1, 1), (1, 1), (2, 2)], [(2, 2), (1, 1)])
    #expect(twice.gone == [1] && twice.new.isEmpty && twice.changed.isEmpty)
    let turned = changes(Self.rows, Self.rows.reversed())
    #expect(turned.gone.isEmpty && turned.new.isEmpty && turned.changed.isEmpty)
    let empty = changes([], [(1, nil)])
    #expect(empty.new == [0] && empty.gone.isEmpty)
  }

  @Test("Marks are equal for equal values however they are stored, on any number of threads")
  func storage() {
    let texts = ["a", "", "e\u{301}", "a"]
    let plain = Table([("t", column(.text, texts.map { .text($0) }))])
    let other = Table([("t", column(.text, ["a", "", "\u{e9}", "a"].map { .text($0) }))])
    let marks = CellMarks.marks(of: plain, workers: Workers(threadCount: 1))
    #expect(marks == CellMarks.marks(of: other, workers: Workers(threadCount: 8)))
    #expect(marks[0][0] == marks[0][3] && Set(marks[0]).count == 3)
    let zeros = Table([("x", column(.number, [.number(0), .number(-0.0), .null]))])
    let ofZeros = CellMarks.marks(of: zeros, workers: Workers(threadCount: 1))[0]
    #expect(ofZeros[0] == ofZeros[1] && ofZeros[1] != ofZeros[2])
  }

  @Test("Rows in words") func words() {
    #expect(RowChanges.words([2]) == "row 3")
    #expect(RowChanges.words([2, 16, 39, 40, 41]) == "rows 3, 17 and 40 to 42")
    #expect(RowChanges.words([0, 3, 8, 20, 30, 40]) == "rows 1, 4, 9 and 3 others")
    #expect(RowChanges.words(Array(20_000..<20_012)) == "rows 20,001 to 20,012")
  }
}
