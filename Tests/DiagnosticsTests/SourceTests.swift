import Diagnostics
import Testing

/// Lines and spans of a text, and fixes that change it.
@Suite struct SourceTests {
  @Test func findsLines() {
    let source = SourceText(name: "t", text: "a\r\n\nbc\n", firstLine: 10)
    #expect(source.lineStarts == [0, 3, 4, 7])
    #expect((0..<4).map { source.line(at: $0) } == ["a", "", "bc", ""])
    #expect([0, 2, 3, 4, 6, 7].map { source.lineIndex(of: $0) } == [0, 0, 1, 2, 2, 3])
    #expect(source.lineNumber(of: 4) == 12)
    #expect(source.span.text == "a\r\n\nbc\n")
  }

  @Test func anEmptyTextHasOneLine() {
    let source = SourceText(name: "t", text: "")
    #expect(source.lineStarts == [0])
    #expect(source.line(at: 0).isEmpty)
    #expect(source.lineNumber(of: 0) == 1)
  }

  @Test func clampsSpans() {
    let source = SourceText(name: "t", text: "abc")
    #expect(Span(source, -5, 99) == source.span)
    #expect(Span(source, 2, 1) == Span(source, 2, 2))
    #expect(Span(source, 9, 9).text.isEmpty)
  }

  @Test func joinsSpansOfOneTextOnly() {
    let source = SourceText(name: "t", text: "abcdef")
    let other = SourceText(name: "t", text: "abcdef")
    #expect(Span(source, 1, 2).union(Span(source, 4, 5)) == Span(source, 1, 5))
    #expect(Span(source, 1, 2).union(Span(other, 4, 5)) == Span(source, 1, 2))
    #expect(Span(source, 1, 2) != Span(other, 1, 2))
    #expect(Set([Span(source, 1, 2), Span(source, 1, 2), Span(other, 1, 2)]).count == 2)
  }

  @Test func aFixShowsTheLineAsItWillBe() {
    let source = SourceText(name: "t", text: "models\n| sort liekz desc\n| take 1")
    let span = Span(source, 14, 19)
    #expect(span.text == "liekz")
    let fix = Diagnostic.Fix(replacing: span, with: "likes")
    #expect(fix.text == "sort likes desc")
    #expect(fix.edits == [.init(span, "likes")])
  }

  @Test func aFixAtTheEndInserts() {
    let source = SourceText(name: "t", text: "take")
    #expect(Diagnostic.Fix(replacing: source.span.end, with: " 5").text == "take 5")
  }

  @Test func aFixKeepsOtherLinesOutWithCarriageReturns() {
    let source = SourceText(name: "t", text: "  | take x\r\n| skip 1\r\n")
    #expect(Diagnostic.Fix(replacing: Span(source, 9, 10), with: "3").text == "take 3")
  }

  @Test func aListKnowsWhetherItHoldsErrors() {
    #expect(!DiagnosticList([Diagnostic("W1", "m", severity: .warning)]).hasErrors)
    #expect(DiagnosticList([Diagnostic("W1", "m", severity: .note), .defect("x")]).hasErrors)
    #expect(Diagnostic.defect("x").kind == .defect)
  }
}
