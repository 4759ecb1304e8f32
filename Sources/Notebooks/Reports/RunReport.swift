/// What became of all notebooks of a run: what `--report` writes down.
public struct RunReport: Sendable {
  /// How many there are of each kind.
  public struct Totals: Sendable, Hashable {
    /// Notebooks by how they ended.
    public var notebooks: [NotebookReport.Outcome: Int] = [:]
    /// Cells by the word for their status.
    public var cells: [String: Int] = [:]
    /// Cells whose results were those of an earlier run.
    public var cachedCells = 0

    /// The words for the statuses of cells, in the order of reports.
    static let cellStatuses = ["ok", "failed", "skipped", "cancelled", "not run"]
  }

  /// The notebooks in the order in which they were given, one for each combination of a matrix.
  public var notebooks: [NotebookReport]
  /// How the whole run ended.
  public var exitStatus: ExitStatus
  /// When it began, in UTC as `2026-01-31T12:00:00Z`.
  public var startedAt: String
  /// How long it took in seconds.
  public var durationSeconds: Double

  /// Creates the report of a run.
  public init(
    notebooks: [NotebookReport], exitStatus: ExitStatus, startedAt: String,
    durationSeconds: Double
  ) {
    self.notebooks = notebooks
    self.exitStatus = exitStatus
    self.startedAt = startedAt
    self.durationSeconds = durationSeconds
  }

  /// The numbers of notebooks and cells.
  public var totals: Totals {
    var totals = Totals()
    for notebook in notebooks {
      totals.notebooks[notebook.outcome, default: 0] += 1
      for cell in notebook.cells {
        totals.cells[cell.status.name, default: 0] += 1
        if cell.isCached { totals.cachedCells += 1 }
      }
    }
    return totals
  }
}

extension NotebookReport {
  /// The path, and the combination of the matrix if there is one: `weekly.hfnb [grain=week]`.
  public var title: String { variant.isEmpty ? path : "\(path) [\(variant)]" }

  /// What a reader has to be told that no cell tells: why it was not run, or not to its end.
  ///
  /// - Returns: Nil when the cells tell everything.
  public var ownFailure: Finding? {
    if let error = findings.first(where: { $0.severity == "error" }) { return error }
    guard outcome != .ok, !cells.contains(where: { $0.failure != nil }) else { return nil }
    func finding(_ kind: String, _ message: String) -> Finding {
      Finding(code: "", severity: "error", kind: kind, message: message, snippet: message + "\n")
    }
    switch outcome {
    case .ok: return nil
    case .failed where exitStatus == .expectation:
      return finding("expectation", "there are notes, and with --strict they are failures")
    case .failed: return finding("program", "it ended with status \(exitStatus.rawValue)")
    case .refused: return finding("program", "it was refused")
    case .died: return finding("defect", "its worker ended before it was done")
    case .cancelled: return finding("cancelled", "the run was stopped before it was done")
    case .notRun: return finding("cancelled", "the run was stopped before it was begun")
    }
  }
}
