public import Catalog
import Columnar
import Diagnostics
import Glibc
public import Notebooks

/// Runs notebooks as `hfnb run` asks: finds them, matches parameters, and has workers run them.
public struct BatchRun {
  private let request: Request
  private let registry: () -> Registry
  private let talk: any ByteSink
  private let findings: FindingWriter
  private let output: any ByteSink
  private let progress: any ProgressTalk
  private let cancellation: Cancellation
  private let program: String?

  /// Creates a run; everything it says goes to `talk`.
  ///
  /// - Parameters:
  ///   - output: Where a report goes that is asked for on standard output.
  ///   - progress: What shows how far the run is, and passes lines on; nil for lines alone.
  ///   - program: The path of this program, for a worker process for each notebook; nil runs them one
  ///     after another in this process.
  public init(
    _ request: Request, registry: @escaping @autoclosure () -> Registry = .standard,
    talk: any ByteSink,
    output: any ByteSink = MemorySink(), progress: (any ProgressTalk)? = nil,
    program: String? = nil, cancellation: Cancellation = Cancellation()
  ) {
    self.output = output
    self.progress = progress ?? LineProgress(talk)
    self.request = request
    self.registry = registry
    self.talk = talk
    self.program = program
    findings = FindingWriter(talk, form: request.findings, color: request.color)
    self.cancellation = cancellation
  }

  /// Runs all notebooks; the status is the gravest of them.
  public func run() -> ExitStatus {
    do throws(Diagnostic) {
      try check()
      let start = MonotonicClock.nanoseconds()
      let startedAt = NotebookWorker.now()
      let tasks = try BatchTasks(
        request: request, registry: registry, width: width, start: start
      ).make()
      let writer = ReportWriter(
        try ReportTarget.read(
          request.reports, folder: FileText.workingFolder,
          notebooks: tasks.map(\.job.path)),
        folder: FileText.workingFolder, output: output)
      try writer.prepare()
      let reports = run(tasks)
      let seconds = Double(MonotonicClock.nanoseconds() - start) / 1e9
      let report = RunReport(
        notebooks: reports, exitStatus: status(of: reports), startedAt: startedAt,
        durationSeconds: seconds)
      return finish(report, writer)
    } catch {
      findings.write(error)
      return ExitStatus(error.kind)
    }
  }

  private func check() throws(Diagnostic) {
    let known = ["text", "svg", "csv", "html", "md", "ipynb"]
    for format in request.formats where !known.contains(format) {
      let near = Suggestion.nearest(to: format, among: known)
      throw Diagnostic(
        "E402", "`--format \(format)` is not one of \(known.joined(separator: ", "))",
        details: near.map { ["did you mean `\($0)`?"] } ?? [], kind: .usage)
    }
  }

  // MARK: Jobs

  /// How many notebooks run at once.
  private var width: Int {
    guard program != nil else { return 1 }
    return max(1, request.width ?? Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }

  /// Whether lines about notebooks are written.
  private var tellsLines: Bool { !request.isQuiet && request.progress.tellsAll }

  // MARK: Running

  private func run(_ tasks: [BatchBoard.Task]) -> [NotebookReport] {
    let board = BatchBoard(
      tasks, stopsAtFirstFailure: request.stopsAtFirstFailure,
      totalDeadline: tasks.first?.job.limits.totalDeadline,
      talk: BatchBoard.Talk(
        progress: progress, lines: PlainLines(titles: tasks.map(\.job.title)),
        tellsLines: tellsLines, tellsCells: request.isVerbose,
        findings: request.findings, color: request.color))
    defer { board.finish() }
    guard let program else {
      while !cancellation.isCancelled, let (number, job) = board.nextJob() {
        NotebookWorker(
          job: job, registry: registry(), cancellation: cancellation, output: output
        ) {
          board.received($0, of: number)
        }.run()
      }
      return board.reports
    }
    let pool = WorkerPool(
      program: program, width: width, owner: board, ticks: request.progress == .bar,
      cancellation: cancellation)
    board.pool = pool
    pool.run()
    board.pool = nil
    return board.reports
  }

  /// The status of the whole run: the gravest of the notebooks, and of what kept others from it.
  private func status(of reports: [NotebookReport]) -> ExitStatus {
    var statuses = reports.filter { $0.outcome != .notRun }.map(\.exitStatus)
    if cancellation.isCancelled {
      statuses.append(Interrupts.isTermination ? .terminated : .interrupted)
    }
    if hasRunOut(reports) { statuses.append(.limit) }
    return .combined(statuses)
  }

  /// Whether notebooks were not begun because the time of the whole run was over.
  private func hasRunOut(_ reports: [NotebookReport]) -> Bool {
    request.limits.total != nil && !cancellation.isCancelled
      && reports.contains { $0.outcome == .notRun }
      && !(request.stopsAtFirstFailure
        && reports.contains { $0.outcome != .notRun && $0.exitStatus != .success })
  }

  /// Tells the totals, writes reports, and gives the status.
  private func finish(_ report: RunReport, _ writer: ReportWriter) -> ExitStatus {
    var problems: [Diagnostic] = []
    if hasRunOut(report.notebooks), let total = request.limits.total {
      let left = report.notebooks.count { $0.outcome == .notRun }
      problems.append(
        Diagnostic(
          "E507",
          "the whole run took longer than its limit of \(total.limitText); "
            + "\(PlainLines.counted(left, "notebook")) not begun",
          details: ["The limit is that of `--total-timeout`. Raise it, or name fewer notebooks."],
          kind: .limit))
    }
    problems += writer.write(report)
    var report = report
    report.exitStatus = .combined([report.exitStatus, .combined(problems)])
    progress.take(.finished(report))
    // Progress is over: whatever its form, what went wrong is told.
    findings.write(problems)
    inform(PlainLines.summary(of: report))
    let pages = report.notebooks.flatMap(\.pages)
    if !pages.isEmpty { inform("open:\n" + pages.map { "  \($0)\n" }.joined()) }
    let status = report.exitStatus
    guard request.exitsZero, status.leavingAtZero != status else { return status }
    inform("left with 0, as --exit-zero asks\n")
    return .success
  }

  private func inform(_ text: String) {
    if tellsLines { try? progress.write(text) }
  }
}

extension ExitStatus {
  /// The status of a run whose notebooks may say what they like: faults, interrupts and results that
  /// could not be written still count.
  fileprivate var leavingAtZero: ExitStatus {
    switch self {
    case .expectation, .program, .data, .limit, .difference: .success
    default: self
    }
  }
}
