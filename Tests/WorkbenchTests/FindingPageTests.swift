import Diagnostics
import Foundation
import TestSupport
import Testing
import Workbench

/// The pages behind codes: every code has one, and its example raises it.
@Suite struct FindingPageTests {
  /// Codes that no example in a few lines can raise.
  static let withoutExample: Set<String> = [
    "E119", "E130", "E403", "E404", "E440", "E441", "E442", "E443", "E444", "E471", "E503",
    "E504", "E509", "E704", "E705", "E711", "E803", "E804", "E805", "E824", "E831", "E833", "E851",
    "E900", "W1", "W17",
  ]

  @Test("Every code in the sources has a page, and every page a code") func codes() throws {
    var used: Set<String> = []
    let sources = Repository.root.appendingPathComponent("Sources")
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    for case let file as URL in files?.allObjects ?? []
    where file.pathExtension == "swift" && !file.path.contains("/Diagnostics/Pages/") {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: #/"(E[0-9]{3}|W[0-9]{1,2})"/#) {
        used.insert(String(match.output.1))
      }
    }
    let pages = Set(FindingPages.all.map(\.code))
    #expect(used.subtracting(pages).sorted() == [])
    #expect(pages.subtracting(used).sorted() == [])
  }

  @Test("Pages differ in code and meaning, and say something") func pages() {
    #expect(Set(FindingPages.all.map(\.code)).count == FindingPages.all.count)
    #expect(Set(FindingPages.all.map(\.meaning)).count == FindingPages.all.count)
    for page in FindingPages.all {
      #expect(!page.meaning.hasSuffix("."), "\(page.code)")
      #expect(page.why.hasSuffix(".") && page.why.count > 20, "\(page.code)")
      #expect(page.mending.count > 8, "\(page.code)")
      #expect(page.text.split(separator: "\n").allSatisfy { DisplayWidth.cells($0) <= 100 })
    }
    let silent = FindingPages.all.filter { if case .none = $0.example { true } else { false } }
    #expect(Set(silent.map(\.code)) == Self.withoutExample)
    #expect(FindingPages.page("e201")?.code == "E201")
    #expect(FindingPages.page("E999") == nil)
  }

  @Test("The example of a page raises its code", arguments: FindingPages.all.map(\.code))
  func example(_ code: String) throws {
    let page = try #require(FindingPages.page(code))
    let output: String
    switch page.example {
    case .none: return
    case .query(let query):
      let sink = MemorySink()
      let runner = QueryRunner(
        .init(threadCount: 2, findings: .json), output: MemorySink(), talk: sink)
      _ = runner.run([SourceText(name: "query", text: query)])
      output = sink.text
      #expect(output.contains("\"code\": \"\(code)\""), "\(output)")
      return
    case .commands(let lines): output = try shell(lines)
    case .notebook(let text):
      output = try shell("cat > n.hfnb <<'END'\n\(text)END\nhfnb run n.hfnb")
    }
    #expect(output.contains("[\(code)]"), "\(output)")
  }

  private func shell(_ script: String) throws -> String {
    try Shell.run(script, program: try #require(Repository.program))
  }
}
