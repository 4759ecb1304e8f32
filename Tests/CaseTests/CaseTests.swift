import Diagnostics
import Foundation
import Notebooks
import TestSupport
import Testing
import Workbench

/// Runs every text case: queries in this process, lines that begin with `$` through a shell.
@Suite struct CaseTests {
  static let files = CaseFile.all(
    below: Repository.root.appendingPathComponent("Tests/CaseTests/Cases"))

  @Test("Text cases", arguments: files)
  func file(_ url: URL) throws {
    var file = try CaseFile(url)
    var changed = false
    for index in file.cases.indices {
      let item = file.cases[index]
      guard let actual = try Self.output(of: item.input) else { continue }
      if CaseFile.isRecording {
        changed = changed || actual != item.expected
        file.cases[index].expected = actual
      } else {
        #expect(actual == item.expected, "\(item.title)\n\(item.input)")
      }
    }
    if changed {
      try file.write()
      Issue.record("recorded \(url.lastPathComponent); read the change before keeping it")
    }
  }

  @Test("There are cases") func cases() { #expect(Self.files.count > 5) }

  private static func output(of input: String) throws -> String? {
    if input.hasPrefix("$ ") {
      guard let program = Repository.program else {
        Issue.record("the program was not built beside the tests")
        return nil
      }
      let script = input.components(separatedBy: "\n")
        .map { $0.hasPrefix("$ ") ? String($0.dropFirst(2)) : $0 }.joined(separator: "\n")
      return CaseFile.trimmed(try Shell.run(script, program: program))
    }
    return CaseFile.trimmed(run(input))
  }

  /// The output of a query as CSV, followed by its messages and its status unless it is zero.
  static func run(_ query: String) -> String {
    let output = MemorySink()
    let runner = QueryRunner(
      .init(threadCount: 2, presentation: PresentationOptions(mode: "csv")), output: output,
      talk: output)
    let status = runner.run([SourceText(name: "query", text: query)])
    let text = output.text
    guard status != .success else { return text }
    return text + (text.hasSuffix("\n") || text.isEmpty ? "" : "\n") + "exit \(status.rawValue)\n"
  }
}
