public import Catalog
import Columnar
import Diagnostics
import Glibc
public import Notebooks

/// Runs notebooks as `hfnb run` asks: finds them, matches parameters, writes results and pages.
public struct BatchRun {
  /// What the command line says.
  public struct Request: Sendable {
    /// Files and folders, and parameters as `--NAME VALUE`.
    public var words: [String]
    /// Parameters as `NAME=VALUE`.
    public var parameters: [String]
    /// The folder for results; nil for beside each notebook.
    public var outputFolder: String?
    /// What to write: `text`, `svg`, `csv`, `html`, `md`, `ipynb`.
    public var formats: [String]
    /// The threads; nil for one per processor.
    public var threadCount: Int?
    /// The date of `today()` as text.
    public var today: String?
    /// Whether notes make the run fail.
    public var isStrict: Bool
    /// Whether the first failure stops the run.
    public var stopsAtFirstFailure: Bool
    /// Whether a notebook runs only when all that its results rest on is as its lock says.
    public var isLocked: Bool
    /// Whether only errors are told.
    public var isQuiet: Bool
    /// Whether messages are coloured.
    public var color: Bool
    /// The form of errors.
    public var findings: FindingWriter.Form
    /// Whether to wait for another run that makes the same results.
    public var waits = false

    /// Creates a request.
    public init(
      words: [String], parameters: [String] = [], outputFolder: String? = nil,
      formats: [String] = ["text", "svg", "csv"], threadCount: Int? = nil, today: String? = nil,
      isStrict: Bool = false, stopsAtFirstFailure: Bool = false, isLocked: Bool = false,
      isQuiet: Bool = false, color: Bool = false,
      findings: FindingWriter.Form = .text
    ) {
      self.words = words
      self.parameters = parameters
      self.outputFolder = outputFolder
      self.formats = formats
      self.threadCount = threadCount
      self.today = today
      self.isStrict = isStrict
      self.stopsAtFirstFailure = stopsAtFirstFailure
      self.isLocked = isLocked
      self.isQuiet = isQuiet
      self.color = color
      self.findings = findings
    }

    /// How the notebooks are run.
    func options(_ values: [String: [String]]) throws(Diagnostic) -> BatchOptions {
      var options = BatchOptions(
        parameterValues: values, threadCount: threadCount, isStrict: isStrict,
        stopsAtFirstFailure: stopsAtFirstFailure)
      guard let today else { return options }
      guard let day = Dates.day(today) else {
        throw Diagnostic("E401", "`--today \(today)` is not a date as YYYY-MM-DD", kind: .usage)
      }
      options.today = day
      return options
    }
  }

  private let request: Request
  private let registry: Registry
  private let talk: any ByteSink
  private let findings: FindingWriter
  private let cancellation: Cancellation

  /// Creates a run; everything it says goes to `talk`.
  public init(
    _ request: Request, registry: Registry = .standard, talk: any ByteSink,
    cancellation: Cancellation = Cancellation()
  ) {
    self.request = request
    self.registry = registry
    self.talk = talk
    findings = FindingWriter(talk, form: request.findings, color: request.color)
    self.cancellation = cancellation
  }

