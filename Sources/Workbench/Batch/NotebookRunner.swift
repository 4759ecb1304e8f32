public import Catalog
import ChartRendering
import Charts
import Columnar
import Diagnostics
import Formats
public import Notebooks
import Planning
import QueryLanguage

/// Runs one notebook from its first cell to its last.
///
/// A cell that fails takes along only the cells that need what it defines.
public struct NotebookRunner {
  private let notebook: Notebook
  private let path: String
  private let options: BatchOptions
  private let session: Session
  private let dependencies: CellDependencies
  /// The keys of the cells, and what they were made of.
  let keys: NotebookKeys
  private let lock: NotebookLock?
  /// What may hold cells of a run that did not end.
  private let results: ResultTransaction?
  private let registry: Registry
  private let outputs: CellOutputs
  private let deadline = Deadline()
  private let memory: MemoryWatch?

  /// Creates a runner.
  public init(
    _ notebook: Notebook, path: String, options: BatchOptions, registry: Registry = .standard,
    saving: (any SaveTarget)? = nil, cancellation: Cancellation = Cancellation()
  ) {
    self.init(
      notebook, path: path, options: options,
      keys: NotebookKeys(notebook, path: path, options: options, registry: registry),
      registry: registry, saving: saving, cancellation: cancellation)
  }

  /// Creates a runner for a notebook whose keys are known already.
  init(
    _ notebook: Notebook, path: String, options: BatchOptions, keys: NotebookKeys,
    lock: NotebookLock? = nil, registry: Registry = .standard, saving: (any SaveTarget)? = nil,
    resuming results: ResultTransaction? = nil, keepsLayers: Bool = false,
    memory: MemoryWatch? = nil, cancellation: Cancellation = Cancellation()
  ) {
    self.results = results
    self.memory = memory
    self.notebook = notebook
    self.path = path
    self.options = options
    self.keys = keys
    self.lock = lock
    self.registry = registry
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    var sessionOptions = SessionOptions(
      threadCount: options.threadCount, baseFolder: folder,
      parameterValues: options.parameterValues, saving: saving)
    sessionOptions.today = options.today
    sessionOptions.limits.deadline = deadline
    session = Session(registry: registry, options: sessionOptions, cancellation: cancellation)
    session.useChain = UsedNotebook.canonical(path).map { [$0] } ?? []
    dependencies = CellDependencies(notebook, path: path, verbs: registry.verbForms)
    outputs = CellOutputs(
      presenter: ResultPresenter(
        registry: registry, options: PresentationOptions(mode: "box", width: 100)),
      workers: session.workers, figure: notebook.header.figure, keepsLayers: keepsLayers)
  }

