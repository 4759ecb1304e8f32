public import Columnar
public import Diagnostics
import Glibc
import Synchronization

/// A switch that stops a run from another thread or a signal handler.
public final class Cancellation: Sendable {
  private let flag = Atomic<Bool>(false)
  private let poll: @Sendable () -> Bool

  /// Creates a switch; `poll` is asked as well, for flags that a signal handler sets.
  public init(poll: @escaping @Sendable () -> Bool = { false }) { self.poll = poll }
  /// Stops the run.
  public func cancel() { flag.store(true, ordering: .relaxed) }
  /// Whether the run should stop.
  public var isCancelled: Bool { flag.load(ordering: .relaxed) || poll() }
}

/// The moment after which a run stops; it can be moved while the run goes on.
public final class Deadline: Sendable {
  private let time: Atomic<UInt64>

  /// Creates a deadline at a monotonic time in nanoseconds; without one it never comes.
  public init(at time: UInt64 = .max) { self.time = Atomic(time) }

  /// Moves it to a monotonic time in nanoseconds; nil for never.
  public func move(to time: UInt64?) { self.time.store(time ?? .max, ordering: .relaxed) }

  /// Whether it has passed.
  public var isOver: Bool {
    let time = time.load(ordering: .relaxed)
    return time != .max && MonotonicClock.nanoseconds() > time
  }
}

/// Limits of one run; what exceeds one ends with exit status 5.
public struct RunLimits: Sendable {
  /// The largest number of rows that a stage may produce.
  public var maximumRows: Int
  /// When the run stops; nil for never.
  public var deadline: Deadline?
  /// Creates limits.
  public init(maximumRows: Int = 500_000_000, deadline: Deadline? = nil) {
    self.maximumRows = maximumRows
    self.deadline = deadline
  }
}

/// Computes bound expressions over tables; the engine gives one to each run.
public protocol ExpressionEvaluator: Sendable {
  /// The values of expressions, one column each, with as many rows as the table.
  ///
  /// Windows and aggregates in them are computed over the table's rows.
  func evaluate(
    _ expressions: [BoundExpression], over table: Table, _ context: RunContext
  ) throws(Diagnostic) -> [Column]

  /// The rows where a condition is true, ascending, and how many are unknown.
  func rows(
    where condition: BoundExpression, in table: Table, _ context: RunContext
  ) throws(Diagnostic) -> ConditionResult
}

/// The outcome of a condition over a table.
public struct ConditionResult: Sendable {
  /// The rows where it is true, ascending.
  public var trueRows: Buffer<UInt32>
  /// The rows where it is null, ascending.
  public var unknownRows: Buffer<UInt32>
  /// Creates an outcome.
  public init(trueRows: Buffer<UInt32>, unknownRows: Buffer<UInt32>) {
    self.trueRows = trueRows
    self.unknownRows = unknownRows
  }
}

/// What a stage has at hand while it runs: threads, limits, cancellation, and its record.
///
/// One context serves one stage and is used from one thread; only `checkpoint` may be called from
/// the workers.
public final class RunContext: @unchecked Sendable {
  /// The threads.
  public let workers: Workers
  /// The limits.
  public let limits: RunLimits
  /// The switch that stops the run.
  public let cancellation: Cancellation
  /// The engine's evaluator.
  public let evaluator: any ExpressionEvaluator
  /// What the stage did; filled in by the stage, completed by the engine.
  public var record: StageRecord
  /// Receives what `show` and `plot` give; in the order of stages.
  public var outputs: [StageOutput] = []
  /// Where `save` may write and how; nil when saving is off.
  public let saving: (any SaveTarget)?
  /// Whether stages are asked where the rows of their results come from.
  public let isTracing: Bool
  /// The columns of the stage's result that somebody reads; nil for all.
  public let wantedColumns: Set<String>?
  /// Where the rows of the result come from; nil when nobody asked or the stage cannot say.
  public private(set) var origins: RowOrigins?
  /// What was done to the rows: before the stage, then after it.
  public var history = RowHistory()

