import Notebooks

/// Which results of a notebook are out of date, and why; from keys alone.
struct StaleCells {
  /// A cell and why its results are not those that a run would give; no reason when they are.
  struct Cell {
    var id: String
    var reasons: [String]
  }

  /// The cells of the notebook, in order.
  private(set) var cells: [Cell] = []
  /// Cells with results that are not in the notebook any more.
  private(set) var gone: [String] = []

  /// Compares the keys with those of a run.
  ///
  /// - Parameter failureIsResult: Whether a cell that failed, or was skipped, with the same inputs
  ///   is up to date; a page shows the failure.
  init(_ keys: NotebookKeys, recorded: RecordedRun?, failureIsResult: Bool = false) {
    for cell in keys.cells {
      let reasons = Self.reasons(cell, recorded?.cell(cell.id), failureIsResult)
      cells.append(Cell(id: cell.id, reasons: reasons))
    }
    gone = (recorded?.cells ?? []).map(\.id).filter { keys.cell($0) == nil }
  }

  /// The reasons in one line for each cell that is out of date.
  var reasonsByCell: [String: String] {
    var found: [String: String] = [:]
    for cell in cells where !cell.reasons.isEmpty {
      found[cell.id] = cell.reasons.joined(separator: ", ")
    }
    return found
  }

  private static func reasons(
    _ cell: NotebookKeys.Cell, _ recorded: RecordedRun.Cell?, _ failureIsResult: Bool
  ) -> [String] {
    guard let recorded else { return ["it has no results yet"] }
    if recorded.status == "not run", recorded.key == nil { return ["it was not run"] }
    guard recorded.key != nil else { return ["its results are from before keys were written"] }
    let changed = StaleReason.reasons(
      from: recorded.inputs, to: cell.inputs, places: cell.places)
    if !changed.isEmpty { return changed }
    switch recorded.status {
    case "ok", "not run": break
    case "failed" where failureIsResult, "skipped" where failureIsResult: break
    case "failed": return ["it failed" + (recorded.error.map { " with \($0)" } ?? "")]
    case "skipped": return ["it was skipped"]
    default: return ["it was not done"]
    }
    return recorded.damagedFiles.map { "\($0) is missing or was changed" }
  }
}