  /// Runs the cells.
  ///
  /// - Parameters:
  ///   - progress: Called after each cell.
  ///   - begin: Called before each cell that is run, with the monotonic time at which its limit ends.
  public func run(
    progress: (CellRun) -> Void = { _ in },
    begin: (NotebookCell, UInt64?) -> Void = { _, _ in }
  ) -> NotebookRun {
    var cells: [CellRun] = []
    var broken: Set<String> = []
    let budget = TimeBudget(
      notebook.header, options.limits, start: MonotonicClock.nanoseconds())
    // How the cells end that are left once the notebook was stopped.
    var left: CellRun.Status?
    var cached = CachedRun(
      session,
      CachedCells(
        notebook, path: path, keys: keys, dependencies: dependencies, options: options, lock: lock,
        registry: registry, keepsLayers: outputs.keepsLayers, resuming: results))
    for cell in notebook.cells {
      var outcome: CellRun
      let missing = dependencies.needs[cell.id]?.filter { broken.contains($0) } ?? []
      if !cell.options.run {
        outcome = CellRun(id: cell.id, status: .notRun)
      } else if let cells = options.cells, !cells.contains(cell.id) {
        outcome = options.earlier[cell.id] ?? CellRun(id: cell.id, status: .notRun)
      } else if let left {
        outcome = CellRun(id: cell.id, status: left)
      } else if !missing.isEmpty {
        outcome = CellRun(id: cell.id, status: .skipped(needs: missing))
      } else if session.cancellation.isCancelled {
        outcome = cancelled(cell)
        if outcome.endsNotebook { left = .cancelled }
      } else {
        let limits = budget
        outcome = cached.outcome(of: cell) {
          let limit = limits.limit(of: cell, from: MonotonicClock.nanoseconds())
          begin(cell, limit?.deadline)
          return session.cancellation.isCancelled ? cancelled(cell) : run(cell, limit)
        }
        if outcome.endsNotebook { left = .cancelled }
      }
      // A cell that was left out has no results that a key could stand for.
      let isLeftOut = options.cells?.contains(cell.id) == false && outcome.status == .notRun
      let key = isLeftOut ? nil : keys.cell(cell.id)
      outcome.key = key?.key
      outcome.inputs = key?.inputs ?? [:]
      switch outcome.status {
      case .ok: break
      case .failed:
        // An `expect` that does not hold leaves the rows usable.
        let isOnlyExpectation = outcome.diagnostics.allSatisfy { $0.kind == .expectation }
        if !isOnlyExpectation { broken.insert(cell.id) }
        if options.stopsAtFirstFailure { left = left ?? .notRun }
      case .skipped: broken.insert(cell.id)
      case .cancelled:
        broken.insert(cell.id)
        left = .cancelled
      case .notRun: broken.insert(cell.id)
      }
      progress(outcome)
      cells.append(outcome)
    }
    cached.finish()
    var result = NotebookRun(
      notebook: notebook, path: path,
      parameters: cached.parameters.filter { options.parameterValues[$0.name] != nil },
      data: keys.dataInputs,
      cells: cells,
      exitStatus: status(of: cells))
    let given = options.parameterValues
    let declared = Set(dependencies.parameters.map(\.name.text))
    result.givenParameters = given.filter { declared.contains($0.key) }
    result.today = options.today.map { Int($0) }
    result.remarks = cached.remarks
    return result
  }

  private func status(of cells: [CellRun]) -> ExitStatus {
    var statuses = cells.filter { $0.status != .ok }.map { ExitStatus.combined($0.diagnostics) }
    if options.isStrict, cells.contains(where: { $0.notes.contains(where: CellRun.isFinding) }) {
      statuses.append(.expectation)
    }
    return ExitStatus.combined(statuses)
  }

  // MARK: One cell

  private func run(_ cell: NotebookCell, _ limit: TimeBudget.Limit?) -> CellRun {
    let start = MonotonicClock.nanoseconds()
    if let limit, limit.deadline <= start {
      return stopped(cell, by: TimeBudget.finding(limit, cell, path: path, hasBegun: false))
    }
    deadline.move(to: limit?.deadline)
    defer { deadline.move(to: nil) }
    var outcome = CellRun(id: cell.id)
    var expectations: [Diagnostic] = []
    let source = cell.sourceText(in: path)
    defer { session.endCell() }
    let errors = session.run(source) { (result) throws(Diagnostic) in
      switch result {
      case .table(let pipeline):
        outcome.rows = pipeline.table.rowCount
        outcome.rowsIn =
          (outcome.rowsIn ?? 0)
          + (pipeline.record.stages.first?.rowsIn ?? pipeline.table.rowCount)
        outcome.notes += pipeline.record.notes.map { "\($0.code): \($0.text)" }
        if let provenance = pipeline.table.provenance, !outcome.notes.contains(provenance) {
          outcome.notes.append(provenance)
        }
        for output in pipeline.outputs {
          switch output {
          case .chart(let chart):
            let drawn = try outputs.output(of: chart)
            outcome.outputs.append(drawn)
            if let svg = drawn.text(.svg), let note = SVGRenderer.sizeNote(of: svg) {
              outcome.notes.append("\(note.code): \(note.text)")
            }
          case .table(let table, let limit, _):
            outcome.outputs.append(
              try outputs.output(of: table, rowLimit: limit, cell.options.digits))
          case .expectation(let finding): expectations.append(finding)
          }
        }
        if !pipeline.presentsItself {
          outcome.outputs.append(
            try outputs.output(of: pipeline.table, rowLimit: nil, cell.options.digits))
        }
      case .value(let value, let type):
        outcome.outputs.append(outputs.output(of: value, type))
      case .text(let text): outcome.outputs.append(outputs.output(of: text))
      case .steps(let report):
        outcome.outputs.append(
          outputs.output(of: try outputs.presenter.text(of: report)))
      case .loaded(let name, _, _):
        outcome.notes += try self.typesChanged(name).map { "\($0.code): \($0.text)" }
      case .defined: break
      }
    }
    outcome.durationSeconds = Double(MonotonicClock.nanoseconds() - start) / 1e9
    if let stop = finding(for: errors, cell, limit) {
      outcome = stopped(cell, by: stop)
      outcome.durationSeconds = Double(MonotonicClock.nanoseconds() - start) / 1e9
      return outcome
    }
    judge(&outcome, cell, errors: errors + expectations)
    return outcome
  }

