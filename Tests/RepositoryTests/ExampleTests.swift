import Catalog
import Diagnostics
import Foundation
import Notebooks
import TestSupport
import Testing
import Workbench

/// Runs the examples of every declaration and compares their results.
@Suite struct ExampleTests {
  @Test("Examples give what they say") func examples() {
    let registry = Registry.standard
    // What examples save goes to a folder that is removed.
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("hfnb-examples-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let declarations = Reference(registry).chapters.flatMap(\.entries).map(\.declaration)
    for declaration in declarations {
      for example in declaration.examples {
        let output = MemorySink()
        let runner = QueryRunner(
          .init(
            threadCount: 1, presentation: PresentationOptions(mode: "csv"), saveFolder: folder),
          output: output, talk: MemorySink())
        let status = runner.run([SourceText(name: "example", text: example.query)])
        #expect(status == .success, "\(declaration.name): \(example.title)")
        #expect(
          CaseFile.trimmed(output.text) == CaseFile.trimmed(example.expected),
          "\(declaration.name): \(example.title)\n\(example.query)")
      }
    }
  }
}
