import Diagnostics
import Notebooks
import Testing

@testable import Workbench

/// What travels between a run and its workers arrives as it was, and limits are those of the notebook
/// unless the command line allows less.
@Suite struct WorkerMessageTests {
  @Test("A job survives its journey") func job() throws {
    var job = WorkerJob(path: "a b.hfnb", resultFolder: "out/a b.hfnb.out", pageBase: "out/a b")
    #expect(WorkerJob(try travelled(job.json)) == job)
    job.variant = "grain=week"
    job.parameterValues = ["grain": ["week"], "names": ["ä\n", "\u{2028}\"", ""]]
    job.threadCount = 3
    job.today = 19_800
    job.isStrict = true
    job.stopsAtFirstFailure = true
    job.asksBeforeWriting = true
    job.isLocked = true
    job.waits = true
    job.isQuiet = true
    job.listsFiles = true
    job.writesResults = false
    job.formats = ["csv", "html"]
    job.findings = .json
    job.color = true
    job.limits = CommandLimits(
      cell: .milliseconds(500), notebook: .seconds(5), total: .seconds(90), memory: 1 << 40)
    job.limits.totalDeadline = 1 << 60
    #expect(WorkerJob(try travelled(job.json)) == job)
    #expect(WorkerJob(.object([:])) == nil)
  }

  @Test("Events survive their journey") func events() throws {
    var cell = NotebookReport.Cell(id: "a", line: 7, status: .skipped(needs: ["b"]))
    cell.notes = ["W6: something"]
    var report = NotebookReport(path: "n.hfnb", outcome: .failed, exitStatus: .program)
    report.cells = [cell]
    let events: [WorkerEvent] = [
      .begin(cell: "a", line: 7, deadline: nil), .begin(cell: "a", line: 7, deadline: 1 << 61),
      .cell(cell), .findings("one\ntwo"), .ready(.data),
      .outOfMemory(limit: "2GB", origin: "`--memory`"), .end(report),
    ]
    for event in events {
      let back = try #require(WorkerEvent(try travelled(event.json)))
      #expect(back.json == event.json)
    }
    #expect(WorkerEvent(.object(["event": .text("dance")])) == nil)
  }

  private func travelled(_ json: JSONValue) throws -> JSONValue {
    let line = json.compact
    #expect(!line.contains("\n"))
    return try #require(JSONReader.read(Array(line.utf8)))
  }

  @Test("The shorter of what a notebook asks for and the command line allows is the limit")
  func limits() throws {
    func limit(
      _ head: String, _ option: String, _ command: CommandLimits
    ) throws -> TimeBudget.Limit? {
      let text = "---\nhfnb: 1\n\(head)---\n\n```hfq a\n\(option)rows [x; 1]\n```\n"
      let (notebook, problems) = Notebook.parse(bytes: Array(text.utf8), name: "n.hfnb")
      #expect(problems.isEmpty)
      let cell = try #require(notebook.cells.first)
      return TimeBudget(notebook.header, command, start: 1000).limit(of: cell, from: 2000)
    }
    let cell = "limits:\n  cell: 30s\n"
    #expect(try limit("", "", CommandLimits()) == nil)
    let asked = try #require(try limit(cell, "", CommandLimits()))
    #expect(asked.scope == .cell && asked.length == .seconds(30))
    #expect(asked.deadline == 30_000_002_000)
    let own = try #require(try limit(cell, "#| limit: 2min\n", CommandLimits()))
    #expect(own.length == .seconds(120) && own.origin.contains("option `limit`"))
    let capped = try #require(
      try limit(cell, "#| limit: 2min\n", CommandLimits(cell: .seconds(60))))
    #expect(capped.length == .seconds(60) && capped.origin == "`--cell-timeout`")
    let uncapped = try #require(try limit(cell, "", CommandLimits(cell: .seconds(60))))
    #expect(uncapped.length == .seconds(30) && uncapped.origin.contains("front matter"))
    let whole = try #require(
      try limit("limits:\n  cell: 30s\n  notebook: 10s\n", "", CommandLimits()))
    #expect(whole.scope == .notebook && whole.deadline == 10_000_001_000)
    var command = CommandLimits(total: .seconds(1))
    command.totalDeadline = 5000
    #expect(try limit(cell, "", command)?.scope == .run)
  }

  @Test("Limits are written as a notebook writes them") func words() {
    let durations: [(Duration, String)] = [
      (.milliseconds(500), "500ms"), (.seconds(30), "30s"), (.seconds(90), "90s"),
      (.seconds(300), "5min"), (.seconds(7200), "2h"),
    ]
    for (duration, text) in durations { #expect(duration.limitText == text) }
    let sizes = [(2_000_000_000, "2GB"), (512 << 20, "512MiB"), (1500, "1500B"), (3000, "3kB")]
    for (bytes, text) in sizes { #expect(MemoryText.limit(bytes) == text) }
  }

  @Test("A dead worker is told with its cell, its signal and its last words") func dead() {
    let end = WorkerEnd(end: .success(.signal(11)), killed: nil, lastWords: "Fatal error: x")
    let (finding, outcome) = DeadWorker.finding(
      end, path: "n.hfnb", cell: "a", line: 7, memory: nil)
    #expect(finding?.code == "E704" && finding?.kind == .defect && outcome == .died)
    #expect(finding?.message.contains("in cell `a`") == true)
    #expect(finding?.details.contains("Its last words: Fatal error: x") == true)
    let words = "Fatal error: failed to allocate 1073741824 bytes of memory with alignment 8"
    let refused = WorkerEnd(end: .success(.signal(6)), killed: nil, lastWords: words)
    let (large, kind) = DeadWorker.finding(
      refused, path: "n.hfnb", cell: "a", line: 7, memory: nil)
    #expect(large?.code == "E508" && large?.kind == .limit && kind == .cancelled)
    let unstarted = WorkerEnd(end: .failure(SystemError(code: 11)), killed: nil, lastWords: "")
    #expect(
      DeadWorker.finding(unstarted, path: "n", cell: nil, line: nil, memory: nil).0?.code == "E705")
  }
}
