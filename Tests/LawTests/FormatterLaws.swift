import Catalog
import Diagnostics
import QueryLanguage
import TestSupport
import Testing
import Workbench

/// A formatted program is the same program, and formatting it again changes nothing.
@Suite struct FormatterLaws {
  @Test func randomPrograms() {
    var parsed = 0
    for seed in UInt64(0)..<2500 {
      var generator = RandomProgram(seed)
      let text = generator.program()
      let source = SourceText(name: "law", text: text)
      let script = Parser.parse(source, verbs: Registry.standard.verbForms)
      if script.diagnostics.isEmpty { parsed += 1 }
      guard let flaw = AnyText.formatter.flaw(in: Array(text.utf8)) else { continue }
      Issue.record("seed \(seed) \(flaw)\n----\n\(text)")
      return
    }
    // A few programs are drawn that chain what does not chain; the others are programs.
    #expect(parsed > 2000, "\(parsed)")
  }
}
