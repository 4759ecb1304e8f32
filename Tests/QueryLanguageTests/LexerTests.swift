import Diagnostics
import QueryLanguage
import Testing

/// The kinds of the tokens of a text, without the end.
private func kinds(_ text: String) -> [Token.Kind] {
  Lexer.lex(SourceText(name: "query", text: text)).tokens.dropLast().map(\.kind)
}

/// The codes of what is wrong with a text.
private func codes(_ text: String) -> [String] {
  Lexer.lex(SourceText(name: "query", text: text)).diagnostics.map(\.code)
}

private func date(_ year: Int, _ month: Int, _ day: Int) -> CivilDateLiteral {
  CivilDateLiteral(year: year, month: month, day: day)
}

@Suite struct LexerTests {
  @Test func numbers() {
    #expect(kinds("1_000") == [.int(1000)])
    #expect(
      kinds("7G 10k 3M 2T") == [
        .int(7_000_000_000), .int(10000), .int(3_000_000),
        .int(2_000_000_000_000),
      ])
    #expect(
      kinds("1.5k 70% 0.1 2e3 1.5E-2 1_0e1_0") == [
        .number(1500), .number(0.7), .number(0.1), .number(2000), .number(0.015), .number(1e11),
      ])
    #expect(kinds("9223372036854775807") == [.int(UInt64(Int64.max))])
    #expect(kinds("2024 - 03") == [.int(2024), .symbol(.minus), .int(3)])
    #expect(kinds("12024-03") == [.int(12024), .symbol(.minus), .int(3)])
    #expect(codes("99999999999999999999") == ["E105"])
    #expect(codes("10000000000G") == ["E105"])
    #expect(codes("1e999 1e-999") == ["E105", "E105"])
    #expect(codes("0e-999") == [])
    #expect(codes(".5") == ["E105"])
  }

  @Test func datesAndPeriods() {
    #expect(kinds("2024-03-01") == [.literal(.date(date(2024, 3, 1)))])
    #expect(kinds("2024-03") == [.literal(.period(.month(year: 2024, month: 3)))])
    #expect(kinds("2024-W09") == [.literal(.period(.week(isoYear: 2024, week: 9)))])
    #expect(kinds("2024-Q1") == [.literal(.period(.quarter(year: 2024, quarter: 1)))])
    #expect(kinds("2020-W53 2024-02-29").count == 2)
    #expect(codes("2020-W53 2015-W53 2024-02-29 2000-02-29") == [])
    for bad in [
      "2024-02-30", "2023-02-29", "1900-02-29", "2024-13", "2024-00", "2024-04-31", "2021-W53",
      "2024-W00", "2024-Q5", "2024-Q0", "2024-1", "2024-1-02", "2024-01-2", "2024-03-01x",
      "0000-01",
      "2024-W9", "2024-03-00",
    ] {
      #expect(codes(bad) == ["E105"], "\(bad)")
      #expect(kinds(bad) == [.invalid], "\(bad)")
    }
    #expect(kinds("2024-01..2024-03").count == 3)
    #expect(kinds("2024-01..").count == 2)
  }

  @Test func instants() {
    func instant(_ text: String) -> (Int64, Int)? {
      guard case .literal(.instant(let value))? = kinds(text).first, kinds(text).count == 1 else {
        return nil
      }
      return (value.microseconds, value.offsetMinutes)
    }
    #expect(instant("2024-03-01T12:30")?.0 == 45_000_000_000)
    #expect(instant("2024-03-01T12:30:15")?.0 == 45_015_000_000)
    #expect(instant("2024-03-01T12:30:15.250Z")?.0 == 45_015_250_000)
    #expect(instant("2024-03-01T00:00:00.000001+02:00")?.0 == 1)
    #expect(instant("2024-03-01T12:30+02:00")?.1 == 120)
    #expect(instant("2024-03-01T12:30-05:30")?.1 == -330)
    #expect(kinds("2024-03-01T12:30..2024-03-02T00:00").count == 3)
    for bad in [
      "2024-03-01T24:00", "2024-03-01T12:60", "2024-03-01T12", "2024-03-01T12:30:60",
      "2024-03-01T12:30:15.1234567", "2024-03-01T12:30+19:00", "2024-02-30T12:30",
    ] {
      #expect(codes(bad) == ["E105"], "\(bad)")
    }
  }

  @Test func durations() {
    #expect(
      kinds("30d 2w 1mo 1q 1y 6h 15min 10s") == [
        .literal(.duration(months: 0, microseconds: 2_592_000_000_000)),
        .literal(.duration(months: 0, microseconds: 1_209_600_000_000)),
        .literal(.duration(months: 1, microseconds: 0)),
        .literal(.duration(months: 3, microseconds: 0)),
        .literal(.duration(months: 12, microseconds: 0)),
        .literal(.duration(months: 0, microseconds: 21_600_000_000)),
        .literal(.duration(months: 0, microseconds: 900_000_000)),
        .literal(.duration(months: 0, microseconds: 10_000_000)),
      ])
    #expect(
      kinds("1.5h 1.5y") == [
        .literal(.duration(months: 0, microseconds: 5_400_000_000)),
        .literal(.duration(months: 18, microseconds: 0)),
      ])
    for bad in ["5m", "1.3mo", "30days", "9999999999999w", "7K", "900x400", "5x", "0.0000001s"] {
      #expect(codes(bad) == ["E105"], "\(bad)")
    }
  }

  @Test func texts() {
    #expect(kinds(#""a\n\t\\\"\'\u{1F600}""#) == [.text("a\n\t\\\"'😀")])
    #expect(kinds(#"'it "is"'"#) == [.text(#"it "is""#)])
    #expect(kinds(#"r"\d+\""#) == [.text(#"\d+\"#)])
    #expect(kinds("\"\"\"\na \"b\"\n c\"\"\"") == [.text("a \"b\"\n c")])
    #expect(kinds("\"\"\"a\r\nb\"\"\"") == [.text("a\nb")])
    #expect(
      kinds("f\"{{x}} {a}\"") == [
        .interpolated([.text("{x} "), .expression(lower: 9, upper: 10)])
      ])
    #expect(kinds("\"\"") == [.text("")])
    #expect(kinds("\"e\u{301}\"") == [.text("\u{E9}")])
    #expect(kinds("e\u{301}") == [.name("\u{E9}")])
    #expect(codes("\"abc") == ["E103"])
    #expect(codes("\"abc\nx\"") == ["E103", "E103"])
    #expect(codes("\"\"\"abc") == ["E103"])
    #expect(codes(#""\d \q""#) == ["E106", "E106"])
    #expect(codes(#""\u{110000}" "\u{D800}" "\u{}" "\u00e9""#) == ["E106", "E106", "E106", "E106"])
    #expect(codes("f\"{a\"") == ["E104"] && codes("f\"}\"") == ["E106"])
    #expect(codes("“a” ‘b’ «c»") == ["E107", "E107", "E107"])
  }

  @Test func names() {
    #expect(
      kinds("a_1 _x größe 名前") == [
        .name("a_1"), .name("_x"), .name("größe"), .name("名前"),
      ])
    #expect(kinds("`Average ⬆️` `a``b`") == [.quotedName("Average ⬆️"), .quotedName("a`b")])
    #expect(
      kinds("and or not in is null true false if then else case").allSatisfy {
        if case .word = $0 { true } else { false }
      })
    #expect(codes("`abc") == ["E103"])
    #expect(codes("``") == ["E103"])
    #expect(kinds("r f") == [.name("r"), .name("f")])
  }

  @Test func signs() {
    #expect(kinds("a==b!=c<=d>=e!~f??g//h=>i->j..k").count == 21)
    #expect(codes("a && b || c <> d === e ≠ f – g") == .init(repeating: "E102", count: 6))
    #expect(codes("a $$$ b \u{0} c") == ["E102", "E102"])
    #expect(codes("a\u{A0}+\u{3000}b") == [])
  }

  @Test func comments() {
    let result = Lexer.lex(SourceText(name: "query", text: "# one\nlb  #two  \n#\n"))
    #expect(result.comments.map(\.text) == ["one", "two", ""])
    #expect(result.comments.map(\.isTrailing) == [false, true, false])
  }

  @Test func byteOrderMarkAndLineEnds() {
    #expect(
      kinds("\u{FEFF}lb\r\n| show\r\nhub") == [
        .name("lb"), .symbol(.bar), .name("show"), .statementEnd, .name("hub"),
      ])
  }

  @Test(arguments: [
    ("a\nb", 2), ("a\n\n  # c\nb", 2), ("a\n  b", 1), ("a,\nb", 1), ("a |\nb", 1), ("a\n| b", 1),
    ("a +\nb", 1), ("a and\nb", 1), ("f(a\n)\nb", 2), ("[1,\n2]", 1), ("f(a\nb", 2), ("a ..\nb", 2),
    ("  a\n  b", 2), ("  a\n b", 2), ("a\n\tb", 1), ("(a\n| b)\nc", 2), ("a)\nb", 2), ("", 1),
  ])
  func statementEnds(_ text: String, _ count: Int) {
    #expect(kinds(text).filter { $0 == .statementEnd }.count + 1 == count, "\(text)")
  }
}
