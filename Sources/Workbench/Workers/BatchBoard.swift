import Catalog
import Diagnostics
import Glibc
import Notebooks

/// What became of the jobs of one run so far, told in the order of the jobs whatever ends first.
///
/// What a job has to say is kept until all jobs before it are done, so that any number of workers
/// prints what one prints. When the first failure stops the run, the first in order counts: jobs
/// after it do not write their results, whether they were begun or not.
final class BatchBoard: WorkerPoolOwner {
  /// A job, and the cells of its notebook.
  struct Task {
    var job: WorkerJob
    /// Reads which cells it has, for one that does not come to tell about all of them.
    var outline: () -> [(id: String, line: Int)]
  }

  private struct Entry {
    var job: WorkerJob
    var outline: () -> [(id: String, line: Int)]
    var start: UInt64 = 0
    /// What it said and was not printed yet.
    var text = ""
    /// What it told about its cells so far, for a worker that does not come to its end.
    var cells: [NotebookReport.Cell] = []
    var current: (cell: String, line: Int)?
    /// The limit on memory for which the worker left.
    var memory: (limit: String, origin: String)?
    /// The status with which it asks whether it may write.
    var asked: ExitStatus?
    var report: NotebookReport?
  }

  /// Where and how it is told.
  struct Talk {
    var progress: any ProgressTalk
    var lines: PlainLines
    /// Whether notebooks have lines of their own, and cells too.
    var tellsLines: Bool
    var tellsCells: Bool
    var findings: FindingWriter.Form
    var color: Bool
  }

  private var entries: [Entry]
  private let stopsAtFirstFailure: Bool
  private let totalDeadline: UInt64?
  private let talk: Talk
  /// The first job that is not told about completely.
  private var head = 0
  private var next = 0
  /// The first job in order that failed, as far as is known.
  private var firstFailure = Int.max
  private var isStopping = false
  /// Where jobs are told to write or not to.
  var pool: WorkerPool?

  init(_ tasks: [Task], stopsAtFirstFailure: Bool, totalDeadline: UInt64?, talk: Talk) {
    entries = tasks.map { Entry(job: $0.job, outline: $0.outline) }
    self.stopsAtFirstFailure = stopsAtFirstFailure
    self.totalDeadline = totalDeadline
    self.talk = talk
    let counts = talk.progress.countsCells
    talk.progress.take(
      .begun(
        tasks.map {
          ProgressJob(
            path: $0.job.path, variant: $0.job.variant,
            cellCount: counts ? $0.outline().count : 0)
        }))
  }

  /// The reports in the order of the jobs; those of jobs that were not run say so.
  var reports: [NotebookReport] { entries.indices.map(report) }

  private func report(_ number: Int) -> NotebookReport {
    if let report = entries[number].report { return report }
    let job = entries[number].job
    var report = NotebookReport(path: job.path, outcome: .notRun, exitStatus: .success)
    report.variant = job.variant
    report.cells = entries[number].outline().map {
      NotebookReport.Cell(id: $0.id, line: $0.line, status: .notRun)
    }
    return report
  }

  /// Tells about jobs that were not run, when no more will be.
  func finish() {
    for number in entries.indices where entries[number].report == nil {
      talk.progress.take(.notebookFinished(number, report(number)))
    }
  }

  // MARK: The owner of a pool

  func nextJob() -> (number: Int, job: WorkerJob)? {
    guard !isStopping, next < entries.count, next < firstFailure else { return nil }
    if let totalDeadline, MonotonicClock.nanoseconds() > totalDeadline { return nil }
    entries[next].start = MonotonicClock.nanoseconds()
    next += 1
    talk.progress.take(.notebookBegun(next - 1))
    return (next - 1, entries[next - 1].job)
  }

  func stopping() { isStopping = true }

  func tick() { talk.progress.tick() }

  func received(_ event: WorkerEvent, of number: Int) {
    switch event {
    case .begin(let cell, let line, _):
      entries[number].current = (cell, line)
      talk.progress.take(.cellBegun(number, id: cell))
    case .findings(let text): say(text, number)
    case .cell(let cell):
      entries[number].cells.append(cell)
      entries[number].current = nil
      if talk.tellsCells { inform(talk.lines.line(of: cell), number) }
      talk.progress.take(.cellFinished(number, cell))
    case .ready(let status):
      entries[number].asked = status
      if status != .success { fail(number) }
      answer()
    case .outOfMemory(let limit, let origin): entries[number].memory = (limit, origin)
    case .end(let report): finish(number, report)
    }
  }

  func ended(_ number: Int, _ end: WorkerEnd) {
    guard entries[number].report == nil else { return }
    // A worker whose results were not wanted leaves without a report.
    if number > firstFailure { return }
    if entries[number].asked != nil, end.end == .success(.exit(0)) { return }
    var report = NotebookReport(
      path: entries[number].job.path, outcome: .died, exitStatus: .defect)
    report.variant = entries[number].job.variant
    report.durationSeconds =
      Double(MonotonicClock.nanoseconds() - entries[number].start) / 1e9
    report.cells = entries[number].cells
    let (finding, outcome) = DeadWorker.finding(
      end, path: report.path, cell: entries[number].current?.cell,
      line: entries[number].current?.line, memory: entries[number].memory)
    if outcome == .cancelled, finding == nil { report.exitStatus = .interrupted }
    report.outcome = outcome
    if let finding {
      report.exitStatus = ExitStatus(finding.kind)
      if let current = entries[number].current {
        var cell = NotebookReport.Cell(
          id: current.cell, line: current.line, status: .failed)
        cell.findings = [NotebookReport.Finding(finding)]
        report.cells.append(cell)
      } else {
        report.findings = [NotebookReport.Finding(finding)]
      }
      let sink = MemorySink()
      FindingWriter(sink, form: talk.findings, color: talk.color).write(finding)
      say(sink.text, number)
    }
    let told = Set(report.cells.map(\.id))
    report.cells += entries[number].outline().filter { !told.contains($0.id) }.map {
      NotebookReport.Cell(id: $0.id, line: $0.line, status: .cancelled)
    }
    finish(number, report)
  }

  // MARK: The order

  private func fail(_ number: Int) {
    guard stopsAtFirstFailure, number < firstFailure else { return }
    firstFailure = number
    for later in (number + 1)..<max(number + 1, next) { pool?.discard(later) }
  }

  /// Lets those write before which everything went well.
  private func answer() {
    for number in head..<next {
      if let status = entries[number].asked, entries[number].report == nil {
        entries[number].asked = nil
        pool?.allow(number)
        if status != .success { return }
      } else if entries[number].report?.exitStatus != .success {
        return
      }
    }
  }

  private func finish(_ number: Int, _ report: NotebookReport) {
    // The results of a job after the first failure count as little as those of one not begun.
    guard number <= firstFailure else { return }
    entries[number].report = report
    entries[number].cells = []
    inform(talk.lines.lines(of: report), number)
    talk.progress.take(.notebookFinished(number, report))
    if report.exitStatus != .success { fail(number) }
    while head < entries.count, entries[head].report != nil {
      head += 1
      if head < entries.count { flush(head) }
    }
    answer()
  }

  private func say(_ text: String, _ number: Int) {
    entries[number].text += text
    if number == head { flush(number) }
  }

  private func flush(_ number: Int) {
    guard number <= firstFailure else { return }
    if !entries[number].text.isEmpty { try? talk.progress.write(entries[number].text) }
    entries[number].text = ""
  }

  private func inform(_ text: String, _ number: Int) {
    if talk.tellsLines { say(text, number) }
  }
}
