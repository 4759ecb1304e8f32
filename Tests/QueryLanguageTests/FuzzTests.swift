import Diagnostics
import QueryLanguage
import TestSupport
import Testing

/// Parses a text of any kind, and checks what must hold for every text.
private func checkAny(_ text: String) {
  let script = parse(text)
  let count = script.source.bytes.count
  for statement in script.statements {
    #expect(statement.span.lower <= statement.span.upper && statement.span.upper <= count)
  }
  for diagnostic in script.diagnostics {
    #expect(diagnostic.primary != nil || diagnostic.code == "E119")
    #expect(!DiagnosticRenderer().render(diagnostic).isEmpty)
    for edit in diagnostic.fix?.edits ?? [] { #expect(edit.span.upper <= count) }
  }
  let source = SourceText(name: "query", text: text)
  let completeness = Parser.completeness(of: source, verbs: AllVerbForms.verbs)
  guard let formatted = Formatter.format(script) else { return }
  #expect(completeness != .invalid)
  let again = parse(formatted)
  #expect(again.diagnostics.isEmpty, "\(text)\n----\n\(formatted)\n\(findings(formatted))")
  #expect(treeText(script) == treeText(again), "\(text)\n----\n\(formatted)")
  #expect(Formatter.format(again) == formatted, "\(text)\n----\n\(formatted)")
}

@Suite struct FuzzTests {
  @Test func randomBytes() {
    var random = SeededNumbers(1)
    for _ in 0..<1000 {
      let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      checkAny(String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test func randomWords() {
    var random = SeededNumbers(2)
    let words = [
      "lb", "|", "filter", "derive", "group", "by", "agg", "top", "plot", "x", "=", "==", "(", ")",
      "[", "]", "{", "}", ",", ";", ":", ".", "..", "@", "\n", "\n  ", "# c\n", "1", "2024-03",
      "30 days", "\"t\"", "f\"{a}\"", "r\"x\"", "not", "in", "is", "null", "case", "if", "then",
      "else", "=>", "->", "+", "-", "*", "/", "^", "??", "~", "let", "def", "param", "load", "from",
      "rows", "per", "along", "desc", "`q q`", "join", "on", "select", "scale", "line", "5%", "7k",
    ]
    for _ in 0..<1500 {
      var text = Bool.random(using: &random) ? "lb | " : ""
      for _ in 0..<Int.random(in: 1...14, using: &random) {
        text += (words.randomElement(using: &random) ?? "") + " "
      }
      checkAny(text)
    }
  }

  @Test func changedPrograms() {
    var random = SeededNumbers(3)
    let sign = Array("|(){}[],.\"'`#\n =+-*~@:;_%0aé\u{301}“".utf8)
    for _ in 0..<1500 {
      var bytes = Array((Blocks.all.randomElement(using: &random) ?? "").utf8)
      let start = Int.random(in: 0..<bytes.count, using: &random)
      bytes = Array(bytes[start..<min(bytes.count, start + 250)])
      for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(sign.randomElement(using: &random) ?? 0, at: place)
        case 2: bytes[place] = sign.randomElement(using: &random) ?? 0
        default: bytes.removeSubrange(place..<min(bytes.count, place + 12))
        }
      }
      checkAny(String(decoding: bytes, as: UTF8.self))
    }
  }
}
