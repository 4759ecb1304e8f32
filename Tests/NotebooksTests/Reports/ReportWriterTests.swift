import Catalog
import Diagnostics
import Foundation
import Testing

@testable import Notebooks

/// Where reports go: the words of `--report`, files that appear whole, and places that refuse them.
@Suite("Places of reports") struct ReportWriterTests {
  private final class Sink: ByteSink {
    var text = ""
    func write(_ bytes: UnsafeRawBufferPointer) { text += String(decoding: bytes, as: UTF8.self) }
  }

  private func inFolder(_ body: (String) throws -> Void) throws {
    let path = NSTemporaryDirectory() + "hfnb-reports-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  private func read(_ words: [String], notebooks: [String] = []) throws -> [ReportTarget] {
    try ReportTarget.read(words, folder: "/w", notebooks: notebooks)
  }

  @Test("kinds and paths are read")
  func words() throws {
    let targets = try read(["json:a:b.json", "junit:-", "json:/w/c.json"])
    #expect(targets.map(\.kind) == [.json, .junit, .json])
    #expect(targets.map(\.path) == ["a:b.json", nil, "/w/c.json"])
    #expect(try read(["github"]).map(\.path) == [nil])
    #expect(try read([]).isEmpty)
  }

  @Test(
    "words that make no sense are refused with advice",
    arguments: [
      (["jsn:a"], "did you mean `--report json:a`?"),
      (["junti"], "did you mean `--report junit`?"),
      (["gihub"], "did you mean `--report github`?"),
      (["report.json"], "did you mean `--report json:report.json`?"),
      (["report.xml"], "did you mean `--report junit:report.xml`?"),
      (["html:a"], "Reports: json:PATH, junit:PATH, github."),
      (["json"], "For example `--report json:report.json`; `json:-` is standard output."),
      (["junit:"], "For example `--report junit:report.xml`; `junit:-` is standard output."),
      (["github:a"], "GitHub reads it from standard output, where it is written."),
      (["json:a", "junit:./x/../a"], "Give each report a place of its own."),
      (["json:-", "github"], "Give each report a place of its own."),
      (["json:n.txt"], "Reports are files of their own, such as report.json."),
      (["junit:other.hfnb"], "Reports are files of their own, such as report.xml."),
      (["junit:n.hfnb.lock"], "Reports are files of their own, such as report.xml."),
    ])
  func refusedWords(_ words: [String], _ advice: String) throws {
    let error = #expect(throws: Diagnostic.self) { try read(words, notebooks: ["./n.txt"]) }
    #expect(error?.code == "E716" && error?.kind == .usage)
    #expect(error?.details == [advice])
  }

  @Test("files are made with their folders and replaced whole; a link keeps pointing")
  func files() throws {
    try inFolder { path in
      let files = FileManager.default
      try "old".write(toFile: path + "/old.json", atomically: false, encoding: .utf8)
      try files.createSymbolicLink(
        atPath: path + "/link.json", withDestinationPath: "old.json")
      let sink = Sink()
      let targets = try ReportTarget.read(
        ["json:\(path)/link.json", "junit:\(path)/deep/er/r.xml", "github"], folder: path,
        notebooks: [])
      let writer = ReportWriter(targets, folder: path, output: sink)
      try writer.prepare()
      #expect(try String(contentsOfFile: path + "/old.json", encoding: .utf8) == "old")
      #expect(writer.write(SampleReports.run).isEmpty)
      #expect(
        try String(contentsOfFile: path + "/old.json", encoding: .utf8)
          == JSONReport.text(SampleReports.run))
      #expect(try files.destinationOfSymbolicLink(atPath: path + "/link.json") == "old.json")
      #expect(
        try String(contentsOfFile: path + "/deep/er/r.xml", encoding: .utf8)
          == JUnitReport.text(SampleReports.run))
      #expect(sink.text == GitHubReport.text(SampleReports.run, folder: path))
      #expect(
        try files.contentsOfDirectory(atPath: path).sorted() == ["deep", "link.json", "old.json"])
    }
  }

  @Test("a device is written to and stays a device")
  func devices() throws {
    let targets = try read(["json:/dev/null"])
    let writer = ReportWriter(targets, folder: "/w", output: Sink())
    try writer.prepare()
    #expect(writer.write(SampleReports.run).isEmpty)
    var facts = stat()
    #expect(stat("/dev/null", &facts) == 0 && facts.st_mode & S_IFMT == S_IFCHR)
  }

  @Test("a place that refuses is told before and after the run, and the other reports are written")
  func refusedPlaces() throws {
    try inFolder { path in
      try "x".write(toFile: path + "/taken", atomically: false, encoding: .utf8)
      try FileManager.default.createDirectory(
        atPath: path + "/folder", withIntermediateDirectories: false)
      for place in [path + "/taken/r.json", path + "/folder", path + "/folder/"] {
        let targets = try ReportTarget.read(
          ["json:\(place)", "junit:\(path)/r.xml"], folder: path, notebooks: [])
        let writer = ReportWriter(targets, folder: path, output: Sink())
        let early = #expect(throws: Diagnostic.self, "\(place)") { try writer.prepare() }
        #expect(early?.code == "E715" && early?.kind == .output)
        let late = writer.write(SampleReports.run)
        #expect(late.map(\.code) == ["E715"], "\(place)")
        #expect(late.first?.message == "the report `\(place)` could not be written")
        #expect(FileManager.default.fileExists(atPath: path + "/r.xml"))
      }
    }
  }

  @Test("a full disk is told", .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func fullDisk() throws {
    let writer = ReportWriter(try read(["json:/dev/full"]), folder: "/w", output: Sink())
    let problems = writer.write(SampleReports.run)
    #expect(problems.map(\.code) == ["E715"])
    #expect(problems.first?.details == ["/dev/full: no space is left on the device"])
  }
}
