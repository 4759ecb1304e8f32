import Diagnostics
import Testing

/// A diagnostic as people read it.
@Suite struct RenderingTests {
  private func render(_ diagnostic: Diagnostic) -> String {
    DiagnosticRenderer().render(diagnostic)
  }

  @Test func placesCaretsBelowTheSpan() {
    let source = SourceText(name: "query", text: "rows [a; 1]\n| filter b > 1")
    let text = render(
      Diagnostic("E201", "there is no column `b`", at: Span(source, 21, 22), label: "not found"))
    #expect(
      text == """
        error[E201]: there is no column `b`
          query, line 2
          2 | | filter b > 1
            |          ^ not found

        """)
  }

  @Test func putsTheWordsOfSeveralLabelsOnRowsOfTheirOwn() {
    let source = SourceText(name: "query", text: "if a then 1 else \"x\"")
    let text = render(
      Diagnostic(
        "E306", "the branches differ", at: Span(source, 17, 20), label: "this is text",
        secondary: [.init(Span(source, 10, 11), "this is int"), .init(Span(source, 3, 4))]))
    #expect(
      text == """
        error[E306]: the branches differ
          query, line 1
          1 | if a then 1 else "x"
            |    -      -      ^^^ this is text
            |           this is int

        """)
  }

  @Test func showsEveryLabelledLineAndAlignsNumbers() {
    let lines = (1...12).map { "line \($0)" }.joined(separator: "\n")
    let source = SourceText(name: "cell 4", text: lines)
    let second = source.lineStarts[1]
    let eleventh = source.lineStarts[10]
    let text = render(
      Diagnostic(
        "E213", "defined twice", at: Span(source, eleventh, eleventh + 4),
        secondary: [.init(Span(source, second, second + 4), "the first")]))
    #expect(
      text == """
        error[E213]: defined twice
          cell 4, line 11
           2 | line 2
             | ---- the first
          11 | line 11
             | ^^^^

        """)
  }

  @Test func givesEachSourceABlock() {
    let here = SourceText(name: "cell 2", text: "let a = 2")
    let there = SourceText(name: "cell 1", text: "let a = 1", firstLine: 7)
    let text = render(
      Diagnostic(
        "E213", "defined twice", at: Span(here, 4, 5),
        secondary: [.init(Span(there, 4, 5), "the first")]))
    #expect(
      text == """
        error[E213]: defined twice
          cell 2, line 1
          1 | let a = 2
            |     ^
          cell 1, line 7
          7 | let a = 1
            |     - the first

        """)
  }

  /// The cells before the caret are those of the text before it on a terminal.
  @Test(
    arguments: [
      ("ab", 2), ("\t\tab", 6), ("日本", 4), ("e\u{301}x", 2), ("👩‍👩‍👧 ", 3), ("❤️", 2), ("ｱ", 1),
    ] as [(String, Int)])
  func countsCellsBeforeTheCaret(beginning: String, cells: Int) {
    let source = SourceText(name: "query", text: beginning + "?")
    let end = source.bytes.count
    let text = render(Diagnostic("E1", "m", at: Span(source, end - 1, end)))
    let row = "\n    | " + String(repeating: " ", count: cells) + "^\n"
    #expect(text.hasSuffix(row))
  }

  @Test func widensCaretsBelowWideText() {
    let source = SourceText(name: "query", text: "x 日本 y")
    let rows = render(Diagnostic("E1", "m", at: Span(source, 2, 8))).split(separator: "\n")
    #expect(rows.last == "    |   ^^^^")
  }

  @Test func showsAnEmptySpanAtTheEndAsOneCaret() {
    let source = SourceText(name: "query", text: "load x")
    #expect(
      render(Diagnostic("E1", "m", at: source.span.end)).hasSuffix("| load x\n    |       ^\n"))
    let nothing = SourceText(name: "query", text: "")
    #expect(render(Diagnostic("E1", "m", at: nothing.span)).hasSuffix("  1 | \n    | ^\n"))
  }

  @Test func leavesCarriageReturnsOut() {
    let source = SourceText(name: "query", text: "one\r\ntwo three\r\n")
    let text = render(Diagnostic("E1", "m", at: Span(source, 9, 14), label: "here"))
    #expect(text.hasSuffix("  2 | two three\n    |     ^^^^^ here\n"))
    #expect(!text.unicodeScalars.contains("\r"))
  }

  @Test func cutsASpanOfSeveralLinesAtTheEndOfTheFirst() {
    let source = SourceText(name: "query", text: "ab cd\nef")
    let text = render(Diagnostic("E1", "m", at: Span(source, 3, 8)))
    #expect(text.hasSuffix("  1 | ab cd\n    |    ^^\n"))
  }

  @Test func addsDetailsAndFix() {
    let text = render(
      Diagnostic(
        "W5", "m", details: ["one\ntwo", "three"], fix: .init("do this"), severity: .warning))
    #expect(text == "warning[W5]: m\n  one\n  two\n  three\n  fix: do this\n")
  }

  @Test func colourAddsOnlyEscapes() {
    let source = SourceText(name: "query", text: "a + b")
    let diagnostic = Diagnostic(
      "E1", "m", at: Span(source, 4, 5), label: "words",
      secondary: [.init(Span(source, 0, 1), "other")], fix: .init("f"))
    var colored = DiagnosticRenderer(color: true).render(diagnostic)
    #expect(colored.contains("\u{1B}[1;31m^\u{1B}[0m"))
    for code in ["1;31", "1;33", "1;34", "1;32", "0"] {
      colored = colored.split(separator: "\u{1B}[\(code)m", omittingEmptySubsequences: false)
        .joined()
    }
    #expect(colored == render(diagnostic))
  }
}
