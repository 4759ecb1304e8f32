public import Catalog
import Diagnostics
public import Notebooks
import QueryLanguage

/// Runs a notebook and tells what each stage of its pipelines did: `hfnb step`.
public struct NotebookStepper {
  /// What the command line asks for.
  public struct Options: Sendable {
    /// The cell to tell about, by number or id; nil for all.
    public var cell: String?
    /// Values for parameters, by name.
    public var parameterValues: [String: [String]]
    /// The threads; nil for one per processor.
    public var threadCount: Int?
    /// The date of `today()`.
    public var today: String?
    /// Whether times are told.
    public var showsTimes: Bool
    /// How it is written: text for people, or mode `json`.
    public var presentation: PresentationOptions

    /// Creates options.
    public init(
      cell: String? = nil, parameterValues: [String: [String]] = [:], threadCount: Int? = nil,
      today: String? = nil, showsTimes: Bool = false,
      presentation: PresentationOptions = PresentationOptions()
    ) {
      self.cell = cell
      self.parameterValues = parameterValues
      self.threadCount = threadCount
      self.today = today
      self.showsTimes = showsTimes
      self.presentation = presentation
    }
  }

  private let options: Options
  private let output: any ByteSink
  private let talk: any ByteSink

  /// Creates a stepper that writes steps to `output` and everything else to `talk`.
  public init(_ options: Options, output: any ByteSink, talk: any ByteSink) {
    self.options = options
    self.output = output
    self.talk = talk
  }

  /// Steps through a notebook; a cell that fails ends it.
  public func run(_ path: String, cancellation: Cancellation = Cancellation()) -> ExitStatus {
    do throws(DiagnosticList) {
      try step(path, cancellation)
      return .success
    } catch {
      let renderer = DiagnosticRenderer(color: options.presentation.color != .none)
      for problem in error.all { try? talk.write(renderer.render(problem)) }
      return ExitStatus.combined(error.all)
    }
  }

  private func step(_ path: String, _ cancellation: Cancellation) throws(DiagnosticList) {
    let (notebook, chosen) = try open(path)
    let session = try makeSession(path, cancellation)
    let presenter = ResultPresenter(registry: session.registry, options: options.presentation)
    var objects: [JSONValue] = []
    for (index, cell) in notebook.cells.enumerated() where cell.options.run {
      if let chosen, index > chosen { break }
      let isShown = chosen.map { $0 == index } ?? true
      let reports = try run(cell, in: session, path, isShown: isShown)
      if options.presentation.mode == "json" {
        let json = RecordJSON(showsTimes: options.showsTimes)
        for report in reports {
          objects.append(
            .object([
              "cell": .text(cell.id), "number": .int(index + 1), "steps": json.value(of: report),
            ]))
        }
      } else if !reports.isEmpty {
        try session.single { () throws(Diagnostic) in
          try self.write(reports, of: cell, number: index + 1, presenter)
        }
      }
    }
    guard options.presentation.mode == "json" else { return }
    try session.single { () throws(Diagnostic) in
      try self.output.write(JSONValue.array(objects).rendered() + "\n")
    }
  }

  private func open(_ path: String) throws(DiagnosticList) -> (Notebook, chosen: Int?) {
    let bytes: [UInt8]
    do throws(Diagnostic) { bytes = try FileText.readBytes(path) } catch {
      throw DiagnosticList([error])
    }
    let (notebook, problems) = Notebook.parse(bytes: bytes, name: path)
    let errors = problems.filter { $0.severity == .error }
    guard errors.isEmpty else { throw DiagnosticList(errors) }
    guard let wanted = options.cell else { return (notebook, nil) }
    if let number = Int(wanted), notebook.cells.indices.contains(number - 1) {
      return (notebook, number - 1)
    }
    if let index = notebook.cells.firstIndex(where: { $0.id == wanted }) {
      return (notebook, index)
    }
    let ids = notebook.cells.map(\.id)
    let near = Suggestion.nearest(to: wanted, among: ids)
    throw DiagnosticList([
      Diagnostic(
        "E444", "\(path) has no cell `\(wanted)`",
        details: [near.map { "did you mean `\($0)`?" } ?? "Cells: \(ids.joined(separator: ", "))"],
        kind: .usage)
    ])
  }

  private func makeSession(
    _ path: String, _ cancellation: Cancellation
  ) throws(DiagnosticList) -> Session {
    var sessionOptions = SessionOptions(
      threadCount: options.threadCount, baseFolder: NotebookFiles.folder(of: path),
      parameterValues: options.parameterValues)
    if let today = options.today {
      guard let day = Dates.day(today) else {
        throw DiagnosticList([
          Diagnostic("E401", "`--today \(today)` is not a date as YYYY-MM-DD", kind: .usage)
        ])
      }
      sessionOptions.today = day
    }
    return Session(options: sessionOptions, cancellation: cancellation)
  }

  // MARK: One cell

  private func run(
    _ cell: NotebookCell, in session: Session, _ path: String, isShown: Bool
  ) throws(DiagnosticList) -> [StepReport] {
    let script = Parser.parse(cell.sourceText(in: path), verbs: session.registry.verbForms)
    let errors = script.diagnostics.filter { $0.severity == .error }
    // A cell that shows an error on purpose has no steps.
    if cell.options.error != .never { return [] }
    guard errors.isEmpty else { throw DiagnosticList(errors) }
    var reports: [StepReport] = []
    defer { session.endCell() }
    for statement in script.statements {
      let result = try session.run(statement)
      guard isShown else { continue }
      switch (statement.kind, result) {
      case (_, .steps(let report)?): reports.append(report)
      case (.letBinding(let name, .pipeline), _):
        if let report = try session.steps(ofTable: name.text) { reports.append(report) }
      case (.continuation(let stages), .table?):
        reports.append(try session.stepsOfLast(stages: stages.count))
      case (.pipeline(let pipeline), .table?) where !pipeline.stages.isEmpty:
        reports.append(try session.stepsOfLast())
      default: break
      }
    }
    return reports
  }

  private func write(
    _ reports: [StepReport], of cell: NotebookCell, number: Int, _ presenter: ResultPresenter
  ) throws(Diagnostic) {
    let caption = cell.options.caption ?? ""
    try output.write("== Cell \(number), \(cell.id)\(caption.isEmpty ? "" : ": \(caption)")\n\n")
    for report in reports {
      try output.write(try presenter.text(of: report, showsTimes: options.showsTimes) + "\n")
    }
  }
}
