import Foundation
import Notebooks
import TestSupport
import Testing
import Workbench

/// Where a batch run puts the results of notebooks in folders below the one that was named.
@Suite struct ResultPlacesTests {
  @MainActor @Test("Notebooks of one name in two folders keep their results apart")
  func sameNames() throws {
    let files = FileManager.default
    let root = files.temporaryDirectory.appendingPathComponent("hfnb-places-\(UUID().uuidString)")
    defer { try? files.removeItem(at: root) }
    let below = root.appendingPathComponent("books/more")
    try files.createDirectory(at: below, withIntermediateDirectories: true)
    for (folder, value) in [("books", "1"), ("books/more", "2")] {
      let text = "---\nhfnb: 1\n---\n\n```hfq a\nrows [x; \(value)]\n```\n"
      try text.write(
        to: root.appendingPathComponent("\(folder)/same.hfnb"), atomically: true, encoding: .utf8)
    }
    let out = root.appendingPathComponent("out").path
    let request = BatchRun.Request(
      words: [root.appendingPathComponent("books").path], outputFolder: out,
      formats: ["csv", "html"])
    #expect(BatchRun(request, talk: MemorySink()).run() == .success)
    for (place, value) in [("same", "1"), ("more/same", "2")] {
      #expect(files.fileExists(atPath: "\(out)/\(place).html"))
      let folder = "\(out)/\(place).hfnb.out"
      let names = try files.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".csv") }
      #expect(names.count == 1)
      for name in names {
        #expect(try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) == "x\n\(value)\n")
      }
    }
  }
}
