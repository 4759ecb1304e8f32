import Columnar
import Diagnostics
import Functions
import Testing

@Suite struct TextTests {
  private func both(_ name: String, _ rows: [String?], _ rest: TestArgument...) throws -> [Value] {
    let dictionary = TestArgument.column(.text, rows.map { $0.map { .text($0) } ?? .null })
    let results: ([Value], [Value])
    switch rest.count {
    case 0: results = (try evaluate(name, dictionary), try evaluate(name, .plainText(rows)))
    case 1:
      results = (
        try evaluate(name, dictionary, rest[0]), try evaluate(name, .plainText(rows), rest[0])
      )
    default:
      results = (
        try evaluate(name, dictionary, rest[0], rest[1]),
        try evaluate(name, .plainText(rows), rest[0], rest[1])
      )
    }
    #expect(results.0 == results.1)
    return results.1
  }

  private func texts(_ values: String?...) -> [Value] {
    values.map { $0.map { .text($0) } ?? .null }
  }

  @Test("Case and white space") func cases() throws {
    #expect(
      try both("lower", ["ABC", nil, "ÄÉ", "abc", "ABC"]) == texts("abc", nil, "äé", "abc", "abc"))
    #expect(try both("upper", ["straße", ""]) == texts("STRASSE", ""))
    #expect(try both("trim", [" a b\t", "\u{00A0}x\u{2003}", "   "]) == texts("a b", "x", ""))
  }

  @Test("Length and parts count code points") func codePoints() throws {
    #expect(try both("length", ["héllo", "👍🏽", ""]) == [.int(5), .int(2), .int(0)])
    #expect(try both("substr", ["héllo", "ab"], .int(1), .int(3)) == texts("éll", "b"))
    #expect(try both("substr", ["héllo", "a"], .int(-2)) == texts("lo", "a"))
    #expect(try both("substr", ["abc"], .int(.max)) == texts(""))
  }

  @Test("Parts before and after") func partition() throws {
    #expect(try both("before", ["a/b/c", "x", nil], .text("/")) == texts("a", nil, nil))
    #expect(try both("after", ["a/b/c", "x", "y/"], .text("/")) == texts("b/c", nil, ""))
    #expect(
      try both("contains", ["abc", "b", nil], .text("bc")) == [.bool(true), .bool(false), .null])
    #expect(try both("starts_with", ["abc"], .text("ab")) == [.bool(true)])
    #expect(try both("ends_with", ["abc", "c"], .text("bc")) == [.bool(true), .bool(false)])
  }

  @Test("Arguments may vary by row") func varying() throws {
    #expect(
      try evaluate("contains", .texts("abc", "abc"), .texts("b", "x")) == [
        .bool(true), .bool(false),
      ])
  }

  @Test("Regular expressions") func patterns() throws {
    #expect(
      try both("~", ["llama-2", "phi", nil], .text("\\d")) == [.bool(true), .bool(false), .null])
    #expect(
      try both("!~", ["llama-2", "phi", nil], .text("\\d")) == [.bool(false), .bool(true), .null])
    #expect(try both("match", ["x-7b", "none"], .text("(\\d+)b")) == texts("7", nil))
    #expect(
      try both("replace", ["a.b-c", "abc"], .text("[-_.]"), .text("")) == texts("abc", "abc"))
    #expect(
      try both("match_all", ["a1b22", ""], .text("\\d+"))
        == [.list([.text("1"), .text("22")], of: .text), .list([], of: .text)])
    #expect(
      try both("match_all", ["éa"], .text("x*")) == [
        .list([.text(""), .text(""), .text("")], of: .text)
      ])
    #expect(failure("~", .texts("a"), .text("("))?.code == "E309")
    #expect(failure("replace", .texts("a"), .text("a"), .text("\\1"))?.code == "E309")
  }

  @Test("A pattern that stalls other engines does not") func linearTime() throws {
    let hostile = String(repeating: "a", count: 50_000) + "!"
    #expect(try evaluate("~", .texts(hostile), .text("^(a+)+$")) == [.bool(false)])
  }

  @Test("Lists from text and back") func lists() throws {
    #expect(
      try both("split", ["a,,b", "", nil], .text(","))
        == [
          .list([.text("a"), .text(""), .text("b")], of: .text), .list([.text("")], of: .text),
          .null,
        ])
    #expect(failure("split", .texts("a"), .text(""))?.code == "E313")
    let numbers = TestArgument.column(
      .list(.int), [.list([.int(3), .null, .int(1)], of: .int), .list([], of: .int), .null])
    #expect(try evaluate("join_text", numbers, .text("-")) == texts("3-1", "", nil))
    #expect(try evaluate("length", numbers) == [.int(3), .int(0), .null])
    #expect(try evaluate("first", numbers) == [.int(3), .null, .null])
    #expect(try evaluate("index", numbers, .int(-1)) == [.int(1), .null, .null])
    #expect(
      try evaluate("sort", numbers)
        == [.list([.int(1), .int(3), .null], of: .int), .list([], of: .int), .null])
  }

  @Test("F-strings") func interpolation() throws {
    #expect(
      try evaluate("format text", .texts("a", nil), .text("/"), .numbers(1, 2)) == texts("a/1", nil)
    )
    #expect(
      try evaluate("format", .numbers(1234.5, nil, -0.004), .text(",0.00"))
        == texts("1,234.50", nil, "0.00"))
  }
}
