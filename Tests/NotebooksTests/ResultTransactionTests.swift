import Catalog
import Diagnostics
import Foundation
import Testing

@testable import Notebooks

/// Runs that make results: what they take up from a run that did not end, and what keeps two apart.
@Suite("Result transaction") struct ResultTransactionTests {
  private func begin(
    _ states: ResultStates, fingerprint: String = "test",
    waiting: ResultTransaction.Waiting? = nil
  ) throws -> ResultTransaction {
    try ResultTransaction(
      ResultFolder(path: states.out), command: "hfnb run n.hfnb", fingerprint: fingerprint,
      waiting: waiting)
  }

  /// What a file of the journal and the pages would say of a cell.
  private func text(_ cell: CellRun) -> String {
    let files = OutputFiles([cell]).files
    return StoredPage.value(of: cell, files).rendered()
      + "\(cell.outputs.map(\.valueDigest)) \(cell.outputs.map(\.rows)) \(cell.inputs.sorted { $0.key < $1.key })"
  }

  // MARK: After a crash

  @Test("cells that are done are taken up after a crash, and only as they were") func resume()
    throws
  {
    try ResultStates.inFolder { states in
      try states.write(ResultStates.old, ResultStates.oldSaves)
      let run = ResultStates.new
      let inputs = ["code": "c", "view digits": "6"]
      /// Two cells are done; then the process ends.
      func crash(_ fingerprint: String = "test") throws {
        let results = try begin(states, fingerprint: fingerprint)
        for file in ResultStates.newSaves["setup"] ?? [] {
          try results.save(Array(file.text.utf8), as: file.name)
        }
        for cell in run.cells.prefix(4) { results.record(cell) }
        results.abandon(keepsFinished: true)
      }
      try crash()
      do {
        let results = try begin(states)
        for cell in run.cells.prefix(3) {
          let found = try #require(
            results.finished(cell.id, key: "key of \(cell.id)", inputs: inputs))
          #expect(text(found) == text(cell))
          #expect(found.key == cell.key)
        }
        // It failed, so it is done again; and others were not done, or have another key.
        for id in ["broken", "expected", "fresh", "nobody"] {
          #expect(results.finished(id, key: "key of \(id)", inputs: inputs) == nil)
        }
        #expect(results.finished("by-month", key: "another", inputs: inputs) == nil)
        #expect(results.finished("by-month", key: "key of by-month", inputs: ["code": "c"]) == nil)
        results.abandon(keepsFinished: true)
      }
      // Lines that were torn or changed, and files that were changed, are not believed.
      let journal = states.work + "/journal"
      let bytes = try Data(contentsOf: URL(fileURLWithPath: journal))
      let lines = bytes.split(separator: UInt8(ascii: "\n"))
      #expect(lines.count == 4)
      for length in [bytes.count - 1, bytes.count - 20, lines[0].count + 10, 3, 0] {
        try bytes.prefix(length).write(to: URL(fileURLWithPath: journal))
        let results = try begin(states)
        let found = run.cells.prefix(3).map {
          results.finished($0.id, key: "key of \($0.id)", inputs: inputs) != nil
        }
        let whole =
          bytes.prefix(length).split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
          ).count - 2
        #expect(found == (0..<3).map { $0 < whole }, "\(length)")
        results.abandon(keepsFinished: true)
        try crash()
      }
      var damaged = bytes
      damaged[lines[0].count + 60] ^= 1
      try damaged.write(to: URL(fileURLWithPath: journal))
      do {
        let results = try begin(states)
        #expect(results.finished("setup", key: "key of setup", inputs: inputs) == nil)
        results.abandon()
        #expect(!FileManager.default.fileExists(atPath: states.work))
      }
      try crash()
      try states.put("x", states.work + "/cells/by-month.2.csv")
      try states.put("x", states.work + "/cells/saved/changed.csv")
      do {
        let results = try begin(states)
        #expect(results.finished("setup", key: "key of setup", inputs: inputs) == nil)
        #expect(results.finished("by-month", key: "key of by-month", inputs: inputs) == nil)
        #expect(
          results.finished("by-month-chart", key: "key of by-month-chart", inputs: inputs) != nil)
        results.abandon()
      }
      // Another program may draw and write in another way.
      try crash("other")
      let results = try begin(states)
      #expect(results.finished("setup", key: "key of setup", inputs: inputs) == nil)
      results.abandon()
      #expect(!FileManager.default.fileExists(atPath: states.work))
    }
  }

  @Test("results of cells that were taken up equal those of a run without a crash") func resumed()
    throws
  {
    try ResultStates.inFolder { states in
      try states.write(ResultStates.new, ResultStates.newSaves)
      let new = try ResultStates.files(states.out)
      try states.clear()
      let first = try begin(states)
      for file in ResultStates.newSaves["setup"] ?? [] {
        try first.save(Array(file.text.utf8), as: file.name)
      }
      for cell in ResultStates.new.cells { first.record(cell) }
      first.abandon(keepsFinished: true)
      // Cells that are taken up save nothing again.
      try states.write(ResultStates.new, ["fresh": ResultStates.newSaves["fresh"] ?? []])
      var expected = new
      expected["saved/fresh/new.csv"] = nil
      var found = try ResultStates.files(states.out)
      #expect(Set(found.keys) == Set(expected.keys))
      for name in ["run.json"] {
        found[name] = nil
        expected[name] = nil
      }
      #expect(ResultStates.difference(found, expected) == [])
    }
  }

  // MARK: Two runs

  @Test("a second run is refused, or waits") func lock() throws {
    try ResultStates.inFolder { states in
      let first = try begin(states)
      let refused = #expect(throws: Diagnostic.self) { try begin(states) }
      #expect(refused?.code == "E641" && refused?.kind == .output)
      #expect(
        refused?.message == "another run is making the results in `\(states.out)`")
      #expect(refused?.details == ["It is process \(getpid()), `hfnb run n.hfnb`."])
      #expect(refused?.fix?.text.contains("--wait") == true)
      // Waiting ends when the user says so, or when the first is done.
      let stopped = Cancellation()
      stopped.cancel()
      let cancelled = #expect(throws: Diagnostic.self) {
        try begin(states, waiting: .init(cancellation: stopped))
      }
      #expect(cancelled?.kind == .cancelled)
      var told: [String] = []
      let second = try begin(
        states,
        waiting: .init(cancellation: Cancellation()) { holder in
          told.append(holder)
          _ = try? first.commit(ResultStates.old)
        })
      #expect(told == ["process \(getpid()), `hfnb run n.hfnb`"])
      try second.commit(ResultStates.new)
      #expect(!FileManager.default.fileExists(atPath: states.work))
      let over = #expect(throws: Diagnostic.self) { try second.commit(ResultStates.new) }
      #expect(over?.kind == .defect)
    }
  }

  @Test("readers see the old results or the new ones while runs replace them") func readers()
    async throws
  {
    let path = NSTemporaryDirectory() + "hfnb-readers-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let states = ResultStates(root: path)
    try states.write(ResultStates.old, ResultStates.oldSaves)
    let isDone = Cancellation()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        defer { isDone.cancel() }
        for _ in 0..<30 {
          try states.write(ResultStates.new, ResultStates.newSaves)
          try states.write(ResultStates.old, ResultStates.oldSaves)
        }
      }
      group.addTask {
        let folder = ResultFolder(path: states.out)
        let old = Set(ResultStates.old.cells.map(\.id))
        let new = Set(ResultStates.new.cells.map(\.id))
        repeat {
          let run = try #require(folder.read(ResultStates.old.notebook, path: "n.hfnb"))
          let ids = Set(run.cells.map(\.id))
          #expect(ids == old || ids == new)
          let recorded = try #require(folder.recorded())
          #expect(recorded.cells.allSatisfy { $0.damagedFiles.isEmpty })
          #expect(folder.file("by-month.csv") != nil)
        } while !isDone.isCancelled
      }
      try await group.waitForAll()
    }
  }
}
