import Foundation
import Notebooks
import TestSupport
import Testing
import Workbench

/// The notebooks beside the sources stand in their canonical form and run without anything given.
@Suite struct ShippedNotebookTests {
  private static let folder = Repository.root.appendingPathComponent("notebooks")

  private static let paths: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".hfnb") }.sorted()
      .map { folder.appendingPathComponent($0).path }
  }()

  @Test("The README names each") func list() throws {
    let readme = try String(
      contentsOf: Repository.root.appendingPathComponent("README.md"), encoding: .utf8)
    #expect(Self.paths.count >= 10)
    for path in Self.paths {
      let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
      #expect(readme.contains("| `\(name)` |"), "\(name)")
    }
  }

  @Test("`hfnb fmt --check` has nothing to say") func format() {
    let talk = MemorySink()
    let status = FormatCommand(check: true, talk: talk).run(Self.paths)
    #expect(status == .success && talk.text.isEmpty, "\(talk.text)")
  }

  @MainActor @Test("Each runs on its sample") func run() {
    let out = FileManager.default.temporaryDirectory
      .appendingPathComponent("hfnb-shipped-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: out) }
    let talk = MemorySink()
    let request = BatchRun.Request(
      words: Self.paths, outputFolder: out, formats: ["text", "svg", "html"])
    #expect(BatchRun(request, talk: talk).run() == .success, "\(talk.text)")
  }
}
