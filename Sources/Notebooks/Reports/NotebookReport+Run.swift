public import Diagnostics

extension NotebookReport {
  /// The report of a notebook that was run.
  ///
  /// - Parameters:
  ///   - run: What the run gave, with the forms of results that are written.
  ///   - semantics: The number of the engine's semantics.
  ///   - startedAt: When it began, in UTC as `2026-01-31T12:00:00Z`.
  ///   - seconds: How long it took.
  public init(_ run: NotebookRun, semantics: Int, startedAt: String, seconds: Double) {
    let isStopped = run.cells.contains { $0.status == .cancelled }
    self.init(
      path: run.path,
      outcome: run.exitStatus == .success ? .ok : isStopped ? .cancelled : .failed,
      exitStatus: run.exitStatus)
    parameters = run.parameters
    data = run.data
    self.semantics = semantics
    self.startedAt = startedAt
    durationSeconds = seconds
    var lines: [String: Int] = [:]
    for cell in run.notebook.cells { lines[cell.id] = cell.fenceLine }
    cells = run.cells.map { Cell($0, line: lines[$0.id] ?? 1, in: run.path) }
    for (cell, files) in run.reportedFiles.enumerated() { cells[cell].outputs = files }
  }

  /// The report of a notebook that was not run, with what stood in the way.
  public init(refused path: String, _ problems: [Diagnostic], startedAt: String = "") {
    self.init(path: path, outcome: .refused, exitStatus: .combined(problems))
    self.startedAt = startedAt
    findings = problems.map { Finding($0, in: path) }
  }
}

extension NotebookReport.Finding {
  /// The finding that a diagnostic of a notebook is.
  ///
  /// A place in another file, such as a notebook that this one uses, is told by the snippet alone.
  public init(_ diagnostic: Diagnostic, in path: String) {
    self.init(diagnostic)
    guard let name = diagnostic.primary?.span.source.name else { return }
    if name != path, !name.hasPrefix(path + ", cell ") {
      line = nil
      column = nil
    }
  }
}

extension NotebookReport.Cell {
  /// The account of a cell of the notebook at a path, without the files of its results.
  public init(_ run: CellRun, line: Int, in path: String) {
    self.init(id: run.id, line: line, status: run.status)
    key = run.key
    durationSeconds = run.durationSeconds
    rowsIn = run.rowsIn
    rows = run.rows
    notes = run.notes
    findings = run.diagnostics.map { NotebookReport.Finding($0, in: path) }
  }

  /// The error that counts against it; nil for a cell that failed as it was meant to.
  public var failure: NotebookReport.Finding? { status == .ok ? nil : error }
}
