import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Notebooks

/// The texts of reports: their shape, and what becomes of texts that are hard to write down.
@Suite("Texts of reports") struct ReportTextTests {
  // MARK: JSON

  @Test("a JSON report is one object with its version, totals and notebooks, always in one order")
  func json() throws {
    let text = JSONReport.text(SampleReports.run)
    let root = try #require(JSONReader.read(Array(text.utf8)))
    #expect(root["format"] == .text("hfnb-report") && root["version"] == .int(1))
    #expect(root["exit"] == .int(3))
    #expect(root["totals"]?["notebooks"]?["all"] == .int(5))
    #expect(root["totals"]?["notebooks"]?["not run"] == .int(1))
    #expect(root["totals"]?["cells"]?["all"] == .int(6))
    #expect(root["totals"]?["cells"]?["failed"] == .int(2))
    #expect(root["totals"]?["cells"]?["cached"] == .int(1))
    let notebooks = try #require(root["notebooks"]?.asArray)
    #expect(
      notebooks.compactMap { NotebookReport($0)?.path } == SampleReports.run.notebooks.map(\.path))
    let cells = try #require(notebooks[0]["cells"]?.asArray)
    #expect(cells[1]["error"]?["code"] == .text("E201"))
    #expect(cells[1]["error"]?["line"] == .int(41) && cells[1]["error"]?["column"] == .int(13))
    #expect(cells[0]["error"] == .null && cells[0]["rows_in"] == .int(20_000))
    #expect(notebooks[0]["error"] == .null)
    #expect(notebooks[1]["error"]?["code"] == .text("E130"))
    // The first lines are those that a person looks for.
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines[1] == "  \"format\": \"hfnb-report\",")
    #expect(lines[3] == "  \"exit\": 3,")
    #expect(lines.contains("      \"path\": \"died.hfnb\","))
    #expect(lines.contains("            {\"name\": \"setup.csv\"") == false)
    #expect(text.contains("        {\"name\": \"grain\", \"value\": \"week\"},\n"))
    // Every member that is written has its place in the order.
    let used = Self.names(in: root)
    let words = Set(NotebookReport.Outcome.allCases.map(\.rawValue))
      .union(RunReport.Totals.cellStatuses)
    #expect(used.subtracting(JSONReport.order).subtracting(words) == [])
  }

  private static func names(in value: JSONValue) -> Set<String> {
    switch value {
    case .array(let values): values.reduce(into: []) { $0.formUnion(names(in: $1)) }
    case .object(let members):
      members.reduce(into: Set(members.keys)) { $0.formUnion(names(in: $1.value)) }
    default: []
    }
  }

  // MARK: JUnit

  /// The rules of the schema of Windy Road for Ant, which that of Jenkins includes, by hand.
  @Test("a JUnit report keeps the rules of its schema, with hostile texts in every place")
  func junit() throws {
    let text = JUnitReport.text(SampleReports.run)
    let first = try #require(text.firstIndex(of: "\n"))
    #expect(text[..<first] == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
    let elements = try XMLChecker.elements(of: String(text[first...]))
    let allowed: [String: (attributes: Set<String>, parents: [String])] = [
      "testsuites": ([], []),
      "testsuite": (
        [
          "id", "package", "name", "timestamp", "hostname", "tests", "failures", "errors",
          "skipped",
          "time",
        ], ["testsuites"]
      ),
      "properties": ([], ["testsuites", "testsuite"]),
      "property": (["name", "value"], ["testsuites", "testsuite", "properties"]),
      "testcase": (["name", "classname", "time"], ["testsuites", "testsuite"]),
      "skipped": (["message"], ["testsuites", "testsuite", "testcase"]),
      "error": (["message", "type"], ["testsuites", "testsuite", "testcase"]),
      "failure": (["message", "type"], ["testsuites", "testsuite", "testcase"]),
      "system-out": ([], ["testsuites", "testsuite"]),
      "system-err": ([], ["testsuites", "testsuite"]),
    ]
    for element in elements {
      let rule = try #require(allowed[element.name], "<\(element.name)>")
      #expect(element.parents == rule.parents)
      #expect(Set(element.attributes.map(\.name)) == rule.attributes, "<\(element.name)>")
      for name in ["name", "classname", "hostname"] where element[name] != nil {
        #expect(element[name]?.isEmpty == false)
      }
      if let time = element["time"] { #expect(time.contains(/^[0-9]+\.[0-9]{3}$/), "\(time)") }
      if let time = element["timestamp"] {
        #expect(time.contains(/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}$/), "\(time)")
      }
    }
    try checkSuites(elements)
  }

  /// Counts, numbers and the order of what is in a suite.
  private func checkSuites(_ elements: [XMLChecker.Element]) throws {
    let starts = elements.indices.filter { elements[$0].name == "testsuite" }
    #expect(starts.count == SampleReports.run.notebooks.count)
    for (number, start) in starts.enumerated() {
      let end = starts.dropFirst(number + 1).first ?? elements.count
      let inside = elements[(start + 1)..<end]
      let suite = elements[start]
      #expect(suite["id"] == String(number))
      func count(_ name: String) -> String { String(inside.count { $0.name == name }) }
      #expect(suite["tests"] == count("testcase"))
      #expect(suite["failures"] == count("failure"))
      #expect(suite["errors"] == count("error"))
      #expect(suite["skipped"] == count("skipped"))
      let order = inside.filter { $0.parents.count == 2 }.map(\.name)
      #expect(
        order == ["properties"] + order.filter { $0 == "testcase" } + ["system-out", "system-err"])
    }
  }

  @Test("cells become cases: errors, failures, and the reason why one was skipped")
  func junitCases() throws {
    let text = JUnitReport.text(SampleReports.run)
    let first = try #require(text.firstIndex(of: "\n"))
    let elements = try XMLChecker.elements(of: String(text[first...]))
    var results: [String] = []
    for (index, element) in elements.enumerated() where element.name == "testcase" {
      let next = index + 1 < elements.count ? elements[index + 1] : nil
      let result = next?.parents.last == "testcase" ? next : nil
      results.append(
        [element["name"], result?.name, result?["type"] ?? result?["message"]]
          .compactMap { $0 }.joined(separator: " | "))
    }
    #expect(
      results == [
        "setup", "by-week | error | E201 program", "chart | skipped | needs by-week, setup",
        "checks | failure | E600 expectation",
        "last | skipped | the run was stopped before it was done",
        "off | skipped | it was not to be run",
        "(notebook) | error | E130 program", "(notebook) | error | defect",
        "(notebook) | failure | expectation",
        "(notebook) | skipped | the run was stopped before it was begun",
      ])
    #expect(text.contains("reports/we%ekly, 1:2.hfnb:41:13\n"))
    #expect(!text.contains("]]>"))
    // What XML cannot hold is still seen.
    #expect(text.contains("a\u{2400}b\u{2401}"))
    #expect(text.contains("\u{241B}[31m\u{2421}"))
  }

  @Test("xmllint takes a JUnit report", .enabled(if: FileManager.default.fileExists(atPath: lint)))
  func xmllint() throws {
    let path = NSTemporaryDirectory() + "hfnb-junit-\(UUID().uuidString).xml"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try JUnitReport.text(SampleReports.run).write(
      toFile: path, atomically: false, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.lint)
    process.arguments = ["--noout", path]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  static let lint = "/usr/bin/xmllint"

  // MARK: GitHub

  @Test("commands of GitHub name file, line and column, and hold on one line each")
  func github() {
    let text = GitHubReport.text(SampleReports.run, folder: "/work/project")
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline && $0 != "\u{2028}" }
    #expect(text.unicodeScalars.count { $0 == "\n" } == 8)
    #expect(!text.contains("\r"))
    for line in text.unicodeScalars.split(separator: "\n") {
      #expect(String(line).hasPrefix("::"), "\(line)")
    }
    #expect(
      lines.first?.hasPrefix(
        "::warning file=reports/we%25ekly%2C 1%3A2.hfnb,title=W301 · grain=week::a") == true)
    #expect(
      text.contains(
        "::error file=reports/we%25ekly%2C 1%3A2.hfnb,line=41,col=13,"
          + "title=E201 in by-week · grain=week::no column `colour`; did you mean `color`?\n"))
    #expect(
      text.contains(
        "::notice file=reports/we%25ekly%2C 1%3A2.hfnb,line=7,title=setup · grain=week::"
          + "W6: 3 values are null\n"))
    #expect(text.contains("100%25 a:b,c"))
    // A path below the working folder is told from there; a notebook that was not begun is no error.
    #expect(text.contains("::error file=deep/refused.hfnb,line=3,col=1,title=E130::"))
    #expect(!text.contains("later.hfnb"))
  }

  @Test("values are escaped as GitHub's own toolkit does")
  func escaping() {
    #expect(GitHubReport.escaped("a%b\r\nc:d,e") == "a%25b%0D%0Ac:d,e")
    #expect(GitHubReport.escapedProperty("a%b\r\nc:d,e") == "a%25b%0D%0Ac%3Ad%2Ce")
    #expect(GitHubReport.escaped("\n::stop-commands::x") == "%0A::stop-commands::x")
  }

  @Test("paths are told from the working folder by their text")
  func paths() {
    #expect(ReportPath.relative("./a//b/../c.hfnb", to: "/w") == "a/c.hfnb")
    #expect(ReportPath.relative("/w/a.hfnb", to: "/w/") == "a.hfnb")
    #expect(ReportPath.relative("/wide/a.hfnb", to: "/w") == "/wide/a.hfnb")
    #expect(ReportPath.relative("../a.hfnb", to: "/w/x") == "/w/a.hfnb")
    #expect(ReportPath.relative("/a.hfnb", to: "/") == "a.hfnb")
  }
}
