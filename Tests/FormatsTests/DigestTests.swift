import Columnar
import Testing

@testable import Formats

/// Digests of tables: the values that `References/table_digest.py` computes, and what must not matter.
@Suite struct DigestTests {
  private static let reference = [
    "i": "b3569e212dc13f68b55de36a5537a287fbf347a22694e101d122eea3329bd795",
    "x": "bab58aed17433d81bfc8ad6c5b100bc34479f318974aa515fd2dfc96983c0692",
    "t": "6975b26ebfe73a02c3f9cf2edffbab1751bf1c81f1d30d32acb7323e66e7949e",
    "d": "13d634c40e9217a9af28064a0f3b019f42c54d9213dec8d6cc05efcc8f18fc96",
    "b": "c4c60a80cd10b40567e38e3fbe7b0d59f83fdfc96dd3d40e3e99791948478dd4",
    "l": "9c4c6dd11e4e88bb3e6780889996fcb61b92bdfb2bf8c877b5bbdf72df0c7731",
    "table": "1dcaeaecce94e6120c408dd1f5ef9cd05346c6c931f14c5ff364d9387a9a3f6a",
    "anyorder": "941b02b53233f2dac8f4e4c0c73b10aa351f49d47bb13a0145489dce4b51a291",
  ]

  private static let workers = Workers(threadCount: 2)

  private func column(_ type: DataType, _ values: [Value]) -> Column {
    var builder = ColumnBuilder(type, capacity: values.count)
    for value in values { builder.append(value) }
    return builder.finish()
  }

  private var table: Table {
    Table([
      ("i", column(.int, [.int(1), .null, .int(-5)])),
      ("x", column(.number, [.number(-0.0), .number(0.1), .null])),
      // An e and an accent are the same text as the letter that has both.
      (
        "t",
        Column(
          .text, .text(TextData(["e\u{301}", "", ""])), validity: Bitmap([true, false, true]),
          count: 3)
      ),
      ("d", column(.date, [.date(19_783), .null, .date(-1)])),
      ("b", column(.bool, [.bool(true), .bool(false), .null])),
      ("l", column(.list(.int), [.list([.int(1), .null], of: .int), .list([], of: .int), .null])),
    ])
  }

  @Test("The digests are those that another program computes") func reference() {
    let digest = TableDigest(table, workers: Self.workers)
    for column in digest.columns {
      #expect(column.digest.hexadecimal == Self.reference[column.name], "\(column.name)")
    }
    #expect(digest.columns.map(\.nulls) == [1, 1, 1, 1, 1, 1])
    #expect(digest.columns.map(\.type) == ["int", "number", "text", "date", "bool", "list<int>"])
    #expect(digest.digest.hexadecimal == Self.reference["table"])
    #expect(
      TableDigest.anyOrder(table, workers: Self.workers).hexadecimal
        == Self.reference["anyorder"])
  }

  @Test("SHA-256 in pieces is SHA-256 (FIPS 180-4, appendix B)") func pieces() {
    let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(Digest(of: "abc").hexadecimal == expected)
    var builder = DigestBuilder()
    builder.add(Array("a".utf8))
    builder.add([])
    builder.add(Array("bc".utf8))
    #expect(builder.finish().hexadecimal == expected)
  }

  /// More rows than a block, with texts as they are and as a dictionary.
  private func large(_ rows: Int, dictionary: Bool) -> Table {
    let words = ["a", "bb", "", "é", "a longer word"]
    let codes = Buffer<UInt32>(count: rows) { target in
      for row in 0..<rows { target[row] = UInt32(row * 7 % 5) }
    }
    let texts: ColumnData =
      dictionary
      ? .dictionary(DictionaryData(codes: codes, values: TextData(words)))
      : .text(TextData((0..<rows).map { words[$0 * 7 % 5] }))
    let numbers = Buffer<Int64>(count: rows) { target in
      for row in 0..<rows { target[row] = Int64(row % 1000) }
    }
    return Table([
      ("t", Column(.text, texts, count: rows)), ("n", Column(.int, .int64(numbers), count: rows)),
    ])
  }

  @Test("Storage, threads and selections do not matter") func storage() {
    let rows = Blocks.size * 2 + 17
    let plain = large(rows, dictionary: false)
    let expected = TableDigest(plain, workers: Workers(threadCount: 1))
    let sum = TableDigest.anyOrder(plain, workers: Workers(threadCount: 1))
    let coded = large(rows, dictionary: true)
    for table in [plain, coded] {
      for threads in [1, 3, 8] {
        #expect(TableDigest(table, workers: Workers(threadCount: threads)) == expected)
        #expect(TableDigest.anyOrder(table, workers: Workers(threadCount: threads)) == sum)
      }
    }
    let all = Buffer<UInt32>((0..<UInt32(rows)).map { $0 })
    #expect(TableDigest(coded.selecting(all), workers: Self.workers) == expected)
    // A part is the same whether it is cut out or picked.
    let part = Buffer<UInt32>((100..<70_000).map { UInt32($0) })
    #expect(
      TableDigest(plain.slice(100..<70_000), workers: Self.workers)
        == TableDigest(coded.selecting(part), workers: Self.workers))
  }

  @Test("Order, names, types and values matter") func differences() {
    let rows = 1000
    let table = large(rows, dictionary: true)
    let digest = TableDigest(table, workers: Self.workers)
    let turned = table.selecting(Buffer<UInt32>((0..<UInt32(rows)).reversed().map { $0 }))
    let other = TableDigest(turned, workers: Self.workers)
    #expect(other.digest != digest.digest)
    #expect(
      TableDigest.anyOrder(turned, workers: Self.workers)
        == TableDigest.anyOrder(table, workers: Self.workers))
    func one(_ name: String, _ type: DataType, _ values: [Value]) -> Digest {
      TableDigest(Table([(name, column(type, values))]), workers: Self.workers).digest
    }
    let all = [
      one("a", .int, [.int(1)]), one("b", .int, [.int(1)]), one("a", .number, [.number(1)]),
      one("a", .int, [.int(1), .int(1)]), one("a", .int, [.null]), one("a", .int, []),
      one("a", .text, [.text("1")]), one("a", .text, [.text("")]), one("a", .text, [.null]),
      one("a", .text, [.text("a"), .text("bc")]), one("a", .text, [.text("ab"), .text("c")]),
      one("a", .list(.int), [.list([], of: .int)]),
      one("a", .list(.int), [.list([.null], of: .int)]),
      one("a", .period(.week(startingOn: .monday)), [.period(.week(startingOn: .monday), 1)]),
      one("a", .period(.week(startingOn: .sunday)), [.period(.week(startingOn: .sunday), 1)]),
    ]
    #expect(Set(all).count == all.count)
  }

  @Test("What a load reads has one digest, wherever it lies") func content() throws {
    let opening = FileOpening()
    let sample = try opening.content(of: "sample:authors", shownAs: "sample:authors")
    #expect(sample.origin == .made && sample.bytes == nil)
    let source = try SampleSource("authors")
    #expect(sample.digest == TableDigest(source.table, workers: Self.workers).digest)
  }
}
