import Catalog
import Columnar
import Testing

@testable import Formats

@Suite struct CSVTests {
  @Test func typesAreInferredFromAllCells() throws {
    let table = try csv(
      """
      b,i,n,d,t,s,e
      true,1,1.5,2024-02-29,2023-05-14T08:21:33.000Z,x,
      False,-7,2,2023-01-01,2024-04-18 10:00:00+02:00,007x,
      TRUE,007,1e3,1969-12-31,2024-04-18,true,
      """)
    #expect(
      table.types == ["b bool", "i int", "n number", "d date", "t instant", "s text", "e text"])
    #expect(
      table.rows == [
        ["true", "1", "1.5", "2024-02-29", "2023-05-14T08:21:33Z", "x", "∅"],
        ["false", "-7", "2", "2023-01-01", "2024-04-18T08:00:00Z", "007x", "∅"],
        ["true", "7", "1000", "1969-12-31", "2024-04-18T00:00:00Z", "true", "∅"],
      ])
  }

  @Test func emptyCellsAreMissingAndQuotedOnesEmptyText() throws {
    let table = try csv("s,i\n,\n\"\",\"\"\nx,1\n")
    #expect(table.values("s") == [.null, .text(""), .text("x")])
    #expect(table.values("i") == [.null, .null, .int(1)])
  }

  @Test func quotesDelimitersAndLineBreaksInsideCells() throws {
    let table = try csv(
      "a,b,c\r\n\"x,1\",\"two\nlines\",\"say \"\"hi\"\"\"\r\n\"\"\"\",\"\r\n\",z\r\n")
    #expect(
      table.rows == [["x,1", "two\nlines", "say \"hi\""], ["\"", "\r\n", "z"]])
  }

  @Test func aQuoteInsideACellIsText() throws {
    let table = try csv("size,name\n5\" pipe,\"a,b\"\n6\",\"c\"\n")
    #expect(table.rows == [["5\" pipe", "a,b"], ["6\"", "c"]])
  }

  @Test func undefinedNumbersBecomeMissingAndAreCounted() throws {
    let source = try CSVReader.open(input("x\n1.5\nNaN\ninf\n-Infinity\n1e999\n"), .init())
    let table = try source.read(columns: nil, testContext())
    #expect(table.values("x") == [.number(1.5), .null, .null, .null, .null])
    #expect(source.findings.contains { $0 == ("undefined numbers", "4 in x") })
  }

  @Test func numbersAreRoundedCorrectly() throws {
    // Expected values are Swift's own literals, which the compiler rounds correctly.
    let texts = [
      "0.1", "123456789.987654321", "9007199254740993", "1.7976931348623157e308", "5e-324",
      "2.2250738585072011e-308", "0.30000000000000004", "1e22", "1e23", "-0.0", "123456.7e-10",
      "17976931348623157e292", "3.14159265358979323846264338327950288", ".5", "5.",
    ]
    let expected: [Double] = [
      0.1, 123456789.987654321, 9007199254740992, 1.7976931348623157e308,
      .leastNonzeroMagnitude, Double(bitPattern: 0x000F_FFFF_FFFF_FFFF), 0.30000000000000004, 1e22,
      1e23, 0, 123456.7e-10,
      17976931348623157e292, 3.14159265358979323846264338327950288, 0.5, 5,
    ]
    let table = try csv("x\n0.5\n" + texts.joined(separator: "\n"))
    #expect(table.values("x") == [.number(0.5)] + expected.map { .number($0) })
  }

  @Test func wholeNumbersBeyond64BitsAreNumbers() throws {
    #expect(
      try csv("x\n9223372036854775807\n-9223372036854775808\n").values("x")
        == [.int(.max), .int(.min)])
    #expect(
      try csv("x\n9223372036854775808\n1\n").values("x")
        == [.number(9_223_372_036_854_775_808), .number(1)])
  }

  @Test func dialectIsDetected() throws {
    #expect(try csv("a;b\n1,5;2\n3,5;4\n").types == ["a text", "b int"])
    #expect(try csv("a\tb\n1\t2\n").rows == [["1", "2"]])
    #expect(try csv("a|b|c\n1|2|3\n").rows == [["1", "2", "3"]])
    #expect(try csv("a,b\n'x,y','z'\n'u','v'\n").rows == [["x,y", "z"], ["u", "v"]])
    let source = try CSVReader.open(input("\u{FEFF}a;b\r\n1;2\r\n"), .init())
    #expect(source.schema.names == ["a", "b"])
    #expect(source.findings.contains { $0 == ("byte-order mark", "UTF-8") })
    #expect(source.findings.contains { $0 == ("delimiter", ";") })
    #expect(source.findings.contains { $0 == ("line ends", "CR LF") })
  }

  @Test func optionsAreFollowed() throws {
    #expect(try csv("1,2\n3,4\n", options: [option("header", .bool(false))]).rows.count == 2)
    #expect(
      try csv("note\nmore\na,b\n1,2\n", options: [option("skip", .int(2))]).schema.names
        == ["a", "b"])
    #expect(
      try csv("a;b\n1,5;x\n", options: [option("decimal", .text(","))]).values("a")
        == [.number(1.5)])
    #expect(
      try csv(
        "d,t\n31.12.2023,1\n1.2.2024,2\n", options: [option("dates", .text("%d.%m.%Y"))]
      ).rows == [["2023-12-31", "1"], ["2024-02-01", "2"]])
    #expect(
      try csv(
        "t\nWed Dec 7 05:39:38 2022 +0100\n",
        options: [option("dates", .text("%a %b %d %H:%M:%S %Y %z"))]
      ).rows == [["2022-12-07T04:39:38Z"]])
    let latin = Array("name\nM".utf8) + [0xFC] + Array("ller\n".utf8)
    let table = try CSVReader.open(
      input(latin), .init(options: [option("encoding", .text("latin1"))])
    ).read(columns: nil, testContext())
    #expect(table.rows == [["Müller"]])
    #expect(
      try csv("a\nNA\n1\n-1\n", nulls: ["NA", "-1"]).values("a") == [.null, .int(1), .null])
    #expect(
      try csv("a,b\n\"x\",1\n", options: [option("quote", .text(""))]).rows == [["\"x\"", "1"]])
  }

  @Test func declaredTypesAndLists() throws {
    let table = try csv(
      "id,tags\n007,\"['a', \"\"b,c\"\", None]\"\n12,\"x, y\"\n13,[]\n,\n",
      types: [("id", "text"), ("tags", "list")])
    #expect(table.types == ["id text", "tags list<text>"])
    #expect(
      table.values("tags") == [
        .list([.text("a"), .text("b,c"), .null], of: .text),
        .list([.text("x"), .text("y")], of: .text), .list([], of: .text), .null,
      ])
    #expect(table.values("id") == [.text("007"), .text("12"), .text("13"), .null])
  }

  @Test func namesAreMadeUnique() throws {
    let source = try CSVReader.open(input("a,a,,a_2,a\n1,2,3,4,5\n"), .init())
    #expect(source.schema.names == ["a", "a_2", "column3", "a_2_2", "a_3"])
    #expect(source.findings.contains { $0 == ("repeated name", "a, read as a_2") })
  }

  @Test func headersKeepTheirCodePoints() throws {
    let table = try csv("Average \u{2B06}\u{FE0F},Hub \u{2764}\u{FE0F}\n1,2\n")
    #expect(
      table.schema.names.map { $0.unicodeScalars.map(\.value).suffix(2) }
        == [[0x2B06, 0xFE0F], [0x2764, 0xFE0F]])
  }

  @Test func textsComeOutInNFC() throws {
    let table = try csv("s\ne\u{301}\nｱ\n\u{E9}\n")
    #expect(
      table.values("s").map { value in
        if case .text(let text) = value { Array(text.utf8) } else { [] }
      } == [[0xC3, 0xA9], Array("ｱ".utf8), [0xC3, 0xA9]])
    guard case .dictionary(let dictionary)? = table.column(named: "s")?.data else {
      Issue.record("expected a dictionary")
      return
    }
    #expect(dictionary.values.count == 2)
  }

  @Test func emptyShapes() throws {
    #expect(try csv("a,b\n").types == ["a text", "b text"])
    #expect(try csv("a,b").rowCount == 0)
    #expect(try csv("a\n1\n\n3\n").values("a") == [.int(1), .null, .int(3)])
    #expect(try csv("a,b\n\n1,2\n\r\n3,4\n\n").rows == [["1", "2"], ["3", "4"]])
  }

  @Test func wantedColumnsAloneAreRead() throws {
    let source = try CSVReader.open(input("a,b,c\n1,x,2.5\n2,y,3.5\n"), .init())
    let some = try source.read(columns: ["c"], testContext())
    #expect(some.schema.names == ["c"])
    let none = try source.read(columns: [], testContext())
    #expect(none.rowCount == 2)
    let more = try source.read(columns: ["a", "c"], testContext())
    #expect(more.rows == [["1", "2.5"], ["2", "3.5"]])
  }

  @Test func typesWidenBeyondTheSample() throws {
    var text = "n,w,d\n"
    for row in 0..<60_000 { text += "\(row),\(row % 7),2024-01-01\n" }
    text += "1.5,x,2024-01-01T10:00:00Z\n"
    let source = try CSVReader.open(input(text), .init())
    #expect(source.schema.fields.map(\.type) == [.int, .int, .date])
    let table = try source.read(columns: nil, testContext())
    #expect(table.types == ["n number", "w text", "d instant"])
    #expect(table.rowCount == 60_001)
    #expect(table.column(at: 0).value(at: 59_999) == .number(59_999))
    #expect(table.column(at: 1).value(at: 60_000) == .text("x"))
    #expect(source.schema.fields.map(\.type) == [.number, .text, .instant])
  }
}
