public import Catalog
import ChartRendering
import Charts
import Columnar
import Diagnostics
import Formats
public import Notebooks
import Planning
import QueryLanguage

/// How notebooks are run in batch.
public struct BatchOptions: Sendable {
  /// Values for parameters, by name.
  public var parameterValues: [String: [String]]
  /// The threads; nil for one per processor.
  public var threadCount: Int?
  /// Whether notes make a run fail.
  public var isStrict: Bool
  /// Whether the first failure stops the run.
  public var stopsAtFirstFailure: Bool
  /// The recorded date of `today()`.
  public var today: Int32?
  /// What the command line allows at most.
  public var limits = CommandLimits()
  /// The cells that are run; nil for all.
  var cells: Set<String>?
  /// The results of earlier runs for cells that are left out, by id, where they still hold.
  var earlier: [String: CellRun] = [:]
  /// How results of earlier runs are used; nil when every cell is run and nothing is stored.
  public var cache: CacheUse?
  /// Creates options.
  public init(
    parameterValues: [String: [String]] = [:], threadCount: Int? = nil, isStrict: Bool = false,
    stopsAtFirstFailure: Bool = false, today: Int32? = nil, cache: CacheUse? = nil
  ) {
    self.parameterValues = parameterValues
    self.threadCount = threadCount
    self.isStrict = isStrict
    self.stopsAtFirstFailure = stopsAtFirstFailure
    self.today = today
    self.cache = cache
  }
}

/// Runs one notebook from its first cell to its last.
///
/// A cell that fails takes along only the cells that need what it defines.
public struct NotebookRunner {
  private let notebook: Notebook
  private let path: String
  private let options: BatchOptions
  private let session: Session
  private let dependencies: CellDependencies
  private let presenter: ResultPresenter
  /// The keys of the cells, and what they were made of.
  let keys: NotebookKeys
  private let lock: NotebookLock?
  /// What may hold cells of a run that did not end.
  private let results: ResultTransaction?
  private let registry: Registry
  /// Whether the rows behind charts are kept, to be compared with others.
  private let keepsLayers: Bool
  private let deadline = Deadline()
  private let memory: MemoryWatch?

  /// Rows of a table that pages and drawings show; files are always complete.
  static let shownRows = 25

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
    self.keepsLayers = keepsLayers
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
    presenter = ResultPresenter(
      registry: registry, options: PresentationOptions(mode: "box", width: 100))
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
        registry: registry, keepsLayers: keepsLayers, resuming: results))
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
            let drawn = try self.output(of: chart)
            outcome.outputs.append(drawn)
            if let svg = drawn.text(.svg), let note = SVGRenderer.sizeNote(of: svg) {
              outcome.notes.append("\(note.code): \(note.text)")
            }
          case .table(let table, let limit, _):
            outcome.outputs.append(
              try self.output(of: table, rowLimit: limit ?? Self.shownRows, cell.options.digits))
          case .expectation(let finding): expectations.append(finding)
          }
        }
        if !pipeline.presentsItself {
          outcome.outputs.append(
            try self.output(of: pipeline.table, rowLimit: Self.shownRows, cell.options.digits))
        }
      case .value(let value, let type):
        let table = Table([("value", Column.constant(value, type, count: 1))])
        outcome.outputs.append(
          CellOutput(
            [.plainText: Array(self.presenter.text(of: value, type).utf8)],
            valueDigest: self.digest(of: [table])))
      case .text(let text): outcome.outputs.append(self.output(of: text))
      case .steps(let report):
        outcome.outputs.append(self.output(of: try self.presenter.text(of: report)))
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

  // MARK: Outputs

  private func output(
    of table: Table, rowLimit: Int, _ digits: Int
  ) throws(Diagnostic) -> CellOutput {
    let text = MemorySink()
    var boxed = presenter
    boxed.options.digits = digits
    try boxed.present(table, rowLimit: rowLimit, mode: "box", to: text)
    let csv = MemorySink()
    try presenter.present(table, rowLimit: nil, mode: "csv", to: csv)
    return CellOutput(
      [.plainText: text.bytes, .csv: csv.bytes],
      table: OutputTables.make(of: table, rowLimit: rowLimit, digits: digits),
      valueDigest: digest(of: [table]), rows: table.rowCount)
  }

  /// Words are their own value.
  private func output(of text: String) -> CellOutput {
    let bytes = Array(text.utf8)
    return CellOutput([.plainText: bytes], valueDigest: Digest(of: bytes).hexadecimal)
  }

  /// The digest of the values of some tables.
  private func digest(of tables: [Table]) -> String {
    let digests = tables.map { TableDigest($0, workers: session.workers).digest }
    if digests.count == 1 { return digests[0].hexadecimal }
    return Digest(of: digests.flatMap(\.bytes)).hexadecimal
  }

  private func output(of chart: any ChartOutput) throws(Diagnostic) -> CellOutput {
    guard var built = chart as? BuiltChart else { throw .defect("a chart of an unknown kind") }
    if built.spec.size == nil, let figure = notebook.header.figure {
      built.spec.size = (Double(figure.width), Double(figure.height))
    }
    let svg = SVGRenderer.render(built)
    var output = CellOutput(
      [.svg: Array(svg.utf8), .plainText: Array(presenter.drawing(of: built).utf8)],
      table: built.spec.layers.first.map {
        OutputTables.make(of: $0.data, rowLimit: OutputTables.chartRows, digits: 6)
      }, alternativeText: built.description,
      // What a chart says is what its layers were given.
      valueDigest: digest(of: built.spec.layers.map(\.data)),
      rows: built.spec.layers.first?.data.rowCount)
    if keepsLayers { output.layers = try built.spec.layers.map(layer) }
    return output
  }

  /// The rows of a layer with the titles of its channels.
  private func layer(_ layer: LayerSpec) throws(Diagnostic) -> CellOutput.Layer {
    let csv = MemorySink()
    let data = layer.data.compacted()
    let names = data.schema.fields.map { field in
      let title = layer.channel(field.name)?.title ?? field.name
      return title == field.name ? title : "\(title) (\(field.name))"
    }
    let named = Table(zip(names, data.storedColumns).map { ($0, $1) })
    try presenter.present(named, rowLimit: nil, mode: "csv", to: csv)
    return .init(mark: layer.mark, csv: csv.bytes)
  }
}

extension CellRun {
  /// Whether a limit of more than this cell ended it.
  fileprivate var endsNotebook: Bool {
    diagnostics.contains { ["E506", "E507", "E508"].contains($0.code) }
  }
}
