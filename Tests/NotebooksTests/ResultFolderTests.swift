import Diagnostics
import Foundation
import Testing

@testable import Notebooks

@Suite("Result folder")
struct ResultFolderTests {
  /// Runs a test in a folder of its own.
  private func inFolder(_ body: (String) throws -> Void) throws {
    let path = NSTemporaryDirectory() + "hfnb-results-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  private func names(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test("results are written, and the second run of the same is equal")
  func write() throws {
    try inFolder { path in
      let folder = ResultFolder(ofNotebook: path + "/deep/er/monthly.hfnb")
      #expect(folder.path.hasSuffix("/deep/er/monthly.hfnb.out"))
      let files = try folder.write(Sample.run())
      let expected = [
        "by-month-chart.csv", "by-month-chart.svg", "by-month.csv", "by-month.txt", "page.json",
        "run.json",
      ]
      #expect(files == expected)
      #expect(try names(folder.path) == expected)
      // A file ends with a line break even when the output does not.
      #expect(try text(folder.path + "/by-month.csv").hasSuffix("0.4215\n"))
      let manifest = try text(folder.path + "/run.json")
      try folder.write(Sample.run())
      #expect(try text(folder.path + "/run.json") == manifest)
      let parsed = try #require(
        try JSONSerialization.jsonObject(with: Data(manifest.utf8)) as? [String: Any])
      #expect(parsed["exit"] as? Int == 3)
      #expect(parsed["notebook"] as? String == "monthly.hfnb")
      #expect(parsed["digests"] as? String == "fnv1a64")
      let cells = try #require(parsed["cells"] as? [[String: Any]])
      #expect(
        cells.map { $0["status"] as? String } == ["ok", "ok", "ok", "failed", "skipped", "ok"])
      #expect((cells[3]["error"] as? [String: Any])?["code"] as? String == "E201")
      #expect(cells[4]["needs"] as? [String] == ["broken"])
    }
  }

  @Test("pages made from stored results equal those made after the run") func stored() throws {
    try inFolder { path in
      let folder = ResultFolder(path: path)
      var run = Sample.run()
      run.givenParameters = ["grain": ["month"]]
      run.today = 19_000
      try folder.write(run)
      let read = try #require(folder.read(run.notebook, path: run.path))
      #expect(JupyterExporter().export(read) == JupyterExporter().export(run))
      #expect(HTMLExporter().export(read) == HTMLExporter().export(run))
      #expect(MarkdownExporter().export(read) == MarkdownExporter().export(run))
      #expect(TextExporter().export(read) == TextExporter().export(run))
      #expect(read.givenParameters == run.givenParameters && read.today == run.today)
      #expect(read.exitStatus == .program)
      // What is read is written again as it was.
      let page = try text(path + "/page.json")
      try folder.write(read)
      #expect(try text(path + "/page.json") == page)
      // A file that somebody changed, a missing one and a damaged page are no results.
      for (name, content) in [("by-month.csv", "x"), ("by-month.csv", nil), ("page.json", "{")] {
        try folder.write(run)
        let file = path + "/" + name
        if let content {
          try content.write(toFile: file, atomically: false, encoding: .utf8)
        } else {
          try FileManager.default.removeItem(atPath: file)
        }
        #expect(folder.read(run.notebook, path: run.path) == nil, "\(name)")
      }
      #expect(ResultFolder(path: path + "/none").read(run.notebook, path: run.path) == nil)
    }
  }

  @Test("only files of the run before are removed")
  func removal() throws {
    try inFolder { path in
      let folder = ResultFolder(path: path)
      try folder.write(Sample.run())
      for name in ["mine.csv", "notes.md", ".hfnb-tmp-by-month.csv"] {
        try "x".write(toFile: path + "/" + name, atomically: false, encoding: .utf8)
      }
      var run = Sample.run()
      run.cells.removeAll { $0.id == "by-month" }
      try folder.write(run)
      #expect(
        try names(path)
          == [
            "by-month-chart.csv", "by-month-chart.svg", "mine.csv", "notes.md", "page.json",
            "run.json",
          ])
    }
  }

  @Test("a hostile manifest cannot make a run remove other files")
  func hostileManifest() throws {
    try inFolder { path in
      let out = path + "/out"
      try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
      try "x".write(toFile: path + "/keep.csv", atomically: false, encoding: .utf8)
      try "x".write(toFile: out + "/Keep.csv", atomically: false, encoding: .utf8)
      let manifest =
        "{\"format\": \"hfnb-run\", \"files\": [\"../keep.csv\", \"Keep.csv\", 7, \"\", \".\", \"a/../../keep.csv\"]}"
      try manifest.write(toFile: out + "/run.json", atomically: false, encoding: .utf8)
      try ResultFolder(path: out).write(Sample.run())
      #expect(FileManager.default.fileExists(atPath: path + "/keep.csv"))
      #expect(FileManager.default.fileExists(atPath: out + "/Keep.csv"))
      #expect(JSONReader.read(Array(String(repeating: "[", count: 100_000).utf8)) == nil)
    }
  }

  @Test("several outputs of a cell get numbers that no other cell uses")
  func numberedNames() {
    let csv = CellOutput([.csv: Array("a\n".utf8)])
    var run = Sample.run()
    run.cells = [
      CellRun(id: "a", outputs: [csv, csv, csv]), CellRun(id: "a-2", outputs: [csv]),
      CellRun(id: "run", outputs: [CellOutput([.json: Array("1".utf8)])]),
      CellRun(id: "../x", outputs: [csv]),
    ]
    #expect(
      OutputFiles(run).files.map(\.name)
        == ["a.csv", "a-3.csv", "a-4.csv", "a-2.csv", "run-2.json"])
  }

  @Test("what cannot be written is an error that names the place")
  func failures() throws {
    try inFolder { path in
      try "x".write(toFile: path + "/file", atomically: false, encoding: .utf8)
      let inTheWay = #expect(throws: Diagnostic.self) {
        try ResultFolder(path: path + "/file").write(Sample.run())
      }
      #expect(inTheWay?.kind == .output)
      #expect(
        inTheWay?.message
          == "results could not be written: a file stands where the folder has to be")
      let below = #expect(throws: Diagnostic.self) {
        try ResultFolder(path: path + "/file/out").write(Sample.run())
      }
      #expect(below?.details == ["\(path)/file/out: a part of the path is not a folder"])
      try FileManager.default.createDirectory(
        atPath: path + "/out/by-month.csv", withIntermediateDirectories: true)
      let folder = #expect(throws: Diagnostic.self) {
        try ResultFolder(path: path + "/out").write(Sample.run())
      }
      #expect(folder?.details == ["\(path)/out/by-month.csv: it is a folder"])
      #expect(!FileManager.default.fileExists(atPath: path + "/out/run.json"))
      #expect(try names(path + "/out").allSatisfy { !$0.hasPrefix(".hfnb-tmp-") })
    }
    // A place where no folder can be made, whoever asks.
    let nowhere = #expect(throws: Diagnostic.self) {
      try ResultFolder(path: "/proc/hfnb-out").write(Sample.run())
    }
    #expect(nowhere?.kind == .output)
  }

  @Test("JSON text comes back as it was")
  func json() {
    let value = JSONValue.object([
      "b": .array([.int(-3), .null, .bool(true), .array([]), .object([:])]),
      "a": .text("\"\\\n\t\u{1}\u{2028}é👩‍👩‍👧\u{7F}"),
    ])
    let text = value.rendered()
    #expect(JSONReader.read(Array(text.utf8)) == value)
    #expect(text.hasPrefix("{\n  \"a\": "))
    for broken in ["", "{", "[1,]", "{\"a\"}", "tru", "1 2", "\"\\ud80\"", "\"a", "[1.]", "-"] {
      #expect(JSONReader.read(Array(broken.utf8)) == nil, "\(broken)")
    }
    #expect(
      JSONReader.read(Array("[1.5, 2e3, -0, 9223372036854775808]".utf8))?.compact
        == "[1.5, 2000.0, 0, 9.223372036854776e+18]")
    #expect(JSONReader.read(Array("\"\\ud83d\\ude00\"".utf8)) == .text("😀"))
  }

  @Test("the highest status of several notebooks wins")
  func exitStatus() {
    typealias Status = Notebooks.ExitStatus
    let none: [Status] = []
    #expect(Status.combined(none) == .success)
    #expect(Status.combined([Status.difference, .expectation, .limit]) == .limit)
    #expect(Status.combined([Status.usage, .program, .data]) == .usage)
    #expect(Status.combined([Status.defect, .interrupted, .terminated]) == .terminated)
    #expect(Set(Status.precedence) == Set(Status.allCases))
    #expect(Status.allCases.map(\.rawValue) == [0, 1, 2, 3, 4, 5, 6, 7, 70, 130, 143])
    let warning = Diagnostic("W1", "x", kind: .data, severity: .warning)
    #expect(Status.combined([warning]) == .success)
    #expect(Status.combined([warning, Diagnostic("E1", "x", kind: .data)]) == .data)
  }

  @Test("edits of different cells merge without a conflict")
  func merges() throws {
    let base = Sample.report.split(separator: "\n", omittingEmptySubsequences: false)
    let cells = Sample.parse(Sample.report).notebook.cells
    try inFolder { path in
      func merge(_ left: Int, _ right: Int) throws -> (status: Int32, text: String) {
        for (name, edited) in [("base", nil), ("left", left), ("right", right)] as [(String, Int?)]
        {
          var lines = base.map(String.init)
          if let edited { lines[cells[edited].firstLine - 1] += "  # changed \(edited)" }
          let file = path + "/" + name
          try lines.joined(separator: "\n").write(toFile: file, atomically: false, encoding: .utf8)
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git", "merge-file", "left", "base", "right"]
        process.currentDirectoryURL = URL(fileURLWithPath: path)
        process.standardError = nil
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, try text(path + "/left"))
      }
      for left in cells.indices {
        for right in cells.indices.dropFirst(left + 1) {
          let (status, merged) = try merge(left, right)
          // `env` without git ends with 127; then there is nothing to compare.
          guard status != 127 else { return }
          #expect(status == 0)
          #expect(merged.components("# changed") == 2)
          #expect(Sample.parse(merged).diagnostics.isEmpty)
        }
      }
    }
  }
}
