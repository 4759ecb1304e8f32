import Catalog
import Diagnostics
import Foundation
import Notebooks
import TestSupport
import Testing
import Workbench

/// The reference that stands in the repository is the one that the code would write now.
@Suite struct ReferenceTests {
  private static let folder = Repository.root.appendingPathComponent("notebooks/reference").path

  @Test("The notebooks and the README are current; `make reference` writes them") func current() {
    let talk = MemorySink()
    let request = ReferenceCommand.Request(
      notebookFolder: Self.folder,
      tableFile: Repository.root.appendingPathComponent("README.md").path, checks: true)
    let status = ReferenceCommand(request, output: MemorySink(), talk: talk).run()
    #expect(status == .success, "\(talk.text)")
  }

  @Test("The folder holds nothing else") func nothingElse() throws {
    let written = Set(ReferenceNotebooks.all(Reference(.standard)).map(\.name))
    let found = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
      .filter { $0.hasSuffix(".hfnb") }
    #expect(Set(found) == written)
  }

  @MainActor @Test("Every reference notebook runs") func notebooksRun() {
    let out = FileManager.default.temporaryDirectory
      .appendingPathComponent("hfnb-reference-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: out) }
    let talk = MemorySink()
    let request = BatchRun.Request(words: [Self.folder], outputFolder: out, formats: ["text"])
    let status = BatchRun(request, talk: talk).run()
    #expect(status == .success, "\(talk.text)")
    #expect(talk.text.contains("0 failed"), "\(talk.text)")
  }

  @Test("The JSON names every entry once") func json() throws {
    let reference = Reference(.standard)
    let text = ReferenceJSON.text(reference)
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(root["version"] as? Int == Reference.version)
    let chapters = try #require(root["chapters"] as? [[String: Any]])
    let names = chapters.flatMap { chapter in
      (chapter["entries"] as? [[String: Any]] ?? []).compactMap { entry in
        (entry["kind"] as? String).flatMap { kind in
          (entry["name"] as? String).map { "\(kind) \($0)" }
        }
      }
    }
    #expect(Set(names).count == names.count)
    let declared = reference.chapters.flatMap(\.entries).map { "\($0.kind.rawValue) \($0.title)" }
    #expect(names == declared)
    #expect(names.contains("verb group by") && names.contains("aggregate mean"))
  }
}
