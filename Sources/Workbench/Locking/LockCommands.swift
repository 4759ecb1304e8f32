public import Catalog
import Columnar
import Diagnostics
public import Notebooks

/// The commands about what results rest on: `plan`, `check`, `lock` and `verify`.
public struct LockCommands {
  /// What is to be done with each notebook.
  public enum Task: Sendable {
    /// Tell which results are out of date, and why.
    case plan
    /// Look for mistakes and for changes since the lock, without running.
    case check
    /// Run, and write the lock.
    case lock
    /// Run, and compare with the lock; with `views`, another drawing is a difference too. Results
    /// come from a cache only when one is given.
    case verify(views: Bool, cache: CacheUse? = nil)

    /// The word of the command.
    var word: String {
      switch self {
      case .plan: "plan"
      case .check: "check"
      case .lock: "lock"
      case .verify: "verify"
      }
    }
  }

  let task: Task
  let request: BatchRun.Request
  let registry: Registry
  let output: any ByteSink
  let talk: any ByteSink
  let findings: FindingWriter
  let cancellation: Cancellation

  /// Creates a command: what was asked for goes to `output`, everything else to `talk`.
  public init(
    _ task: Task, _ request: BatchRun.Request, registry: Registry = .standard,
    output: any ByteSink, talk: any ByteSink, cancellation: Cancellation = Cancellation()
  ) {
    self.task = task
    self.request = request
    self.registry = registry
    self.output = output
    self.talk = talk
    findings = FindingWriter(talk, form: request.findings, color: request.color)
    self.cancellation = cancellation
  }

  /// Does it for all notebooks; the status is the gravest of them.
  public func run() -> ExitStatus {
    do throws(Diagnostic) {
      var arguments = try BatchArguments(words: request.words, parameters: request.parameters)
      let opened = try OpenedNotebook.open(arguments.paths, for: task.word, registry)
      try arguments.match(opened.map { $0.declared })
      let options = try request.options(arguments.values)
      var statuses: [ExitStatus] = []
      for item in opened {
        if cancellation.isCancelled {
          statuses.append(.interrupted)
          break
        }
        statuses.append(run(item, options))
      }
      return .combined(statuses)
    } catch {
      findings.write(error)
      return ExitStatus(error.kind)
    }
  }

  private func run(_ item: OpenedNotebook, _ options: BatchOptions) -> ExitStatus {
    let errors = item.problems.filter { $0.severity == .error }
    findings.write(item.problems)
    guard errors.isEmpty else {
      inform("failed  \(item.path)\n")
      return .combined(errors)
    }
    do throws(DiagnosticList) {
      switch task {
      case .plan: return try plan(item, options)
      case .check: return try check(item, options)
      case .lock: return try lock(item, options)
      case .verify(let views, let cache):
        var options = options
        options.cache = cache
        return try verify(item, options, comparesViews: views)
      }
    } catch {
      findings.write(error.all)
      inform("failed  \(item.path)\n")
      return .combined(error.all)
    }
  }

  // MARK: plan

  private func plan(
    _ item: OpenedNotebook, _ options: BatchOptions
  ) throws(DiagnosticList) -> ExitStatus {
    let keys = NotebookKeys(item.notebook, path: item.path, options: options, registry: registry)
    findings.write(keys.problems)
    let folder = ResultFolder(path: item.resultFolder(below: request.outputFolder))
    let stale = StaleCells(keys, recorded: folder.recorded())
    let width = (stale.cells.map(\.id) + stale.gone).map(\.count).max() ?? 0
    var text = "\(item.path)\n"
    func line(_ id: String, _ words: String) {
      text += "  \(id)\(String(repeating: " ", count: width - id.count))  \(words)\n"
    }
    for cell in stale.cells {
      line(
        cell.id,
        cell.reasons.isEmpty ? "fresh" : "stale: " + cell.reasons.joined(separator: ", "))
    }
    for id in stale.gone { line(id, "gone: its results are those of a cell that is not there") }
    let count = stale.cells.count { !$0.reasons.isEmpty }
    text += "  \(count) of \(stale.cells.count) cells out of date\n"
    try single { () throws(Diagnostic) in try output.write(text) }
    return .combined(keys.problems)
  }

  // MARK: check

  private func check(
    _ item: OpenedNotebook, _ options: BatchOptions
  ) throws(DiagnosticList) -> ExitStatus {
    let (lock, keys, options) = try facts(of: item, options)
    var static_ = StaticCheck(item, keys: keys, lock: lock, options: options, registry: registry)
    var found = static_.findings()
    // Data that cannot be read is told by both; once is enough.
    found += keys.problems.filter { problem in
      !found.contains {
        $0.code == problem.code || $0.primary?.isAtPlace(of: problem.primary) == true
      }
    }
    if let lock {
      let comparison = LockComparison(
        lock: lock, keys: keys, item: item,
        folder: ResultFolder(path: item.resultFolder(below: request.outputFolder)))
      found += comparison.findings()
      if found.isEmpty, comparison.changedOnlyInProse {
        found.append(
          Diagnostic(
            "W606", "the text of `\(item.path)` changed since it was locked, its cells did not",
            kind: .difference, severity: .note))
      }
    } else {
      var note = LockFindings.noLock(item.path)
      note.code = "W603"
      note.severity = .note
      note.details = ["Whether its data and results changed cannot be told."]
      found.append(note)
    }
    findings.write(found)
    let status = ExitStatus.combined(found)
    let words = status == .success ? "ok     " : status == .program ? "failed " : "stale  "
    let locked = lock == nil ? "no lock" : status == .success ? "as locked" : "not as locked"
    inform("\(words) \(item.path)   \(PlainLines.counted(keys.cells.count, "cell")), \(locked)\n")
    return status
  }

