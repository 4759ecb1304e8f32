public import Catalog
import Diagnostics
public import Notebooks

/// Writes notebooks and their results in other forms, as `hfnb export` asks.
///
/// Pages are made from stored results, and refused when these are out of date; a notebook without
/// results is run first. Making pages twice gives the same bytes.
public struct ExportCommand {
  /// What the command line says.
  public struct Request: Sendable {
    /// Files and folders, and parameters as `--NAME VALUE`.
    public var words: [String]
    /// Parameters as `NAME=VALUE`.
    public var parameters: [String]
    /// The forms: `html`, `md`, `ipynb`, `text`, `hfq`, and `csv` and `svg` for each cell.
    public var formats: [String]
    /// The folder for pages; nil for beside each notebook.
    public var outputFolder: String?
    /// What becomes of the code of cells in HTML.
    public var code: HTMLExporter.CodeDisplay
    /// Whether results that are out of date are used, with a mark, and nothing is run.
    public var allowsStale = false
    /// Whether a notebook with results that are out of date is run.
    public var runsStale = false
    /// Whether results that are missing or out of date are an error, and nothing is run.
    public var refusesToRun = false
    /// Whether to wait for another run that makes the same results.
    public var waits = false
    /// The threads; nil for one per processor.
    public var threadCount: Int?
    /// The date of `today()` as text.
    public var today: String?
    /// Whether only errors are told.
    public var isQuiet = false
    /// Whether messages are coloured.
    public var color = false
    /// The form of errors.
    public var findings = FindingWriter.Form.text

    /// Creates a request.
    public init(
      words: [String], parameters: [String] = [], formats: [String], outputFolder: String? = nil,
      code: HTMLExporter.CodeDisplay = .show
    ) {
      self.words = words
      self.parameters = parameters
      self.formats = formats
      self.outputFolder = outputFolder
      self.code = code
    }
  }

  private let request: Request
  private let registry: Registry
  private let talk: any ByteSink
  private let findings: FindingWriter
  private let cancellation: Cancellation

  /// Creates a command; everything it says goes to `talk`.
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

  /// Exports all notebooks; the status is the gravest of them.
  public func run() -> ExitStatus {
    do throws(Diagnostic) {
      let formats = try formats()
      var arguments = try BatchArguments(words: request.words, parameters: request.parameters)
      let opened = try OpenedNotebook.open(arguments.paths, for: "export", registry)
      try arguments.match(opened.map { $0.declared })
      let today = try today()
      try checkPlaces(opened)
      var statuses: [ExitStatus] = []
      for item in opened {
        if cancellation.isCancelled { statuses.append(.interrupted) }
        if statuses.contains(.interrupted) { break }
        statuses.append(export(item, arguments.values, today, formats))
      }
      return ExitStatus.combined(statuses)
    } catch {
      findings.write(error)
      return ExitStatus(error.kind)
    }
  }

  private func formats() throws(Diagnostic) -> [PageFormat] {
    let known = PageFormat.allCases.map(\.rawValue)
    var found: [PageFormat] = []
    for name in request.formats {
      guard let format = PageFormat(rawValue: name) else {
        let synonyms = [
          "markdown": "md", "txt": "text", "htm": "html", "notebook": "ipynb", "jupyter": "ipynb",
        ]
        let near = synonyms[name.lowercased()] ?? Suggestion.nearest(to: name, among: known)
        throw Diagnostic(
          "E402", "`--to \(name)` is not one of \(known.joined(separator: ", "))",
          details: near.map { ["did you mean `\($0)`?"] } ?? [], kind: .usage)
      }
      if !found.contains(format) { found.append(format) }
    }
    guard !found.isEmpty else {
      throw Diagnostic(
        "E402", "`--to` names no form", details: ["Forms: \(known.joined(separator: ", "))"],
        kind: .usage)
    }
    return found
  }

  private func today() throws(Diagnostic) -> Int32? {
    guard let text = request.today else { return nil }
    guard let day = Dates.day(text) else {
      throw Diagnostic("E401", "`--today \(text)` is not a date as YYYY-MM-DD", kind: .usage)
    }
    return day
  }

  /// The path of a notebook's pages without their endings.
  private func base(_ item: OpenedNotebook) -> String {
    let folder = NotebookFiles.folder(of: item.path)
    let stem = NotebookFiles.stem(of: item.path)
    guard let out = request.outputFolder else { return folder.isEmpty ? stem : "\(folder)/\(stem)" }
    let place = NotebookFiles.folder(of: item.place)
    return place.isEmpty ? "\(out)/\(stem)" : "\(out)/\(place)/\(stem)"
  }