  /// Creates a context.
  public init(
    workers: Workers, limits: RunLimits = RunLimits(), cancellation: Cancellation = Cancellation(),
    evaluator: any ExpressionEvaluator, saving: (any SaveTarget)? = nil, isTracing: Bool = false,
    stageText: String = "", wantedColumns: Set<String>? = nil
  ) {
    self.workers = Workers(threadCount: workers.threadCount) {
      if cancellation.isCancelled { return true }
      return limits.deadline?.isOver ?? false
    }
    self.limits = limits
    self.cancellation = cancellation
    self.evaluator = evaluator
    self.saving = saving
    self.isTracing = isTracing
    self.record = StageRecord(text: stageText)
    self.wantedColumns = wantedColumns
  }

  /// A context for another stage of the same run.
  ///
  /// - Parameters:
  ///   - text: The stage as written.
  ///   - wanted: The columns of its result that somebody reads; nil for all.
  public func forStage(_ text: String, wanted: Set<String>? = nil) -> RunContext {
    RunContext(
      workers: workers, limits: limits, cancellation: cancellation, evaluator: evaluator,
      saving: saving, isTracing: isTracing, stageText: text, wantedColumns: wanted)
  }

  /// A context for the same run that asks stages where their rows come from.
  public func tracing(savingTo target: any SaveTarget) -> RunContext {
    RunContext(
      workers: workers, limits: limits, cancellation: cancellation, evaluator: evaluator,
      saving: target, isTracing: true)
  }

  /// Whether somebody reads a column of the stage's result; what nobody reads need not be computed.
  public func wants(_ column: String) -> Bool { wantedColumns?.contains(column) ?? true }

  /// Says where the rows of the result come from; computed only when somebody asks.
  public func trace(_ origins: @autoclosure () -> RowOrigins) {
    if isTracing { self.origins = origins() }
  }

  /// Stops the stage when the run is cancelled or over its time; asked at every block.
  public func checkpoint() throws(Diagnostic) {
    if cancellation.isCancelled {
      throw Diagnostic("E130", "cancelled", kind: .cancelled)
    }
    if limits.deadline?.isOver ?? false {
      throw Diagnostic("E503", "the time limit was reached", kind: .limit)
    }
  }

  /// Stops the stage when it would produce too many rows.
  public func requireRows(_ count: Int, at span: Span?) throws(Diagnostic) {
    guard count > limits.maximumRows else { return }
    throw Diagnostic(
      "E501", "this stage would give \(NumberText.grouped(count)) rows", at: span,
      label: "the limit is \(NumberText.grouped(limits.maximumRows))", kind: .limit)
  }

  /// The values of expressions over a table.
  public func evaluate(
    _ expressions: [BoundExpression], over table: Table
  ) throws(Diagnostic) -> [Column] {
    try evaluator.evaluate(expressions, over: table, self)
  }

  /// Adds a note to the record, once.
  public func note(_ code: String, _ text: String) {
    let note = StageRecord.Note(code, text)
    if !record.notes.contains(note) { record.notes.append(note) }
  }
}

/// The clock for limits and timings; nothing that it says reaches a result.
public enum MonotonicClock {
  /// Nanoseconds since some fixed moment.
  public static func nanoseconds() -> UInt64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return UInt64(now.tv_sec) &* 1_000_000_000 &+ UInt64(now.tv_nsec)
  }
}

/// Something that a stage gives besides its rows.
public enum StageOutput: Sendable {
  /// `show`: a table, whole or limited, in a mode (`as line`).
  case table(Table, rowLimit: Int?, mode: String?)
  /// `plot`: a chart in the form that the chart layer understands.
  case chart(any ChartOutput)
  /// `expect`: a message of success or failure.
  case expectation(Diagnostic)
}

/// A chart that a stage has made; the chart layer knows its type.
public protocol ChartOutput: Sendable {
  /// The chart's title, for lists of outputs.
  var title: String { get }
}

/// Where `save` writes.
public protocol SaveTarget: Sendable {
  /// Writes a file under a relative name.
  ///
  /// - Returns: The path as messages show it.
  /// - Throws: A diagnostic when the name is not allowed or the file cannot be written.
  func save(_ bytes: [UInt8], as name: String, at span: Span?) throws(Diagnostic) -> String
  /// Writes a table in the format that the name's extension asks for.
  func save(_ table: Table, as name: String, at span: Span?) throws(Diagnostic) -> String
  /// Writes a chart in the format that the name's extension asks for.
  func save(_ chart: any ChartOutput, as name: String, at span: Span?) throws(Diagnostic) -> String
}
