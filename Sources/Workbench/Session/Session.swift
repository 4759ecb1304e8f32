public import Catalog
public import Columnar
public import Diagnostics
import Execution
import Formats
public import Planning
import QueryLanguage

/// How a session runs: what does not belong to the program's text.
public struct SessionOptions: Sendable {
  /// The threads; nil for one per processor.
  public var threadCount: Int?
  /// The folder that literal paths are relative to; empty for the working folder.
  public var baseFolder: String
  /// Values for parameters from the command line: each flag may be given several times.
  public var parameterValues: [String: [String]]
  /// Whether names may be defined again, as at a prompt.
  public var allowsRedefinition: Bool
  /// Whether loading decodes everything at once, so that the number of rows is known.
  public var loadsEagerly: Bool
  /// The recorded date of `today()`.
  public var today: Int32?
  /// Where `save` writes; nil turns saving off.
  public var saving: (any SaveTarget)?
  /// The limits of each statement.
  public var limits: RunLimits
  /// The bytes of `stdin` as a table, and the format it is said to have.
  public var standardInput: (@Sendable () throws(Diagnostic) -> any TableSource)?

  /// Creates options for a script that runs once.
  public init(
    threadCount: Int? = nil, baseFolder: String = "", parameterValues: [String: [String]] = [:],
    allowsRedefinition: Bool = false, loadsEagerly: Bool = false, today: Int32? = nil,
    saving: (any SaveTarget)? = nil, limits: RunLimits = RunLimits(),
    standardInput: (@Sendable () throws(Diagnostic) -> any TableSource)? = nil
  ) {
    self.threadCount = threadCount
    self.baseFolder = baseFolder
    self.parameterValues = parameterValues
    self.allowsRedefinition = allowsRedefinition
    self.loadsEagerly = loadsEagerly
    self.today = today
    self.saving = saving
    self.limits = limits
    self.standardInput = standardInput
  }
}

/// What a statement gives.
public enum StatementResult: Sendable {
  /// The rows of a pipeline, what it did, and what its stages showed.
  case table(PipelineResult)
  /// A value without a table.
  case value(Value, DataType)
  /// A data set was opened; the number of rows is known when it was decoded.
  case loaded(name: String, rows: Int?, schema: Schema)
  /// Names were defined.
  case defined([String])
  /// Words for the reader, such as those of `explain`.
  case text(String)
  /// What each stage of a pipeline did.
  case steps(StepReport)
}

/// The result of a pipeline.
public struct PipelineResult: Sendable {
  /// The rows of the last stage.
  public var table: Table
  /// What each stage did.
  public var record: RunRecord
  /// What `show`, `plot` and `expect` gave, in order.
  public var outputs: [StageOutput]
  /// Whether the last stage has shown its result itself.
  public var presentsItself: Bool
  /// How long it took.
  public var nanoseconds: UInt64
}

/// A parameter that the program declares.
public struct DeclaredParameter: Sendable {
  /// Its name.
  public var name: String
  /// Its type as written: `one of day, week, month`.
  public var typeText: String
  /// Its default as written.
  public var defaultText: String
  /// Its help.
  public var help: String
  /// The value in use, as text.
  public var valueText: String
  /// The values to choose from, when there are some.
  public var choices: [String]
}

/// A program while it runs: its names, its settings, and its last result.
///
/// Used from one thread. Statements run in order; a failing statement leaves the names as they were.
public final class Session {
  /// The extensions.
  public let registry: Registry
  /// How it runs.
  public let options: SessionOptions
  /// Stops the running statement.
  public let cancellation: Cancellation
  /// What names mean.
  public internal(set) var scope: NameScope
  /// The parameters declared so far.
  public internal(set) var parameters: [DeclaredParameter] = []
  /// The last pipeline's result, which a leading `|` goes on from.
  public internal(set) var lastResult: PipelineResult?
  /// How the last result was made, from its data set on; `.why` runs it again.
  var lastPlan: Plan?
  /// The places where names were defined, for errors about a second definition.
  var definitions: [String: Span] = [:]
  /// The paths of data sets by table name, for the record of a run.
  public internal(set) var dataPaths: [(name: String, path: String)] = []
  /// The notebooks that are being used, from this program down, by path without links.
  var useChain: [String] = []
  /// How many statements of the last text were done.
  private(set) var completedStatements = 0
  let workers: Workers
  private let firstScope: NameScope

