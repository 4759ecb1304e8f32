public import Diagnostics

/// What became of one cell in a run.
public struct CellRun: Sendable {
  /// How it ended.
  public enum Status: Sendable, Hashable {
    /// It did what was asked, or failed as it was meant to.
    case ok
    /// It failed; the diagnostics say how.
    case failed
    /// It was left out because cells that it depends on failed.
    case skipped(needs: [String])
    /// The run was stopped before it was done.
    case cancelled
    /// It was not to be executed.
    case notRun

    /// The word for it in manifests and reports.
    public var name: String {
      switch self {
      case .ok: "ok"
      case .failed: "failed"
      case .skipped: "skipped"
      case .cancelled: "cancelled"
      case .notRun: "not run"
      }
    }
  }

  /// The id of the cell.
  public var id: String
  /// How it ended.
  public var status: Status
  /// The results, in the order in which the cell made them.
  public var outputs: [CellOutput]
  /// Findings about the data, one line each.
  public var notes: [String]
  /// Errors and warnings.
  public var diagnostics: [Diagnostic]
  /// Errors and warnings of a run that was stored, as they were shown then.
  var storedFindings: [CellFinding] = []
  /// The number of rows of the last table.
  public var rows: Int?
  /// The number of rows that its pipelines began with, all together; nil when there were none.
  public var rowsIn: Int?
  /// The key: equal as long as nothing changed that the results rest on; nil when it is not known.
  public var key: String?
  /// What the key was made of, by words such as `data lb`.
  public var inputs: [String: String] = [:]
  /// Whether the results were taken from the cache instead of being made in this run.
  public var isCached = false
  /// Why the results may not be those that the cell gives now; nil when they are.
  public var staleness: String?
  /// How long it took in seconds; for reports only, never part of results.
  public var durationSeconds: Double?

  /// Creates the outcome of a cell.
  public init(
    id: String, status: Status = .ok, outputs: [CellOutput] = [], notes: [String] = [],
    diagnostics: [Diagnostic] = [], rows: Int? = nil, durationSeconds: Double? = nil
  ) {
    self.id = id
    self.status = status
    self.outputs = outputs
    self.notes = notes
    self.diagnostics = diagnostics
    self.rows = rows
    self.durationSeconds = durationSeconds
  }

  /// Whether a note is a finding about a result and not a remark on where its data comes from.
  public static func isFinding(_ note: String) -> Bool {
    note.hasPrefix("W") && note.contains(": ")
  }
}
