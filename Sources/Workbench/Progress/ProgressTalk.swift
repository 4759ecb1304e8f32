public import Catalog
public import Diagnostics
public import Notebooks

/// Something that happens in a run of notebooks, told when it happens.
///
/// Notebooks go by their position in the list that the run began with.
public enum ProgressEvent: Sendable {
  /// The run begins with these notebooks.
  case begun([ProgressJob])
  /// A notebook begins.
  case notebookBegun(Int)
  /// A cell of a notebook begins.
  case cellBegun(Int, id: String)
  /// A cell of a notebook is done.
  case cellFinished(Int, NotebookReport.Cell)
  /// A notebook is done, or will not be begun.
  case notebookFinished(Int, NotebookReport)
  /// All is done.
  case finished(RunReport)
}

/// A notebook of a run as progress shows it.
public struct ProgressJob: Sendable, Hashable {
  /// The path by which it was named.
  public var path: String
  /// The combination of a matrix; empty without one.
  public var variant: String
  /// The number of its cells; 0 for a talk that does not count them.
  public var cellCount: Int

  /// Creates a job.
  public init(path: String, variant: String = "", cellCount: Int) {
    self.path = path
    self.variant = variant
    self.cellCount = cellCount
  }

  /// The path, and the combination if there is one.
  public var title: String { variant.isEmpty ? path : "\(path) [\(variant)]" }
}

/// Shows how a run of notebooks gets on, and takes the lines that the run has to say.
///
/// Lines are written to it in the order of the notebooks; events come when they happen, in any order.
public protocol ProgressTalk: ByteSink {
  /// Whether it shows how many cells there are; notebooks are read for it before they run.
  var countsCells: Bool { get }
  /// Takes an event.
  func take(_ event: ProgressEvent)
  /// Shows what changed; to be called many times a second while nothing else happens.
  func tick()
}

/// How progress is shown.
public enum ProgressForm: String, Sendable, CaseIterable {
  /// A bar on a terminal for people, lines elsewhere.
  case auto
  /// One line at the bottom of a terminal, besides the lines of `plain`.
  case bar
  /// A line for each notebook and each failure.
  case plain
  /// A JSON object for each event, one a line.
  case json
  /// Nothing but errors.
  case none

  /// The form that `auto` stands for.
  ///
  /// A terminal that calls itself dumb cannot rewrite a line, and machines that build software keep
  /// what is written.
  public func resolved(
    isTerminal: Bool, environment: (String) -> String? = Terminal.variable
  ) -> ProgressForm {
    guard self == .auto else { return self }
    let isCI = environment("CI").map { !$0.isEmpty && $0 != "false" && $0 != "0" } ?? false
    let isDumb = environment("TERM").map { $0 == "dumb" || $0.isEmpty } ?? true
    return isTerminal && !isCI && !isDumb ? .bar : .plain
  }

  /// Whether lines about notebooks that went well are written.
  var tellsAll: Bool { self == .bar || self == .plain }
}

/// Progress that is nothing but the lines that are written: for `plain` and `none`.
public final class LineProgress: ProgressTalk {
  private let sink: any ByteSink

  /// Creates a talk that passes lines on.
  public init(_ sink: any ByteSink) { self.sink = sink }

  /// Passes a line on.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(Diagnostic) { try sink.write(bytes) }
  /// No.
  public var countsCells: Bool { false }
  /// Shows nothing.
  public func take(_ event: ProgressEvent) {}
  /// Shows nothing.
  public func tick() {}
}
