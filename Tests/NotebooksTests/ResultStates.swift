import Diagnostics
import Foundation
import Testing

@testable import Notebooks

/// Folders of results before and after a run, for tests that stop the run in between.
struct ResultStates: Sendable {
  /// The folder in which everything is.
  let root: String
  var out: String { root + "/n.hfnb.out" }
  var work: String { root + "/.n.hfnb.out.work" }

  /// Runs a test in a folder of its own.
  static func inFolder(_ body: (ResultStates) throws -> Void) throws {
    // Thousands of files are flushed: in memory that costs nothing.
    let memory = "/dev/shm"
    let place = FileManager.default.isWritableFile(atPath: memory) ? memory : NSTemporaryDirectory()
    let path = place + "/hfnb-states-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(ResultStates(root: path))
  }

  /// Removes everything.
  func clear() throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: root) {
      try FileManager.default.removeItem(atPath: root + "/" + name)
    }
  }

  /// What differs between two states of a folder.
  static func difference(_ found: [String: [UInt8]], _ wanted: [String: [UInt8]]) -> [String] {
    Set(found.keys).union(wanted.keys).sorted().compactMap { name in
      if found[name] == wanted[name] { return nil }
      return (found[name] == nil ? "missing " : wanted[name] == nil ? "extra " : "other ") + name
    }
  }

  /// Writes a file, and the folders above it.
  func put(_ text: String, _ path: String) throws {
    let folder = (path as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: false, encoding: .utf8)
  }

  /// The bytes of all files below a folder by their paths in it; empty when it is not there.
  static func files(_ folder: String) throws -> [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    let walk = FileManager.default.enumerator(atPath: folder)
    while let path = walk?.nextObject() as? String {
      var isFolder: ObjCBool = false
      let whole = folder + "/" + path
      guard FileManager.default.fileExists(atPath: whole, isDirectory: &isFolder),
        !isFolder.boolValue
      else { continue }
      found[path] = Array(try Data(contentsOf: URL(fileURLWithPath: whole)))
    }
    return found
  }

  /// Files that people put into a folder of results.
  static let strangers = ["notes.md": "mine", "own/deep/x.csv": "x", "saved/own.txt": "y"]

  func putStrangers() throws {
    for (name, text) in Self.strangers { try put(text, out + "/" + name) }
  }

  // MARK: Runs

  /// What cells save in a run, by cell.
  typealias Saves = [String: [(name: String, text: String)]]

  /// A run that is done as the runner of notebooks does it.
  func write(_ run: NotebookRun, _ saves: Saves = [:]) throws {
    let results = try ResultTransaction(ResultFolder(path: out), fingerprint: "test")
    var run = run
    for index in run.cells.indices {
      let cell = run.cells[index]
      if let key = cell.key,
        let found = results.finished(cell.id, key: key, inputs: cell.inputs)
      {
        run.cells[index] = found
        continue
      }
      // A cell whose file cannot be saved fails; the run goes on.
      for file in saves[cell.id] ?? [] { try? results.save(Array(file.text.utf8), as: file.name) }
      results.record(cell)
    }
    try results.commit(run)
  }

  /// The old results: one cell has two tables.
  static let old: NotebookRun = {
    var run = Sample.run()
    run.path = "n.hfnb"
    let table = run.cells[1].outputs[0]
    run.cells[1].outputs.append(table)
    run.cells.append(CellRun(id: "gone", outputs: [text("an old result\n")]))
    return withKeys(run)
  }()

  static let oldSaves: Saves = [
    "setup": [("kept.csv", "a\n1\n"), ("changed.csv", "a\n2\n"), ("below/old.csv", "a\n3\n")]
  ]

  /// The new results: a table changed, a cell is gone, one is new.
  static let new: NotebookRun = {
    var run = Sample.run()
    run.path = "n.hfnb"
    var table = run.cells[1].outputs[0]
    run.cells[1].outputs.append(table)
    table[.csv] = Array("period,n\n2024-01,7\n".utf8)
    run.cells[1].outputs[1] = table
    run.cells[1].outputs[1].valueDigest = "0123"
    run.cells[1].outputs[1].rows = 1
    run.cells.append(CellRun(id: "fresh", outputs: [text("a new result\n")]))
    return withKeys(run)
  }()

  static let newSaves: Saves = [
    "setup": [("kept.csv", "a\n1\n"), ("changed.csv", "a\n22\n")],
    "fresh": [("fresh/new.csv", "b\n1\n")],
  ]

  private static func text(_ text: String) -> CellOutput {
    CellOutput([.plainText: Array(text.utf8)])
  }

  private static func withKeys(_ run: NotebookRun) -> NotebookRun {
    var run = run
    for index in run.cells.indices {
      run.cells[index].key = "key of " + run.cells[index].id
      run.cells[index].inputs = ["code": "c", "view digits": "6"]
    }
    return run
  }
}
