import Diagnostics
import Testing

/// Fixes: how they are shown, put together and applied.
@Suite struct FixTests {
  @Test("A fix shows its line without the bar") func oneLine() {
    let source = SourceText(name: "query", text: "lb\n  | filtr a > 1\n| top 3 by a")
    let fix = Diagnostic.Fix(replacing: Span(source, 7, 12), with: "filter")
    #expect(fix.text == "filter a > 1")
    #expect(Diagnostic.Fix.text(source, after: fix.edits) == "lb\n  | filter a > 1\n| top 3 by a")
  }

  @Test("A fix over several lines shows them all") func severalLines() {
    let source = SourceText(name: "query", text: "a(\n1,\n2) + 3\nb")
    let fix = Diagnostic.Fix(replacing: Span(source, 0, 8), with: "f(\n  1)")
    #expect(fix.text == "f(\n  1) + 3")
    let shown = DiagnosticRenderer().render(Diagnostic("E1", "m", fix: fix))
    #expect(shown == "error[E1]: m\n  fix: f(\n         1) + 3\n")
  }

  @Test("Edits that overlap an earlier one are left out") func overlap() {
    let source = SourceText(name: "query", text: "abcdef")
    let other = SourceText(name: "other", text: "abcdef")
    let edits = [
      Diagnostic.Fix.Edit(Span(source, 1, 4), "X"), .init(Span(source, 3, 5), "Y"),
      .init(Span(other, 0, 6), "Z"), .init(Span(source, 5, 6), "W"),
    ]
    #expect(Diagnostic.Fix.text(source, after: edits) == "aXeW")
    #expect(Diagnostic.Fix.text(source, after: []) == "abcdef")
  }

  @Test("Two mistakes of one line are mended together") func joined() {
    let source = SourceText(name: "query", text: "lb | mutate r = likse\n| tpo 3 by r")
    let first = Diagnostic(
      "E101", "one", at: Span(source, 5, 11),
      fix: .init(replacing: Span(source, 5, 11), with: "derive"))
    let second = Diagnostic(
      "E201", "two", at: Span(source, 16, 21),
      fix: .init(replacing: Span(source, 16, 21), with: "likes"))
    let third = Diagnostic(
      "E101", "three", at: Span(source, 24, 27),
      fix: .init(replacing: Span(source, 24, 27), with: "top"))
    let joined = DiagnosticList([first, second, third]).joiningFixes
    #expect(joined.map(\.fix?.text) == [nil, "lb | derive r = likes", "top 3 by r"])
    let edits = joined.flatMap { $0.fix?.edits ?? [] }
    #expect(
      Diagnostic.Fix.text(source, after: edits) == "lb | derive r = likes\n| top 3 by r")
  }

  @Test("Fixes of one place are not put together") func samePlace() {
    let source = SourceText(name: "query", text: "a b")
    let one = Diagnostic("E1", "m", fix: .init(replacing: Span(source, 0, 1), with: "c"))
    let two = Diagnostic("E2", "m", fix: .init(replacing: Span(source, 0, 1), with: "d"))
    #expect(DiagnosticList([one, two]).joiningFixes.map(\.fix?.text) == ["c b", "d b"])
  }
}
