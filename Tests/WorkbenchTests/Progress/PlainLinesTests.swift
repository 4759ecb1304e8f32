import Notebooks
import Testing

@testable import Workbench

/// The lines of a run for people and logs.
@Suite("Lines of progress") struct PlainLinesTests {
  private static func finding(
    _ message: String, kind: String = "program", line: Int? = nil, hint: String? = nil
  ) -> NotebookReport.Finding {
    var finding = NotebookReport.Finding(
      code: "E201", severity: "error", kind: kind, message: message, line: line, column: 3,
      snippet: message)
    finding.hint = hint
    return finding
  }

  private static func report(
    _ path: String, _ outcome: NotebookReport.Outcome, _ status: Notebooks.ExitStatus,
    cells: [NotebookReport.Cell] = [], seconds: Double = 0.0812
  ) -> NotebookReport {
    var report = NotebookReport(path: path, outcome: outcome, exitStatus: status)
    report.cells = cells
    report.durationSeconds = seconds
    return report
  }

  private static let monthly: NotebookReport = {
    let cells = (0..<12).map { number in
      var cell = NotebookReport.Cell(id: "c\(number)", line: 1, status: .ok)
      cell.isCached = number < 9
      return cell
    }
    return report("reports/monthly.hfnb", .ok, .success, cells: cells)
  }()

  private static let weekly: NotebookReport = {
    var failed = NotebookReport.Cell(id: "by-week", line: 39, status: .failed)
    failed.findings = [finding("no column `colour`", line: 41, hint: "did you mean `color`?")]
    return report(
      "reports/weekly.hfnb", .failed, .program,
      cells: [
        failed, .init(id: "a", line: 50, status: .skipped(needs: ["by-week"])),
        .init(id: "b", line: 60, status: .skipped(needs: ["a"])),
      ])
  }()

  @Test("the plain form is that of the specification, to the last space")
  func specification() {
    let lines = PlainLines(titles: [Self.monthly, Self.weekly].map(\.title))
    let run = RunReport(
      notebooks: [Self.monthly, Self.weekly], exitStatus: .program, startedAt: "",
      durationSeconds: 0.2149)
    let text =
      run.notebooks.map { lines.lines(of: $0) }.joined() + PlainLines.summary(of: run)
    #expect(
      text == """
        ok      reports/monthly.hfnb      12 cells, 9 cached     0.08 s
        failed  reports/weekly.hfnb       cell by-week, line 41: no column `colour`; did you mean `color`?
        skipped reports/weekly.hfnb       2 cells need by-week
        2 notebooks: 1 ok, 1 failed · 0.21 s · exit 3

        """)
  }

  @Test("every way to end has its word, and the last line counts them")
  func outcomes() {
    var refused = Self.report("r.hfnb", .refused, .data)
    refused.findings = [Self.finding("the lock is of other data", kind: "data", line: 2)]
    let died = Self.report("d.hfnb", .died, .defect)
    var stopped = NotebookReport.Cell(id: "slow", line: 7, status: .cancelled)
    stopped.findings = [Self.finding("the limit of time was reached", kind: "limit")]
    let limited = Self.report("l.hfnb", .cancelled, .limit, cells: [stopped])
    var note = NotebookReport.Cell(id: "n", line: 1, status: .ok)
    note.notes = ["W6: 3 values are null", "from sample:authors"]
    let strict = Self.report("s.hfnb", .failed, .expectation, cells: [note])
    let interrupted = Self.report("i.hfnb", .cancelled, .interrupted)
    let later = Self.report("later.hfnb", .notRun, .interrupted)
    let all = [refused, died, limited, strict, interrupted, later]
    let lines = PlainLines(titles: all.map(\.title))
    #expect(
      all.map { lines.lines(of: $0) }.joined() == """
        refused r.hfnb          line 2: the lock is of other data
        died    d.hfnb          its worker ended before it was done
        stopped l.hfnb          cell slow, line 7: the limit of time was reached
        failed  s.hfnb          there are notes, and with --strict they are failures
        stopped i.hfnb          the run was stopped before it was done

        """)
    let run = RunReport(
      notebooks: all, exitStatus: .interrupted, startedAt: "", durationSeconds: 3725)
    #expect(
      PlainLines.summary(of: run)
        == "6 notebooks: 0 ok, 1 failed, 1 refused, 1 died, 2 stopped, 1 not run · 1 h 2 min · exit 130\n"
    )
  }

  @Test("cells that were left out are counted by the failures that they need in the end")
  func skipped() {
    var first = NotebookReport.Cell(id: "a", line: 1, status: .failed)
    first.findings = [Self.finding("one")]
    let second = NotebookReport.Cell(id: "b", line: 5, status: .failed)
    let report = Self.report(
      "n.hfnb", .failed, .program,
      cells: [
        first, second, .init(id: "c", line: 9, status: .skipped(needs: ["a"])),
        .init(id: "d", line: 9, status: .skipped(needs: ["b", "a"])),
        .init(id: "e", line: 9, status: .skipped(needs: ["d"])),
        .init(id: "f", line: 9, status: .skipped(needs: ["c"])),
      ])
    #expect(
      PlainLines(titles: ["n.hfnb"]).lines(of: report) == """
        failed  n.hfnb      cell a, line 1: one
        failed  n.hfnb      cell b, line 5: it failed
        skipped n.hfnb      2 cells need a
        skipped n.hfnb      2 cells need b, a

        """)
  }

  @Test("paths are aligned by their width on a terminal, and a very long one pushes only itself")
  func alignment() {
    let long = String(repeating: "x", count: 80) + ".hfnb"
    let lines = PlainLines(titles: ["日本.hfnb", "ab.hfnb", long])
    let gap = String(repeating: " ", count: 66)
    #expect(
      lines.lines(of: Self.report("日本.hfnb", .ok, .success))
        == "ok      日本.hfnb" + gap.dropLast(9) + "0 cells                0.08 s\n")
    #expect(
      lines.lines(of: Self.report(long, .ok, .success)).hasPrefix("ok      \(long)      0 cells"))
    var variant = Self.report("ab.hfnb", .ok, .success)
    variant.variant = "k=1"
    #expect(PlainLines(titles: [variant.title]).lines(of: variant).contains("ab.hfnb [k=1]  "))
  }

  @Test("texts of notebooks cannot end a line or move the cursor")
  func hostileTexts() {
    let bad = Self.report(
      "a\nb\u{1B}[2J.hfnb", .failed, .program,
      cells: [
        {
          var cell = NotebookReport.Cell(id: "x", line: 1, status: .failed)
          cell.findings = [Self.finding("one\r\ntwo\u{2028}three")]
          return cell
        }()
      ])
    let text = PlainLines(titles: [bad.title]).lines(of: bad)
    #expect(text == "failed  a b [2J.hfnb      cell x, line 1: one  two three\n")
  }

  @Test("a cell has a line with all that is known of it")
  func cells() {
    var cell = NotebookReport.Cell(id: "by-week", line: 1, status: .ok)
    let lines = PlainLines(titles: [])
    #expect(lines.line(of: cell) == "        cell by-week: ok\n")
    cell.isCached = true
    cell.rows = 1
    cell.durationSeconds = 75.2
    cell.key = "0123456789abcdef"
    #expect(
      lines.line(of: cell)
        == "        cell by-week: ok, cached, 1 row, 1 min 15 s, key 0123456789ab\n")
  }
}