  /// The lock, the keys, and the options with the locked date, which is an input of the run.
  private func facts(
    of item: OpenedNotebook, _ options: BatchOptions
  ) throws(DiagnosticList) -> (NotebookLock?, NotebookKeys, BatchOptions) {
    let lock = try single { () throws(Diagnostic) in try item.lock() }
    var options = options
    if options.today == nil { options.today = lock?.today.flatMap(Dates.day) }
    let keys = NotebookKeys(item.notebook, path: item.path, options: options, registry: registry)
    return (lock, keys, options)
  }

  // MARK: lock

  private func lock(
    _ item: OpenedNotebook, _ options: BatchOptions
  ) throws(DiagnosticList) -> ExitStatus {
    let keys = NotebookKeys(item.notebook, path: item.path, options: options, registry: registry)
    let folder = item.resultFolder(below: request.outputFolder)
    let results = try single { () throws(Diagnostic) in
      try ResultTransaction.begin(
        folder, for: item.path, command: "lock", waits: request.waits, cancellation, tell: inform)
    }
    let run = runner(item, options, keys, saving: results).run { results.record($0) }
    guard run.exitStatus == .success else {
      results.abandon()
      tell(run)
      inform("failed  \(item.path)   not locked: a run that fails is nothing to compare with\n")
      return run.exitStatus
    }
    let (lock, values) = try LockBuilder.lock(run, keys)
    let before = try? FileText.readBytes(item.lockPath)
    let bytes = Array(lock.text.utf8)
    try single { () throws(Diagnostic) in
      // The results stay beside the lock, so that a difference can be shown cell by cell.
      try results.commit(run)
      try ResultFolder(path: folder).write(values)
      if before != bytes { try FileText.write(bytes, to: item.lockPath) }
    }
    let word = before == nil ? "locked " : before == bytes ? "same   " : "relocked"
    inform(
      "\(word) \(item.path)   \(PlainLines.counted(run.cells.count, "cell")), "
        + "\(PlainLines.counted(lock.data.count, "data set"))\n")
    return .success
  }

  private func runner(
    _ item: OpenedNotebook, _ options: BatchOptions, _ keys: NotebookKeys,
    lock: NotebookLock? = nil, saving results: ResultTransaction?
  ) -> NotebookRunner {
    NotebookRunner(
      item.notebook, path: item.path, options: options, keys: keys, lock: lock,
      registry: registry,
      saving: results.map { FolderSaveTarget(results: $0, registry: registry) },
      keepsLayers: true, cancellation: cancellation)
  }

  private func tell(_ run: NotebookRun) {
    for cell in run.cells where cell.status == .failed || cell.status == .cancelled {
      findings.write(cell.diagnostics)
    }
  }

  // MARK: verify

  private func verify(
    _ item: OpenedNotebook, _ options: BatchOptions, comparesViews: Bool
  ) throws(DiagnosticList) -> ExitStatus {
    let (found, keys, options) = try facts(of: item, options)
    guard let lock = found else { throw DiagnosticList([LockFindings.noLock(item.path)]) }
    let folder = ResultFolder(path: item.resultFolder(below: request.outputFolder))
    let changes = LockComparison(lock: lock, keys: keys, item: item, folder: folder).findings()
    findings.write(changes)
    var statuses = [ExitStatus.combined(changes)]
    let start = MonotonicClock.nanoseconds()
    // Nothing is written: `save` is off.
    let run = runner(item, options, keys, lock: lock, saving: nil).run()
    findings.write(run.remarks.filter { !$0.isForCurious })
    if run.exitStatus != .success {
      tell(run)
      statuses.append(run.exitStatus)
    }
    let comparison = ResultComparison(
      lock: lock, item: item, folder: folder, comparesViews: comparesViews)
    var verdicts: [ResultComparison.Verdict: Int] = [:]
    for cell in run.cells {
      let (verdict, finding) = comparison.compare(cell)
      verdicts[verdict, default: 0] += 1
      guard let finding else { continue }
      findings.write(finding)
      statuses.append(.combined([finding]))
    }
    let counts = [ResultComparison.Verdict.same, .sameValues, .withinTolerance, .different, .new]
      .compactMap { verdict in verdicts[verdict].map { "\($0) \(verdict.words)" } }
    let status = ExitStatus.combined(statuses)
    let time = ResultPresenter.duration(MonotonicClock.nanoseconds() - start)
    inform(
      "\(status == .success ? "ok     " : "differs") \(item.path)   "
        + ([PlainLines.counted(run.cells.count, "cell")] + counts.prefix(1)).joined(separator: ": ")
        + counts.dropFirst().map { ", " + $0 }.joined() + "   \(time)\n")
    return status
  }

  // MARK: Words

  private func inform(_ text: String) {
    if !request.isQuiet { try? talk.write(text) }
  }

  private func single<Result>(
    _ body: () throws(Diagnostic) -> Result
  ) throws(DiagnosticList) -> Result {
    do throws(Diagnostic) { return try body() } catch { throw DiagnosticList([error]) }
  }
}

extension Diagnostic.Label {
  /// Whether it begins where another label does, in the same file.
  fileprivate func isAtPlace(of other: Diagnostic.Label?) -> Bool {
    guard let other, other.span.source.name == span.source.name else { return false }
    return other.span.source.lineNumber(of: other.span.lower)
      == span.source.lineNumber(of: span.lower) && other.span.text == span.text
  }
}