  /// Runs all notebooks; the status is the gravest of them.
  public func run() -> ExitStatus {
    do throws(Diagnostic) {
      try check()
      var arguments = try BatchArguments(words: request.words, parameters: request.parameters)
      let opened = try OpenedNotebook.open(arguments.paths, for: "run", registry)
      try arguments.match(opened.map { $0.declared })
      return run(opened, values: arguments.values)
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

  // MARK: Notebooks

  private func run(_ opened: [OpenedNotebook], values: [String: [String]]) -> ExitStatus {
    let start = MonotonicClock.nanoseconds()
    var statuses: [ExitStatus] = []
    var pages: [String] = []
    for item in opened {
      if cancellation.isCancelled { statuses.append(.interrupted) }
      if statuses.contains(.interrupted) { break }
      statuses.append(run(item, values, &pages))
      if request.stopsAtFirstFailure, statuses.last != .success { break }
    }
    let status = ExitStatus.combined(statuses)
    let failures = statuses.filter { $0 != .success }.count
    let count = statuses.count
    let time = ResultPresenter.duration(MonotonicClock.nanoseconds() - start)
    inform(
      "\(count) notebook\(count == 1 ? "" : "s"): \(count - failures) ok, \(failures) failed"
        + " · \(time) · exit \(status.rawValue)\n")
    if !pages.isEmpty { inform("open:\n" + pages.map { "  \($0)\n" }.joined()) }
    return status
  }

  private func run(
    _ item: OpenedNotebook, _ values: [String: [String]], _ pages: inout [String]
  ) -> ExitStatus {
    let errors = item.problems.filter { $0.severity == .error }
    findings.write(item.problems)
    guard errors.isEmpty else { return .combined(errors) }
    let folder = item.resultFolder(below: request.outputFolder)
    let start = MonotonicClock.nanoseconds()
    let runner: NotebookRunner
    let results: ResultTransaction
    do throws(DiagnosticList) {
      do throws(Diagnostic) {
        results = try .begin(
          folder, for: item.path, waits: request.waits, cancellation, tell: inform)
      } catch {
        throw DiagnosticList([error])
      }
      runner = try self.runner(item, values, results)
    } catch {
      findings.write(error.all)
      inform("refused \(item.path)\n")
      return .combined(error.all)
    }
    let result = runner.run { results.record($0) }
    let seconds = ResultPresenter.duration(MonotonicClock.nanoseconds() - start)
    for cell in result.cells where cell.status == .failed || cell.status == .cancelled {
      findings.write(cell.diagnostics)
    }
    let isOK = result.exitStatus == .success
    inform("\(isOK ? "ok     " : "failed ") \(item.path)   \(summary(result))   \(seconds)\n")
    do throws(Diagnostic) {
      try write(result, to: results, beside: NotebookFiles.folder(of: folder), &pages)
    } catch {
      findings.write(error)
      return ExitStatus.combined([result.exitStatus, ExitStatus(error.kind)])
    }
    return result.exitStatus
  }

  /// What runs a notebook, with the facts of its lock.
  private func runner(
    _ item: OpenedNotebook, _ values: [String: [String]], _ results: ResultTransaction
  ) throws(DiagnosticList) -> NotebookRunner {
    var options: BatchOptions
    do throws(Diagnostic) { options = try request.options(values) } catch {
      throw DiagnosticList([error])
    }
    let lock: NotebookLock?
    do throws(Diagnostic) {
      lock = try item.lock()
    } catch {
      // A lock that cannot be read stops only who asks for it.
      guard !request.isLocked else { throw DiagnosticList([error]) }
      lock = nil
    }
    if request.isLocked, options.today == nil { options.today = lock?.today.flatMap(Dates.day) }
    let keys = NotebookKeys(item.notebook, path: item.path, options: options, registry: registry)
    if request.isLocked {
      guard let lock else { throw DiagnosticList([LockFindings.noLock(item.path)]) }
      let changes = LockComparison(
        lock: lock, keys: keys, item: item, folder: results.folder
      ).findings()
      findings.write(changes.filter { $0.severity != .error })
      // Data that is not there is as far from what was locked as data can be.
      let errors = (keys.problems + changes).filter { $0.severity == .error }
      guard errors.isEmpty else { throw DiagnosticList(errors) }
    }
    return NotebookRunner(
      item.notebook, path: item.path, options: options, keys: keys, lock: lock,
      registry: registry, saving: FolderSaveTarget(results: results, registry: registry),
      cancellation: cancellation)
  }

  private func summary(_ run: NotebookRun) -> String {
    var parts = ["\(run.cells.count) cell\(run.cells.count == 1 ? "" : "s")"]
    let failed = run.cells.filter { $0.status == .failed }.count
    let skipped = run.cells.filter { if case .skipped = $0.status { true } else { false } }.count
    let notes = run.cells.reduce(0) { $0 + $1.notes.count(where: NotebookRunner.isFinding) }
    if failed > 0 { parts.append("\(failed) failed") }
    if skipped > 0 { parts.append("\(skipped) skipped") }
    if notes > 0 { parts.append("\(notes) note\(notes == 1 ? "" : "s")") }
    return parts.joined(separator: ", ")
  }

  // MARK: Results

  private func write(
    _ run: NotebookRun, to results: ResultTransaction, beside parent: String,
    _ pages: inout [String]
  ) throws(Diagnostic) {
    let kept: [(String, MIMEType)] = [("text", .plainText), ("svg", .svg), ("csv", .csv)]
    var limited = run
    for (name, type) in kept where !request.formats.contains(name) {
      limited.isComplete = false
      for cell in limited.cells.indices {
        for output in limited.cells[cell].outputs.indices {
          limited.cells[cell].outputs[output][type] = nil
        }
      }
    }
    try results.commit(limited)
    let stem = NotebookFiles.stem(of: run.path)
    let base = parent.isEmpty ? stem : parent + "/" + stem
    let formats = PageFormat.allCases.filter {
      $0.isWrittenByRun && request.formats.contains($0.rawValue)
    }
    pages += try PageFiles(base: base, registry: registry).write(run, as: formats)
  }

  private func inform(_ text: String) {
    if !request.isQuiet { try? talk.write(text) }
  }
}
