@testable import Notebooks

/// Reports that have every case, with texts that are hard to write down.
enum SampleReports {
  /// Characters that JSON, XML and the commands of GitHub have to escape.
  static let hostile =
    "a\u{0}b\u{1}\t\n\r\u{1B}[31m\u{7F}\u{85}\u{2028} ]]> <b>&amp; \"'\\ 100% a:b,c 😀 e\u{301} \u{FFFE}"

  static let full: NotebookReport = {
    var report = NotebookReport(
      path: "reports/we%ekly, 1:2.hfnb", outcome: .failed, exitStatus: .program)
    report.variant = "grain=week"
    report.parameters = [.init("grain", "week"), .init("words", hostile), .init("grain", "day")]
    report.data = [
      .init(name: "lb", path: "data/lb.csv", bytes: 1024, digest: "sha256:00ff", rows: 7),
      .init(name: "s", path: "sample:authors", bytes: nil, digest: "sha256:01"),
    ]
    report.semantics = 3
    report.startedAt = "2026-01-31T12:00:00Z"
    report.durationSeconds = 0.1 + 0.2
    report.findings = [
      .init(
        code: "W301", severity: "warning", kind: "program", message: hostile, snippet: hostile)
    ]
    report.pages = ["out/weekly.html", hostile]
    var ok = NotebookReport.Cell(id: "setup", line: 7, status: .ok)
    ok.isCached = true
    ok.key = "sha256:abcd"
    ok.durationSeconds = 1e-7
    ok.rowsIn = 20_000
    ok.rows = 12
    ok.notes = ["W6: 3 values are null", hostile]
    ok.outputs = [.init(name: "setup.csv", digest: "fnv1a64:00"), .init(name: "ü.txt", digest: "")]
    var failed = NotebookReport.Cell(id: "by-week", line: 40, status: .failed)
    failed.durationSeconds = 12
    failed.findings = [
      .init(
        code: "W100", severity: "warning", kind: "data", message: "first", line: 41, snippet: ""),
      .init(
        code: "E201", severity: "error", kind: "program",
        message: "no column `colour`", line: 41, column: 13,
        snippet: "error[E201]: no column\n  41 | lb | filter colour\n"),
    ]
    failed.findings[1].hint = "did you mean `color`?"
    let skipped = NotebookReport.Cell(
      id: "chart", line: 50, status: .skipped(needs: ["by-week", "setup"]))
    var expected = NotebookReport.Cell(id: "checks", line: 60, status: .failed)
    expected.findings = [
      .init(
        code: "E600", severity: "error", kind: "expectation", message: hostile, line: 61,
        column: 1, snippet: hostile)
    ]
    report.cells = [
      ok, failed, skipped, expected,
      NotebookReport.Cell(id: "last", line: 70, status: .cancelled),
      NotebookReport.Cell(id: "off", line: 80, status: .notRun),
    ]
    return report
  }()

  /// The full report, and one for each outcome and each exit status.
  static var all: [NotebookReport] {
    [full]
      + NotebookReport.Outcome.allCases.map {
        NotebookReport(path: "n.hfnb", outcome: $0, exitStatus: .success)
      }
      + ExitStatus.allCases.map {
        NotebookReport(path: "n.hfnb", outcome: .failed, exitStatus: $0)
      }
  }

  /// A text that differs when any member does.
  static func description(_ report: NotebookReport) -> String {
    var text = ""
    dump(report, to: &text)
    return text
  }

  /// A run with a notebook of each kind.
  static let run: RunReport = {
    var refused = NotebookReport(
      path: "/work/project/deep/refused.hfnb", outcome: .refused, exitStatus: .program)
    refused.findings = [
      .init(
        code: "E130", severity: "error", kind: "program", message: "unclosed fence", line: 3,
        column: 1, snippet: hostile)
    ]
    let died = NotebookReport(path: "died.hfnb", outcome: .died, exitStatus: .defect)
    var strict = NotebookReport(path: "strict.hfnb", outcome: .failed, exitStatus: .expectation)
    strict.durationSeconds = 1e-9
    let later = NotebookReport(path: "later.hfnb", outcome: .notRun, exitStatus: .interrupted)
    return RunReport(
      notebooks: [full, refused, died, strict, later], exitStatus: .program,
      startedAt: "2026-01-31T11:59:59Z", durationSeconds: 12.25)
  }()
}
