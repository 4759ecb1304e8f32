import Catalog
import Columnar
import Testing

@testable import Formats

@Suite struct CSVErrorTests {
  @Test func raggedRecords() {
    #expect(
      rendered { _ = try csv("a,b,c\n1,2,3\n4,5\n") } == """
        error[E821]: line 3 of data.csv has 2 cells, expected 3
          The line: 4,5
          A line break inside a cell that is not quoted, or another delimiter, is likely.
          fix: give the delimiter: with delimiter: "…"

        """)
    #expect(
      rendered { _ = try csv("a,b\n1,2\nx,y,\"z\"\n") } == """
        error[E821]: line 3 of data.csv has 3 cells, expected 2
          The line: x,y,"z"
          A `,` inside a cell that is not quoted is likely.
          fix: put quotes around the cell that holds the `,`

        """)
  }

  @Test func unclosedQuote() {
    #expect(
      rendered { _ = try csv("a,b\n1,2\n3,\"open\n4,5\n") } == """
        error[E822]: a quote in line 3 of data.csv is never closed
          The cell: "open
          Expected another " before the end.
          fix: if quotes are ordinary characters here: with quote: ""

        """)
  }

  @Test func invalidUTF8() {
    let bytes = Array("a,b\n1,2\nM".utf8) + [0xFC] + Array("ller,3\n".utf8)
    #expect(
      rendered { _ = try CSVReader.open(input(bytes), .init()).read(columns: ["b"], testContext()) }
        == """
        error[E823]: line 3 of data.csv is not UTF-8 at byte 2
          Found the byte 0xFC.
          fix: with encoding: "latin1"

        """)
  }

  @Test func emptyFile() {
    #expect(
      rendered { _ = try csv("") } == """
        error[E820]: data.csv is empty
          Expected a line with the names of the columns.

        """)
  }

  @Test(arguments: [
    ([0x1F, 0x8B, 8, 0], "gzip data"), ([0x50, 0x4B, 3, 4], "a ZIP archive (or a spreadsheet)"),
    (Array("PAR1".utf8), "a Parquet file"), ([0x89, 0x50, 0x4E, 0x47], "a PNG image"),
    (Array("SQLite format 3\0".utf8), "an SQLite database"), ([0xFF, 0xFE, 65, 0], "UTF-16 text"),
    (Array("a,b\n1,\0\n".utf8), "a binary file: it holds zero bytes"),
  ])
  func binaryFiles(bytes: [UInt8], name: String) {
    #expect(
      rendered { _ = try CSVReader.open(input(bytes), .init()) } == """
        error[E826]: data.csv is not text
          It looks like \(name). Expected CSV, TSV, JSON or JSON lines.

        """)
  }

  @Test func declaredTypeThatDoesNotFit() {
    #expect(
      rendered { _ = try csv("a,b\n1,2\n3,x y\n", types: [("b", "int")]) } == """
        error[E825]: line 3 of data.csv: `x y` is not int
          `types` declares column `b` so.
          fix: if it stands for a missing value: null ["x y"]

        """)
  }

  @Test func wrongOptions() {
    #expect(
      rendered { _ = try csv("a\n1\n", options: [option("delimeter", .text(";"))]) }
        .hasPrefix("error[E810]: `delimeter` is not an option of csv"))
    #expect(
      rendered { _ = try csv("a\n1\n", options: [option("delimiter", .text(";;"))]) }
        .hasPrefix("error[E811]: `delimiter` takes one ASCII character, found text"))
    #expect(
      rendered { _ = try csv("a\n1\n", types: [("b", "int")]) }
        .hasPrefix("error[E812]: data.csv has no column `b`"))
    #expect(
      rendered { _ = try csv("a\n1\n", types: [("a", "integer")]) }
        .hasPrefix("error[E812]: cells cannot be read as `integer`"))
    #expect(
      rendered { _ = try csv("a\n1\n", options: [option("dates", .text("%Q"))]) }
        .hasPrefix("error[E811]: `dates` has an unknown letter `%Q`"))
  }

  @Test func manyColumns() throws {
    let wide = (0..<20_000).map { "c\($0)" }.joined(separator: ",")
    let cells = (0..<20_000).map { "\($0)" }.joined(separator: ",")
    let table = try csv("\(wide)\n\(cells)\n")
    #expect(table.columnCount == 20_000)
    #expect(table.column(at: 19_999).value(at: 0) == .int(19_999))
    #expect(
      rendered { _ = try csv(String(repeating: ",", count: 1_000_000) + "\n") }.hasPrefix(
        "error[E827]: data.csv has 1,000,001 columns"))
  }
}
