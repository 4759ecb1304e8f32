import Diagnostics
import QueryLanguage
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
