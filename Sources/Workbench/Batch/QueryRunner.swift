public import Catalog
import Columnar
public import Diagnostics
import Glibc
public import Notebooks

/// Runs program texts without a prompt: `-c`, `-f` and standard input.
public struct QueryRunner {
  /// How it runs.
  public struct Options: Sendable {
    /// `--load NAME=PATH`.
    public var loads: [(name: String, path: String)]
    /// The threads; nil for one per processor.
    public var threadCount: Int?
    /// Whether notes make the run fail.
    public var isStrict: Bool
    /// How results are written.
    public var presentation: PresentationOptions
    /// The format of `stdin` as a table; nil to find it from the content.
    public var standardInputFormat: String?
    /// Values for parameters, by name.
    public var parameterValues: [String: [String]]
    /// The folder below which `save` writes; empty for the working folder.
    public var saveFolder: String
    /// The form of errors and notes.
    public var findings: FindingWriter.Form

    /// Creates options.
    public init(
      loads: [(name: String, path: String)] = [], threadCount: Int? = nil, isStrict: Bool = false,
      presentation: PresentationOptions = PresentationOptions(),
      standardInputFormat: String? = nil, parameterValues: [String: [String]] = [:],
      saveFolder: String = "", findings: FindingWriter.Form = .text
    ) {
      self.loads = loads
      self.threadCount = threadCount
      self.isStrict = isStrict
      self.presentation = presentation
      self.standardInputFormat = standardInputFormat
      self.parameterValues = parameterValues
      self.saveFolder = saveFolder
      self.findings = findings
    }
  }

  private let options: Options
  private let registry: Registry
  private let output: any ByteSink
  private let talk: FindingWriter

  /// Creates a runner that writes results to `output` and everything else to `talk`.
  public init(
    _ options: Options, registry: Registry = .standard, output: any ByteSink,
    talk: any ByteSink
  ) {
    self.options = options
    self.registry = registry
    self.output = output
    self.talk = FindingWriter(
      talk, form: options.findings, color: options.presentation.color != .none)
  }

  /// Runs texts one after the other with the names of the earlier ones.
  public func run(_ sources: [SourceText], cancellation: Cancellation = Cancellation())
    -> ExitStatus
  {
    let session = Session(
      registry: registry,
      options: SessionOptions(
        threadCount: options.threadCount, parameterValues: options.parameterValues,
        saving: FolderSaveTarget(folder: options.saveFolder, registry: registry)),
      cancellation: cancellation)
    var findings: [Diagnostic] = []
    var results: [StatementResult] = []
    do throws(Diagnostic) {
      try prepare(session, for: sources)
    } catch {
      return finish([error])
    }
    for source in sources {
      let problems = session.run(source) { (result) throws(Diagnostic) in
        results.append(result)
        if case .table(let pipeline) = result {
          for case .expectation(let finding) in pipeline.outputs { findings.append(finding) }
        }
      }
      findings += problems
      if !problems.isEmpty { break }
    }
    do throws(Diagnostic) { try write(results) } catch { findings.append(error) }
    let status = finish(findings)
    guard options.isStrict, status == .success, hasNotes(results) else { return status }
    return .expectation
  }

  private func prepare(_ session: Session, for sources: [SourceText]) throws(Diagnostic) {
    for load in options.loads {
      try session.open(load.path, as: load.name)
    }
    // Standard input is read only by a program that names it.
    let usesInput = sources.contains { CellDependencies.names(in: $0).contains("stdin") }
    if usesInput {
      try session.openStandardInput(format: options.standardInputFormat)
    }
  }

  private func hasNotes(_ results: [StatementResult]) -> Bool {
    results.contains { result in
      if case .table(let pipeline) = result { !pipeline.record.notes.isEmpty } else { false }
    }
  }

  /// Shows findings; the status is that of the gravest.
  private func finish(_ findings: [Diagnostic]) -> ExitStatus {
    talk.write(findings)
    return ExitStatus.combined(findings)
  }

  // MARK: Writing

  private func write(_ results: [StatementResult]) throws(Diagnostic) {
    let presenter = ResultPresenter(registry: registry, options: options.presentation)
    let tables = results.flatMap(Self.tables)
    let isForPeople = options.presentation.isTerminal || options.presentation.mode != nil
    if !isForPeople, tables.count > 1 {
      try writeLines(results, presenter)
    } else {
      for result in results { try write(result, presenter) }
    }
    // On a terminal the line below a table has its notes.
    let isSaidBelow = options.presentation.isTerminal && options.findings == .text
    for case .table(let pipeline) in results where !isSaidBelow {
      talk.write(pipeline.record.notes)
    }
  }

  private static func tables(_ result: StatementResult) -> [Table] {
    guard case .table(let pipeline) = result else { return [] }
    var tables: [Table] = []
    for case .table(let table, _, _) in pipeline.outputs { tables.append(table) }
    return pipeline.presentsItself ? tables : tables + [pipeline.table]
  }

  private func write(
    _ result: StatementResult, _ presenter: ResultPresenter
  ) throws(Diagnostic) {
    switch result {
    case .table(let pipeline):
      try presenter.present(pipeline, to: output)
      if options.presentation.isTerminal { try output.write(presenter.footer(of: pipeline)) }
    case .value(let value, let type): try output.write(presenter.text(of: value, type))
    case .text(let text): try output.write(text)
    case .steps(let report): try output.write(try presenter.text(of: report))
    case .loaded, .defined: break
    }
  }

  /// Several tables on a pipe: one JSON object a line, with the number of the result and its rows.
  private func writeLines(
    _ results: [StatementResult], _ presenter: ResultPresenter
  ) throws(Diagnostic) {
    var number = 0
    for result in results {
      guard case .table = result else {
        try write(result, presenter)
        continue
      }
      for table in Self.tables(result) {
        number += 1
        let rows = MemorySink()
        try presenter.present(table, rowLimit: nil, mode: "json", to: rows)
        let compact = rows.text.split(separator: "\n").joined(separator: " ")
        try output.write("{\"result\": \(number), \"rows\": \(compact)}\n")
      }
    }
  }
}