  /// Creates a session without names.
  public init(
    registry: Registry = .standard, options: SessionOptions = SessionOptions(),
    cancellation: Cancellation = Cancellation()
  ) {
    self.registry = registry
    self.options = options
    self.cancellation = cancellation
    let workers = Workers(threadCount: options.threadCount)
    self.workers = workers
    let settleContext = RunContext(
      workers: workers, limits: options.limits, cancellation: cancellation, evaluator: Evaluator())
    firstScope = NameScope(
      registry: registry, today: options.today,
      settle: { (data) throws(Diagnostic) in _ = try data.read(columns: nil, settleContext) },
      settleTable: { (table) throws(Diagnostic) in _ = try table.table(settleContext) },
      execute: { (plan, context) throws(Diagnostic) in
        try PlanExecutor.run(plan, context).table
      })
    scope = firstScope
  }

  /// Forgets all names, settings and results.
  func beginAgain() {
    scope = firstScope
    parameters = []
    lastResult = nil
    lastPlan = nil
    definitions = [:]
    dataPaths = []
  }

  /// A context for one statement.
  func makeContext() -> RunContext {
    RunContext(
      workers: workers, limits: options.limits, cancellation: cancellation,
      evaluator: Evaluator(), saving: options.saving)
  }

  /// Runs the statements of a text.
  ///
  /// - Parameter receive: Called with each result as it comes, in order.
  /// - Returns: What was wrong: all syntax errors, or the errors of the first statement that failed.
  ///   Empty when everything ran.
  @discardableResult
  public func run(
    _ source: SourceText, receive: (StatementResult) throws(Diagnostic) -> Void
  ) -> [Diagnostic] {
    completedStatements = 0
    let script = Parser.parse(source, verbs: registry.verbForms)
    if script.diagnostics.contains(where: { $0.severity == .error }) {
      return DiagnosticList(script.diagnostics + nameErrors(in: script)).joiningFixes
    }
    for statement in script.statements {
      do throws(DiagnosticList) {
        let result = try run(statement)
        completedStatements += 1
        guard let result else { continue }
        do throws(Diagnostic) { try receive(result) } catch { return [error] }
      } catch {
        return error.joiningFixes
      }
    }
    return []
  }

  /// Errors in names of statements that parsed although others did not, so that one run tells all.
  private func nameErrors(in script: Script) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let before = (scope, definitions)
    defer { (scope, definitions) = before }
    // Names that the text itself would have defined; their own errors are told, their use is not.
    var promised: Set<String> = []
    for statement in script.statements {
      do throws(DiagnosticList) {
        switch statement.kind {
        case .pipeline(let pipeline): _ = try plan(pipeline)
        case .letBinding(_, .pipeline): _ = try run(statement)
        default: break
        }
      } catch {
        found += error.all.filter { finding in
          guard finding.code.hasPrefix("E2") || finding.code.hasPrefix("E3") else { return false }
          // What stands beside a mistake without a certain fix may mean something else.
          let isBeside = script.diagnostics.contains { mistake in
            mistake.fix == nil && mistake.primary?.isOnLine(of: finding.primary) ?? false
          }
          if isBeside { return false }
          let isOfName = ["E207", "E209", "E210"].contains(finding.code)
          return !isOfName || !promised.contains(finding.primary?.span.text ?? "")
        }
      }
      if let name = statement.definedName { promised.insert(name) }
    }
    return found
  }
}

extension StatementSyntax {
  /// The name that the statement would define; nil when it defines none.
  fileprivate var definedName: String? {
    switch kind {
    case .load(let load): load.name.text
    case .letBinding(let name, _): name.text
    case .def(let name, _, _): name.text
    case .param(let parameter): parameter.name.text
    default: nil
    }
  }
}

extension Diagnostic.Label {
  /// Whether it begins on the line where another label of the same text begins.
  fileprivate func isOnLine(of other: Diagnostic.Label?) -> Bool {
    guard let other, other.span.source === span.source else { return false }
    return span.source.lineIndex(of: span.lower) == span.source.lineIndex(of: other.span.lower)
  }
}