  /// The error of a limit that ended a cell; nil when none did.
  private func finding(
    for errors: [Diagnostic], _ cell: NotebookCell, _ limit: TimeBudget.Limit?
  ) -> Diagnostic? {
    if errors.contains(where: { $0.code == "E130" }), let memory, memory.isOver {
      return memory.finding(cell, path: path)
    }
    guard errors.contains(where: { $0.code == "E503" }), let limit else { return nil }
    return TimeBudget.finding(limit, cell, path: path)
  }

  /// The outcome of a cell before which the run was stopped.
  private func cancelled(_ cell: NotebookCell) -> CellRun {
    if let memory, memory.isOver { return stopped(cell, by: memory.finding(cell, path: path)) }
    return CellRun(
      id: cell.id, status: .cancelled,
      diagnostics: [Diagnostic("E130", "cancelled", kind: .cancelled)])
  }

  /// The outcome of a cell that a limit ended: a failure, whatever error the cell expects.
  private func stopped(_ cell: NotebookCell, by finding: Diagnostic) -> CellRun {
    CellRun(id: cell.id, status: .failed, diagnostics: [finding])
  }

  /// The columns of a data set whose type is another than the lock says (W1).
  ///
  /// Looked for only when the content changed, because types are final when all rows were read.
  private func typesChanged(_ name: String) throws(Diagnostic) -> [StageRecord.Note] {
    guard let locked = lock?.data(name),
      let present = keys.data.first(where: { $0.name == name }),
      present.content.digest.hexadecimal != locked.digest,
      case .data(let data)? = session.scope.values[name]
    else { return [] }
    _ = try data.read(columns: nil, session.makeContext())
    return TypeDrift.notes(
      name, locked: locked.columns.map { ($0.name, $0.type) }, now: data.schema)
  }

  /// Compares what went wrong with what the cell says should go wrong.
  private func judge(_ outcome: inout CellRun, _ cell: NotebookCell, errors: [Diagnostic]) {
    let findings = NotebookFindings(notebook, dependencies)
    var errors = errors.filter { $0.severity == .error }
      .map { findings.located($0, in: cell.id) }
    if errors.contains(where: { $0.kind == .cancelled }) {
      outcome.status = .cancelled
      outcome.diagnostics = errors
      return
    }
    switch cell.options.error {
    case .never:
      outcome.status = errors.isEmpty ? .ok : .failed
    case .expected:
      outcome.status = errors.isEmpty ? .failed : .ok
      if errors.isEmpty { errors = [missingError(cell, "an error")] }
    case .code(let code):
      let isExpected = errors.contains { $0.code == code }
      outcome.status = isExpected ? .ok : .failed
      if errors.isEmpty { errors = [missingError(cell, "error \(code)")] }
    }
    outcome.diagnostics = errors
  }

  private func missingError(_ cell: NotebookCell, _ expected: String) -> Diagnostic {
    let source = cell.sourceText(in: path)
    return Diagnostic(
      "E650", "cell `\(cell.id)` should fail with \(expected), but it ran",
      at: Span(source, 0, source.line(at: 0).utf8.count))
  }
}

extension CellRun {
  /// Whether a limit of more than this cell ended it.
  fileprivate var endsNotebook: Bool {
    diagnostics.contains { ["E506", "E507", "E508"].contains($0.code) }
  }
}
