import Catalog
import Diagnostics
import Notebooks

/// Runs the cells of a notebook one after the other, or takes them from the cache.
struct CachedRun {
  private let session: Session
  private let cells: CachedCells
  /// The cells that were run or taken, and how many of their statements were done.
  private var passed: [(id: String, completed: Int)] = []
  /// Whether definitions were left out that a complete run would have made.
  private var isIncomplete = false
  /// The parameters that were declared so far, and their values.
  private(set) var parameters: [NotebookRun.Parameter] = []

  init(_ session: Session, _ cells: CachedCells) {
    self.session = session
    self.cells = cells
  }

  /// What the run has to say about the cache.
  var remarks: [Diagnostic] { cells.remarks }

  /// The outcome of the next cell.
  ///
  /// - Parameter execute: Runs the cell.
  mutating func outcome(of cell: NotebookCell, execute: () -> CellRun) -> CellRun {
    if let archive = cells.archive(cell.id) { return take(archive, cell.id) }
    var archive = self.execute(execute)
    if isIncomplete, archive.outcome.diagnostics.contains(where: { $0.kind == .program }) {
      // A message may name anything that is defined; nothing may be missing then.
      defineAll(for: cell.id)
      archive = self.execute(execute)
    }
    passed.append((cell.id, archive.completedStatements))
    declare(archive.parameters)
    cells.finished(archive)
    return archive.outcome
  }

  /// Ends the run.
  func finish() { cells.finish() }

  private mutating func take(_ archive: CellArchive, _ id: String) -> CellRun {
    let start = MonotonicClock.nanoseconds()
    repeatStatements(id, archive.completedStatements, all: false)
    isIncomplete = isIncomplete || cells.leavesOut(id)
    passed.append((id, archive.completedStatements))
    declare(archive.parameters)
    var outcome = archive.outcome
    outcome.isCached = true
    outcome.durationSeconds = Double(MonotonicClock.nanoseconds() - start) / 1e9
    return outcome
  }

  private func execute(_ cell: () -> CellRun) -> CellArchive {
    session.parameters = []
    let outcome = cell()
    return CellArchive(
      outcome, completedStatements: session.completedStatements,
      parameters: session.parameters.map { .init($0.name, $0.valueText) })
  }

  private mutating func declare(_ declared: [NotebookRun.Parameter]) {
    for parameter in declared {
      parameters.removeAll { $0.name == parameter.name }
      parameters.append(parameter)
    }
  }

  /// Makes all definitions anew that stand above a cell, and the table that it goes on from.
  private mutating func defineAll(for id: String) {
    session.beginAgain()
    let chain = cells.chain(before: id)
    for (earlier, completed) in passed {
      repeatStatements(earlier, completed, all: true, withResults: chain.contains(earlier))
    }
    isIncomplete = false
  }

  /// Runs statements of a cell whose outcome is known.
  private func repeatStatements(
    _ id: String, _ completed: Int, all: Bool, withResults: Bool = false
  ) {
    for statement in cells.statements(
      of: id, completed: completed, all: all, withResults: withResults)
    {
      // What fails here failed before, and was meant to.
      _ = try? session.run(statement)
    }
    session.endCell()
  }
}
