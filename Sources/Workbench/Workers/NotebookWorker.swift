import Catalog
import Columnar
import Diagnostics
import Glibc
import Notebooks

/// Does one job: runs a notebook, writes its results and tells what happens.
///
/// The same in a process of its own and in the process of a test.
struct NotebookWorker {
  let job: WorkerJob
  let registry: Registry
  let cancellation: Cancellation
  /// Begins to watch the memory, where somebody does.
  var watchMemory: (MemoryWatch) -> MemoryWatch? = { _ in nil }
  /// Asks whether results may be written; only when the job says so.
  var mayWrite: (ExitStatus) -> Bool = { _ in true }
  /// Where the results go that are asked for on standard output.
  var output: any ByteSink = DescriptorSink(1, name: "standard output")
  /// Receives what happens.
  let send: (WorkerEvent) -> Void

  private var findings: FindingWriter {
    FindingWriter(TalkSink(send: send), form: job.findings, color: job.color)
  }

  /// Does the job; its last event is `end`, unless it was not to be written.
  func run() {
    let start = MonotonicClock.nanoseconds()
    var report = NotebookReport(path: job.path, outcome: .refused, exitStatus: .success)
    report.variant = job.variant
    report.semantics = Semantics.number
    report.startedAt = Self.now()
    do throws(DiagnosticList) {
      guard try run(&report) else { return }
    } catch {
      tell(error.all, in: &report)
      report.exitStatus = .combined(error.all)
    }
    report.durationSeconds = Double(MonotonicClock.nanoseconds() - start) / 1e9
    send(.end(report))
  }

  /// Runs the notebook; false when its results were not wanted in the end.
  private func run(_ report: inout NotebookReport) throws(DiagnosticList) -> Bool {
    let (item, runner, results) = try open(&report)
    var lines: [String: Int] = [:]
    for cell in item.notebook.cells { lines[cell.id] = cell.fenceLine }
    let run = runner.run { cell in
      // A cell that was stopped has nothing to say: its notebook tells that.
      if cell.status == .failed { findings.write(cell.diagnostics) }
      results?.record(cell)
      send(.cell(NotebookReport.Cell(cell, line: lines[cell.id] ?? 1, in: job.path)))
    } begin: { cell, deadline in
      send(.begin(cell: cell.id, line: cell.fenceLine, deadline: deadline))
      #if DEBUG
        WorkerFaults.begin(cell.id) { cancellation.isCancelled }
      #endif
    }
    report.cells = run.cells.map { NotebookReport.Cell($0, line: lines[$0.id] ?? 1, in: job.path) }
    if !job.isQuiet { findings.write(run.remarks.filter { job.isVerbose || !$0.isForCurious }) }
    report.parameters = run.parameters
    report.data = run.data
    report.exitStatus = run.exitStatus
    report.outcome = report.outcomeOfCells
    if job.asksBeforeWriting, !mayWrite(run.exitStatus) {
      results?.abandon()
      return false
    }
    do throws(Diagnostic) {
      try ShownResult(job)?.write(run, to: output)
    } catch {
      tell([error], in: &report)
      report.exitStatus = .combined([run.exitStatus, ExitStatus(error.kind)])
      if report.outcome == .ok { report.outcome = .failed }
    }
    guard let results else { return true }
    do throws(Diagnostic) {
      let written = limited(run)
      try results.commit(written, keepsFinished: report.outcome == .cancelled)
      if job.listsFiles {
        for (cell, files) in written.reportedFiles.enumerated() {
          report.cells[cell].outputs = files
        }
      }
      report.pages = try writePages(run)
    } catch {
      tell([error], in: &report)
      report.exitStatus = .combined([report.exitStatus, ExitStatus(error.kind)])
      if report.outcome == .ok { report.outcome = .failed }
    }
    return true
  }

