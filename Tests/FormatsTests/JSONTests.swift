import Catalog
import Columnar
import Testing

@testable import Formats

@Suite struct JSONTests {
  @Test func listOfObjects() throws {
    let table = try json(
      """
      [{"i": 1, "n": 1, "b": true, "s": "x", "d": "2024-01-31"},
       {"n": 2.5, "i": -2, "s": null, "d": "2024-02-01", "late": "2024-01-01T00:00:00.5Z"},
       {"b": false, "extra": []}]
      """)
    #expect(
      table.types == [
        "i int", "n number", "b bool", "s text", "d date", "late instant", "extra list<text>",
      ])
    #expect(
      table.rows == [
        ["1", "1", "true", "x", "2024-01-31", "∅", "∅"],
        ["-2", "2.5", "∅", "∅", "2024-02-01", "2024-01-01T00:00:00.5Z", "∅"],
        ["∅", "∅", "false", "∅", "∅", "∅", "[]"],
      ])
  }

  @Test func listOfLists() throws {
    let table = try json("[[\"a\", 1], [\"b\", 2, true], []]")
    #expect(table.types == ["column1 text", "column2 int", "column3 bool"])
    #expect(table.rows == [["a", "1", "∅"], ["b", "2", "true"], ["∅", "∅", "∅"]])
  }

  @Test func linesOfObjects() throws {
    let table = try json("{\"a\":1}\n\n{\"b\":\"x\",\"a\":null}\r\n{\"a\":3}")
    #expect(table.types == ["a int", "b text"])
    #expect(table.rows == [["1", "∅"], ["∅", "x"], ["3", "∅"]])
  }

  @Test func otherShapes() throws {
    #expect(try json("[1, 2.5, null]").rows == [["1"], ["2.5"], ["∅"]])
    #expect(try json("{\n  \"a\": 1,\n  \"b\": [2]\n}\n").rows == [["1", "[2]"]])
    #expect(try json("{\"a\": 1} {\"a\": 2}").rows == [["1"], ["2"]])
    #expect(try json("[]").rowCount == 0)
    #expect(try json("[{}, {}]").rowCount == 2)
    #expect(try json("1\n2\n").rows == [["1"], ["2"]])
  }

  @Test func nestedListsAndRecords() throws {
    let table = try json(
      """
      [{"tags": ["a", "b"], "r": {"x": 1, "y": {"z": "q"}}, "m": [{"v": 1}, {"v": 2.5, "w": "k"}]},
       {"tags": [], "r": {"x": null}, "m": null},
       {"tags": null}]
      """)
    #expect(
      table.types == [
        "tags list<text>", "r record{x: int, y: record{z: text}}",
        "m list<record{v: number, w: text}>",
      ])
    #expect(
      table.rows == [
        ["[a, b]", "{x: 1, y: {z: q}}", "[{v: 1, w: null}, {v: 2.5, w: k}]"],
        ["[]", "{x: null, y: null}", "∅"], ["∅", "∅", "∅"],
      ])
  }

  @Test func mixedTypes() throws {
    let table = try json(
      """
      [{"gated": false, "license": "mit", "v": 1, "t": "2024-01-01", "o": {"a": 1}},
       {"gated": "auto", "license": ["mit", "gpl"], "v": "x", "t": "soon", "o": [1]}]
      """)
    #expect(
      table.types == ["gated text", "license list<text>", "v text", "t text", "o text"])
    #expect(
      table.rows == [
        ["false", "[mit]", "1", "2024-01-01", "{\"a\": 1}"],
        ["auto", "[mit, gpl]", "x", "soon", "[1]"],
      ])
  }

  @Test func escapes() throws {
    let table = try json(
      #"[{"s": "a\"\\\/\b\f\n\r\tA"}, {"s": "😀 \ud83d x \ude00"}, {"s": "é"}]"#)
    #expect(
      table.values("s") == [
        .text("a\"\\/\u{8}\u{C}\n\r\tA"), .text("😀 \u{FFFD} x \u{FFFD}"), .text("é"),
      ])
  }

  @Test func numbersAtTheEdges() throws {
    let table = try json("[{\"a\": 9223372036854775808, \"b\": NaN, \"c\": 1e999, \"d\": -0}]")
    #expect(table.types == ["a number", "b number", "c number", "d int"])
    #expect(table.rows == [["9.223372036854776e+18", "∅", "∅", "0"]])
  }

  @Test func repeatedKeysKeepTheLastAndAreCounted() throws {
    let source = try JSONReader.open(input("[{\"a\": 1, \"a\": 2}, {\"a\": 3}]"), .init())
    #expect(try source.read(columns: nil, testContext()).rows == [["2"], ["3"]])
    #expect(source.findings.contains { $0 == ("repeated keys", "1, the last of each kept") })
  }

  @Test func declaredTypes() throws {
    let table = try json(
      "[{\"a\": 1, \"t\": \"['x', 'y']\"}, {\"a\": 2, \"t\": null}]",
      types: [("a", "number"), ("t", "list")])
    #expect(table.types == ["a number", "t list<text>"])
    #expect(table.rows == [["1", "[x, y]"], ["2", "∅"]])
    #expect(
      rendered { _ = try json("[{\"a\": 1},\n {\"a\": \"x\"}]", types: [("a", "int")]) } == """
        error[E825]: line 2 of data.json, byte 8,: `"x"` is not int
          `types` declares column `a` so.

        """)
  }

  @Test func errors() {
    #expect(
      rendered { _ = try json("[{\"a\": 1},\n {\"a\": 2") } == """
        error[E830]: line 2 of data.json, byte 9, is not JSON: expected `,` or `}`, \
        found the end of the file
          The text there:  {"a": 2

        """)
    #expect(
      rendered { _ = try json("{\"a\": 1}\n{\"a\": }\n") } == """
        error[E830]: line 2 of data.json, byte 7, is not JSON: expected a value, found `}`
          The text there: {"a": }

        """)
    #expect(
      rendered { _ = try json("{\"a\": 1}\n{\"a\": \"x\n{\"a\": 2}\n") }
        .hasPrefix(
          "error[E830]: line 2 of data.json, byte 9, is not JSON: expected a closing quote, "
            + "found the end of the line"))
    #expect(
      rendered { _ = try json("[1] x") }.hasPrefix(
        "error[E830]: line 1 of data.json, byte 5, is not JSON: expected nothing more after the "
          + "list, found `x`"))
    #expect(
      rendered { _ = try json("[{\"a\": 01}]") }.contains("expected a number, found `0`"))
    #expect(
      rendered { _ = try json("[{\"a\": 1}, [2]]") }.contains("an object, like the records before"))
    let latin = Array("{\"a\":1}\n{\"a\":\"".utf8) + [0xFC] + Array("\"}\n".utf8)
    #expect(
      rendered {
        _ = try JSONReader.open(input(latin, name: "data.json"), .init())
          .read(columns: nil, testContext())
      } == """
        error[E823]: line 2 of data.json, byte 7, is not UTF-8
          Found the byte 0xFC. JSON is always UTF-8.

        """)
    #expect(rendered { _ = try json("") }.contains("expected a list or an object"))
    let deep = String(repeating: "[", count: 100_000)
    #expect(rendered { _ = try json(deep) }.contains("at most 128 lists and objects"))
  }

  @Test func wantedColumnsAloneAreRead() throws {
    let source = try JSONReader.open(input("{\"a\":1,\"b\":2}\n{\"a\":3,\"b\":4}\n"), .init())
    #expect(try source.read(columns: ["b"], testContext()).rows == [["2"], ["4"]])
    #expect(try source.read(columns: [], testContext()).rowCount == 2)
    #expect(try source.read(columns: nil, testContext()).rows == [["1", "2"], ["3", "4"]])
  }

  @Test func keysThatAreData() throws {
    var text = ""
    for row in 0..<11_000 { text += "{\"key\(row)\":1}\n" }
    #expect(
      rendered { _ = try json(text) }.contains("at most 10000 different keys"))
    text = ""
    for row in 0..<9000 { text += "{\"key\(row)\":1}\n" }
    #expect(
      rendered { _ = try json(text) }.contains("as most records lack most of them"))
    let table = try json(
      "[{" + (0..<2000).map { "\"k\($0)\": \($0)" }.joined(separator: ",") + "}]")
    #expect(table.columnCount == 2000)
    let nested = try json(
      "[{\"m\": {" + (0..<2000).map { "\"k\($0)\": \($0)" }.joined(separator: ",") + "}}]")
    #expect(nested.types == ["m text"])
  }
}
