public import Diagnostics

/// What became of one notebook in a run: what reports are made of, with times.
///
/// A worker sends it to the process that started it; results themselves stay in the result folder.
public struct NotebookReport: Sendable {
  /// How the run of a notebook ended.
  public enum Outcome: String, Sendable, Hashable, CaseIterable {
    /// Every cell did what was asked.
    case ok
    /// A cell failed, or notes count as failures.
    case failed
    /// It was not run: its form, its data or its lock stood in the way.
    case refused
    /// The worker ended before it was done.
    case died
    /// The run was stopped from outside or by a limit before it was done.
    case cancelled
    /// It was not begun, because the run had stopped before.
    case notRun = "not run"
  }

  /// A finding as reports show it.
  public struct Finding: Sendable, Hashable {
    /// The code, such as `E201`.
    public var code: String
    /// `error`, `warning` or `note`.
    public var severity: String
    /// The word for its kind, such as `program` or `data`.
    public var kind: String
    /// What is wrong.
    public var message: String
    /// The line in the notebook, from 1; nil when it belongs to no place.
    public var line: Int?
    /// The column, from 1.
    public var column: Int?
    /// The complete message with the lines that it points at, without colours.
    public var snippet: String
    /// The question for the name that was probably meant, such as ``did you mean `color`?``.
    public var hint: String?

    /// Creates a finding.
    public init(
      code: String, severity: String, kind: String, message: String, line: Int? = nil,
      column: Int? = nil, snippet: String
    ) {
      self.code = code
      self.severity = severity
      self.kind = kind
      self.message = message
      self.line = line
      self.column = column
      self.snippet = snippet
    }

    /// The finding that a diagnostic is.
    public init(_ diagnostic: Diagnostic) {
      self.init(
        code: diagnostic.code, severity: diagnostic.severity.rawValue, kind: diagnostic.kind.name,
        message: diagnostic.message, snippet: DiagnosticRenderer().render(diagnostic))
      let words = (diagnostic.primary.map { [$0.text] } ?? []) + diagnostic.details
      hint = words.first { $0.hasPrefix("did you mean") }
      guard let span = diagnostic.primary?.span else { return }
      line = span.source.lineNumber(of: span.lower)
      column = span.source.column(of: span.lower)
    }

    /// What is wrong and what was probably meant, in one line.
    public var sentence: String { hint.map { "\(message); \($0)" } ?? message }
  }

  /// A file of results.
  public struct OutputFile: Sendable, Hashable {
    /// Its name in the result folder.
    public var name: String
    /// The digest of its bytes, with the name of its algorithm before a colon.
    public var digest: String

    /// Creates a file.
    public init(name: String, digest: String) {
      self.name = name
      self.digest = digest
    }
  }

  /// What became of one cell.
  public struct Cell: Sendable {
    /// The id.
    public var id: String
    /// The line of its opening fence, from 1.
    public var line: Int
    /// How it ended.
    public var status: CellRun.Status
    /// Whether its results were those of an earlier run with the same key.
    public var isCached = false
    /// The key; nil when it is not known.
    public var key: String?
    /// How long it took in seconds; nil when it was not run.
    public var durationSeconds: Double?
    /// The rows that its pipelines began with; nil when there were none.
    public var rowsIn: Int?
    /// The rows of its last table.
    public var rows: Int?
    /// Notes about the data, one line each.
    public var notes: [String] = []
    /// Errors and warnings.
    public var findings: [Finding] = []
    /// The files of its results.
    public var outputs: [OutputFile] = []

    /// Creates the account of a cell.
    public init(id: String, line: Int, status: CellRun.Status) {
      self.id = id
      self.line = line
      self.status = status
    }

    /// The error that made it fail.
    public var error: Finding? { findings.first { $0.severity == "error" } }
  }

  /// The path by which the notebook was named.
  public var path: String
  /// The combination of a matrix that this is, such as `grain=week`; empty without one.
  public var variant = ""
  /// How it ended.
  public var outcome: Outcome
  /// Its own exit status.
  public var exitStatus: ExitStatus
  /// The parameters that were given.
  public var parameters: [NotebookRun.Parameter] = []
  /// The data that was read.
  public var data: [NotebookRun.DataInput] = []
  /// The number of the engine's semantics.
  public var semantics = 0
  /// When it began, in UTC as `2026-01-31T12:00:00Z`; empty when it did not.
  public var startedAt = ""
  /// How long it took in seconds.
  public var durationSeconds = 0.0
  /// Findings that belong to no cell.
  public var findings: [Finding] = []
  /// The cells in the order of the document.
  public var cells: [Cell] = []
  /// The pages that were written.
  public var pages: [String] = []

  /// Creates a report.
  public init(path: String, outcome: Outcome, exitStatus: ExitStatus) {
    self.path = path
    self.outcome = outcome
    self.exitStatus = exitStatus
  }
}
