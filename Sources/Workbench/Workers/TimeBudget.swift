import Catalog
import Diagnostics
import Notebooks

/// How long the cells of one run may take, and what is said when one takes longer.
///
/// The limit of a cell ends that cell, and what does not need it goes on; the limits of the notebook
/// and of the whole run end the notebook.
struct TimeBudget {
  /// Whose limit it is.
  enum Scope { case cell, notebook, run }

  /// The limit that ends first for one cell.
  struct Limit {
    var scope: Scope
    /// The monotonic time in nanoseconds at which it ends.
    var deadline: UInt64
    /// How long it is, and where it was set.
    var length: Duration
    var origin: String
  }

  private let header: NotebookHeader
  private let command: CommandLimits
  private let start: UInt64

  /// Creates a budget for a run that begins at a monotonic time.
  init(_ header: NotebookHeader, _ command: CommandLimits, start: UInt64) {
    self.header = header
    self.command = command
    self.start = start
  }

  /// The limit that ends first for a cell that begins at a monotonic time; nil when there is none.
  func limit(of cell: NotebookCell, from now: UInt64) -> Limit? {
    var limits: [Limit] = []
    let own = cell.options.limit.map { ($0, "the option `limit` of the cell") }
    let asked = own ?? header.limits.cell.map { ($0, "`limits: cell` in the front matter") }
    if let (length, origin) = Self.shorter(asked, command.cell, "--cell-timeout") {
      limits.append(
        Limit(
          scope: .cell, deadline: now &+ length.nanoseconds, length: length, origin: origin))
    }
    let whole = header.limits.notebook.map { ($0, "`limits: notebook` in the front matter") }
    if let (length, origin) = Self.shorter(whole, command.notebook, "--timeout") {
      limits.append(
        Limit(
          scope: .notebook, deadline: start &+ length.nanoseconds, length: length, origin: origin))
    }
    if let deadline = command.totalDeadline, let length = command.total {
      limits.append(
        Limit(scope: .run, deadline: deadline, length: length, origin: "`--total-timeout`"))
    }
    // The widest scope wins a tie: what ends the notebook ends the cell.
    return limits.reversed().min { $0.deadline < $1.deadline }
  }

  /// What the notebook asks for, unless the command line allows less.
  private static func shorter(
    _ asked: (Duration, String)?, _ cap: Duration?, _ flag: String
  ) -> (Duration, String)? {
    guard let cap else { return asked }
    if let asked, asked.0 <= cap { return asked }
    return (cap, "`\(flag)`")
  }

  /// The error of a cell that went over a limit.
  ///
  /// - Parameter hasBegun: Whether the cell was running; else the time was over before it.
  static func finding(
    _ limit: Limit, _ cell: NotebookCell, path: String, hasBegun: Bool = true
  ) -> Diagnostic {
    let place = "\(path), line \(cell.fenceLine)"
    let length = limit.length.limitText
    let where_ = hasBegun ? "stopped in cell `\(cell.id)`" : "stopped before cell `\(cell.id)`"
    switch limit.scope {
    case .cell:
      return Diagnostic(
        "E505", "cell `\(cell.id)` took longer than its limit of \(length)",
        details: [
          place, "The limit is that of \(limit.origin).", Self.advice(limit),
        ], kind: .limit)
    case .notebook:
      return Diagnostic(
        "E506", "the notebook took longer than its limit of \(length); \(where_)",
        details: [
          place, "The limit is that of \(limit.origin). Raise it there, or do less.",
          "The results of the cells before are kept.",
        ], kind: .limit)
    case .run:
      return Diagnostic(
        "E507", "the whole run took longer than its limit of \(length); \(where_)",
        details: [
          place, "The limit is that of \(limit.origin). Raise it, or name fewer notebooks.",
          "The results of the cells before are kept.",
        ], kind: .limit)
    }
  }

  /// What to do about the limit of a cell, where it was set.
  private static func advice(_ limit: Limit) -> String {
    limit.origin.contains("front matter")
      ? "Raise it there, or give this cell its own: `#| limit: \((limit.length * 2).limitText)`."
      : "Raise it there, or do less."
  }
}