  /// Two notebooks must not write the same pages.
  private func checkPlaces(_ opened: [OpenedNotebook]) throws(Diagnostic) {
    var taken: [String: String] = [:]
    for item in opened {
      let base = base(item)
      if let other = taken[base] {
        throw Diagnostic(
          "E694", "`\(other)` and `\(item.path)` would be written to the same pages `\(base)`",
          details: ["Export them to different folders with `-o`, or name their common folder."],
          kind: .usage)
      }
      taken[base] = item.path
    }
  }

  // MARK: One notebook

  private func export(
    _ item: OpenedNotebook, _ values: [String: [String]], _ today: Int32?, _ formats: [PageFormat]
  ) -> ExitStatus {
    findings.write(item.problems)
    let errors = item.problems.filter { $0.severity == .error }
    guard errors.isEmpty else { return .combined(errors) }
    do throws(Diagnostic) {
      var run = NotebookRun(notebook: item.notebook, path: item.path)
      if formats.contains(where: \.showsResults) { run = try results(item, values, today) }
      let base = base(item)
      let folder = NotebookFiles.folder(of: base)
      if !folder.isEmpty { try ResultFolder.makeFolder(folder) }
      var files = PageFiles(base: base, registry: registry)
      files.code = request.code
      files.tell = { findings.write($0) }
      let written = try files.write(run, as: formats)
      for path in written { inform("wrote \(path)\n") }
      if written.isEmpty {
        inform("nothing to write: no result of `\(item.path)` has this form\n")
      }
      return run.exitStatus
    } catch {
      findings.write(error)
      return ExitStatus(error.kind)
    }
  }

  /// Results of exactly this notebook: stored ones, or those of a run.
  private func results(
    _ item: OpenedNotebook, _ values: [String: [String]], _ today: Int32?
  ) throws(Diagnostic) -> NotebookRun {
    let folder = ResultFolder(ofNotebook: item.path)
    let stored = folder.read(item.notebook, path: item.path)
    // What was given when the results were made holds until something else is given.
    let given = values.isEmpty ? stored?.givenParameters ?? [:] : values
    let day = today ?? stored?.today.flatMap { Int32(exactly: $0) }
    if var stored {
      let options = BatchOptions(
        parameterValues: given, threadCount: request.threadCount, today: day)
      let keys = NotebookKeys(item.notebook, path: item.path, options: options, registry: registry)
      let recorded = folder.recorded()
      let reasons = StaleCells(keys, recorded: recorded, failureIsResult: true)
        .reasonsByCell
      if reasons.isEmpty || request.allowsStale {
        for index in stored.cells.indices {
          let id = stored.cells[index].id
          stored.cells[index].staleness = reasons[id]
          stored.cells[index].inputs = recorded?.cell(id)?.inputs ?? [:]
        }
        return stored
      }
      if !request.runsStale { throw refusal(item, reasons) }
    } else if request.refusesToRun || request.allowsStale {
      throw Diagnostic(
        "E693", "`\(item.path)` has no results", details: ["`hfnb run \(item.path)` makes them."],
        kind: .data)
    }
    return try makeResults(item, given, day, folder)
  }

  private func refusal(_ item: OpenedNotebook, _ reasons: [String: String]) -> Diagnostic {
    let inOrder = item.notebook.cells.compactMap { cell in
      reasons[cell.id].map { "cell `\(cell.id)`: \($0)" }
    }
    var details = Array(inOrder.prefix(5))
    if inOrder.count > 5 { details.append("and \(inOrder.count - 5) more") }
    return Diagnostic(
      "E693", "the results of `\(item.path)` are out of date",
      details: details + [
        request.refusesToRun
          ? "`hfnb run \(item.path)` makes them anew; `--allow-stale` exports these with a mark."
          : "`--run` runs the notebook first; `--allow-stale` exports these with a mark."
      ], kind: .data)
  }

  private func makeResults(
    _ item: OpenedNotebook, _ given: [String: [String]], _ today: Int32?, _ folder: ResultFolder
  ) throws(Diagnostic) -> NotebookRun {
    let options = BatchOptions(
      parameterValues: given, threadCount: request.threadCount, today: today, cache: CacheUse())
    let results = try ResultTransaction.begin(
      folder.path, for: item.path, command: "export", waits: request.waits, cancellation,
      tell: inform)
    let run = NotebookRunner(
      item.notebook, path: item.path, options: options, registry: registry,
      saving: FolderSaveTarget(results: results, registry: registry), cancellation: cancellation
    ).run { results.record($0) }
    for cell in run.cells where cell.status == .failed || cell.status == .cancelled {
      findings.write(cell.diagnostics)
    }
    try results.commit(run)
    inform("ran \(item.path)\n")
    return run
  }

  private func inform(_ text: String) {
    if !request.isQuiet { try? talk.write(text) }
  }
}
