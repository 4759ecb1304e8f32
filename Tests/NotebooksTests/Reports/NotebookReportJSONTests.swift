import Diagnostics
import Testing

@testable import Notebooks

/// Reports as JSON: every member goes through text and back, and what is no report is refused.
@Suite("Reports as JSON") struct NotebookReportJSONTests {
  @Test("every member of a report survives the way through text", arguments: SampleReports.all)
  func everyMemberSurvives(_ report: NotebookReport) throws {
    let value = try #require(JSONReader.read(Array(report.json.compact.utf8)))
    let back = try #require(NotebookReport(value))
    #expect(SampleReports.description(back) == SampleReports.description(report))
    // The pretty form holds the same.
    let pretty = try #require(JSONReader.read(Array(report.json.rendered().utf8)))
    #expect(pretty == value)
  }

  @Test("the samples have every status, outcome and exit status")
  func samplesAreComplete() {
    let reports = SampleReports.all
    #expect(Set(reports.map(\.outcome)) == Set(NotebookReport.Outcome.allCases))
    #expect(Set(reports.map(\.exitStatus)) == Set(ExitStatus.allCases))
    let statuses = Set(reports.flatMap { $0.cells.map(\.status.name) })
    #expect(statuses == ["ok", "failed", "skipped", "cancelled", "not run"])
  }

  @Test("a report without a member, or with one of another type, is refused")
  func damagedReportsAreRefused() throws {
    guard case .object(let members) = SampleReports.full.json else {
      Issue.record("a report is no object")
      return
    }
    for name in members.keys {
      var damaged = members
      damaged[name] = nil
      #expect(NotebookReport(.object(damaged)) == nil, "without \(name)")
      damaged[name] = .bool(true)
      #expect(NotebookReport(.object(damaged)) == nil, "\(name) is true")
    }
    for other in [JSONValue.null, .array([]), .text("report"), .object([:])] {
      #expect(NotebookReport(other) == nil)
    }
  }

  @Test("one cell or finding that is damaged refuses the report")
  func damagedCellsAreRefused() throws {
    guard case .object(var members) = SampleReports.full.json,
      case .array(let cells)? = members["cells"], case .object(let cell)? = cells.first
    else {
      Issue.record("a report has no cells")
      return
    }
    for (name, value) in [
      ("status", JSONValue.text("gone")), ("id", .null), ("needs", .text("a")),
      ("outputs", .array([.object(["file": .text("a.txt")])])),
      ("findings", .array([.object(["code": .text("E1")])])), ("notes", .array([.int(1)])),
    ] {
      var damaged = cell
      damaged[name] = value
      members["cells"] = .array([.object(damaged)])
      #expect(NotebookReport(.object(members)) == nil, "\(name) is \(value)")
    }
  }
}