  /// The notebook, and what runs it with the facts of its lock.
  private func open(
    _ report: inout NotebookReport
  ) throws(DiagnosticList) -> (OpenedNotebook, NotebookRunner, ResultTransaction?) {
    var lock: NotebookLock?
    let item: OpenedNotebook
    do throws(Diagnostic) {
      item = try OpenedNotebook(job.path, place: job.path, registry)
      do throws(Diagnostic) { lock = try item.lock() } catch {
        // A lock that cannot be read stops only who asks for it.
        if job.isLocked { throw error }
      }
    } catch {
      throw DiagnosticList([error])
    }
    if item.problems.contains(where: { $0.severity == .error }) {
      throw DiagnosticList(item.problems)
    }
    tell(item.problems, in: &report)
    var options = BatchOptions(
      parameterValues: job.parameterValues, threadCount: job.threadCount, isStrict: job.isStrict,
      stopsAtFirstFailure: job.stopsAtFirstFailure, today: job.today)
    options.limits = job.limits
    options.cache = job.cache
    options.cells = job.cells.map { Set($0) }
    if job.isLocked, options.today == nil { options.today = lock?.today.flatMap(Dates.day) }
    let keys = NotebookKeys(item.notebook, path: item.path, options: options, registry: registry)
    if job.isLocked {
      guard let lock else { throw DiagnosticList([LockFindings.noLock(item.path)]) }
      let changes = LockComparison(
        lock: lock, keys: keys, item: item, folder: ResultFolder(path: job.resultFolder)
      ).findings()
      tell(changes.filter { $0.severity != .error }, in: &report)
      // Data that is not there is as far from what was locked as data can be.
      let errors = (keys.problems + changes).filter { $0.severity == .error }
      guard errors.isEmpty else { throw DiagnosticList(errors) }
    }
    if let cells = options.cells {
      options.earlier = RunSelection.earlier(
        item.notebook, path: item.path, besides: cells, keys,
        from: ResultFolder(path: job.resultFolder))
    }
    var results: ResultTransaction?
    do throws(Diagnostic) {
      if job.writesResults {
        results = try .begin(job.resultFolder, for: job.path, waits: job.waits, cancellation) {
          if !job.isQuiet { send(.findings($0)) }
        }
      }
    } catch {
      throw DiagnosticList([error])
    }
    return (
      item,
      NotebookRunner(
        item.notebook, path: item.path, options: options, keys: keys, lock: lock,
        registry: registry,
        saving: results.map { FolderSaveTarget(results: $0, registry: registry) },
        resuming: results,
        memory: MemoryWatch(item.notebook.header, job.limits).flatMap(watchMemory),
        cancellation: cancellation), results
    )
  }

  private func tell(_ found: [Diagnostic], in report: inout NotebookReport) {
    findings.write(found)
    report.findings += found.map { NotebookReport.Finding($0, in: job.path) }
  }

  // MARK: Results

  /// A run without the results that were not asked for.
  private func limited(_ run: NotebookRun) -> NotebookRun {
    let kept: [(String, MIMEType)] = [("text", .plainText), ("svg", .svg), ("csv", .csv)]
    var limited = run
    for (name, type) in kept where !job.formats.contains(name) {
      limited.isComplete = false
      for cell in limited.cells.indices {
        for output in limited.cells[cell].outputs.indices {
          limited.cells[cell].outputs[output][type] = nil
        }
      }
    }
    return limited
  }

  /// Writes the pages that were asked for, and gives their paths.
  private func writePages(_ run: NotebookRun) throws(Diagnostic) -> [String] {
    let formats = PageFormat.allCases.filter {
      $0.isWrittenByRun && job.formats.contains($0.rawValue)
    }
    return try PageFiles(base: job.pageBase, registry: registry).write(run, as: formats)
  }

  /// The time of the day in UTC, for reports only.
  static func now() -> String {
    var time = time_t()
    Glibc.time(&time)
    let (day, second) = time.quotientAndRemainder(dividingBy: 86_400)
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    return ValueText.date(Int32(day)) + "T" + two(second / 3600) + ":" + two(second / 60 % 60)
      + ":" + two(second % 60) + "Z"
  }
}

/// Sends the findings that are written to it.
private final class TalkSink: ByteSink {
  private let send: (WorkerEvent) -> Void

  init(send: @escaping (WorkerEvent) -> Void) { self.send = send }

  func write(_ bytes: UnsafeRawBufferPointer) {
    send(.findings(String(decoding: bytes, as: UTF8.self)))
  }
}

extension NotebookReport {
  /// How the notebook ended, as its cells and its status say.
  fileprivate var outcomeOfCells: Outcome {
    let isStopped = cells.contains { cell in
      cell.status == .cancelled
        || cell.findings.contains { ["E506", "E507", "E508"].contains($0.code) }
    }
    if isStopped { return .cancelled }
    return exitStatus == .success ? .ok : .failed
  }
}
