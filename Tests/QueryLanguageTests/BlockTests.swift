import Diagnostics
import QueryLanguage
import TestSupport
import Testing

@Suite struct BlockTests {
  @Test(arguments: Blocks.all.indices)
  func parsesWithoutDiagnostics(_ index: Int) {
    let script = parse(Blocks.all[index])
    let messages = script.diagnostics.map { DiagnosticRenderer().render($0) }.joined()
    #expect(messages == "")
    #expect(!script.statements.isEmpty)
  }
}

func parse(_ text: String) -> Script {
  Parser.parse(SourceText(name: "query", text: text), verbs: AllVerbForms.verbs)
}

/// Every finding of a text as it is shown.
func findings(_ text: String) -> String {
  parse(text).diagnostics.map { DiagnosticRenderer().render($0) }.joined()
}

extension BlockTests {
  @Test(arguments: Blocks.all.indices)
  func formattingKeepsTheTree(_ index: Int) throws {
    try checkFormat(Blocks.all[index])
  }
}

/// Formats a text, and checks that the result is stable and means the same.
@discardableResult
func checkFormat(_ text: String) throws -> String {
  let script = parse(text)
  let formatted = try #require(Formatter.format(script))
  let again = parse(formatted)
  #expect(again.diagnostics.isEmpty, "\(findings(formatted))")
  #expect(treeText(script) == treeText(again))
  #expect(Formatter.format(again) == formatted)
  #expect(script.comments.map(\.text).sorted() == again.comments.map(\.text).sorted())
  return formatted
}
