public import Catalog
public import Columnar
public import Diagnostics
public import QueryLanguage

/// A pipeline whose names and types are settled; running it needs no more names.
public struct Plan: Sendable {
  /// Where the rows come from.
  public var source: PlanSource
  /// The stages in order.
  public var stages: [PlannedStage]
  /// Stages behind one whose columns depend on data, bound when it has run; nil when all are bound.
  public var deferred: DeferredStages?

  /// Creates a plan.
  public init(source: PlanSource, stages: [PlannedStage]) {
    self.source = source
    self.stages = stages
  }

  /// The columns that it gives.
  ///
  /// Only those that are known before it runs, when its columns depend on data.
  public var schema: Schema { stages.last?.output ?? source.schema }

  /// Whether it gives columns that are not known before it runs.
  public var hasOpenSchema: Bool { deferred != nil || (stages.last?.isOpen ?? false) }

  /// The bound stages behind which stages wait.
  ///
  /// - Parameter table: What the last bound stage gave.
  /// - Throws: What is wrong in a stage that waited.
  public func resumed(after table: Table) throws(DiagnosticList) -> Plan {
    var plan = self
    guard let deferred else { return plan }
    plan.deferred = nil
    if let last = plan.stages.indices.last { plan.stages[last].settledOutput = table.schema }
    return try PipelineBinder(scope: deferred.scope).extend(plan, with: deferred.pending)
  }
}

/// Stages that wait for the columns of one before them.
public struct DeferredStages: Sendable {
  /// The stages, with the definitions that they come from.
  var pending: [PendingStage]
  /// What names mean.
  let scope: NameScope

  /// The stages as written.
  public var stages: [StageSyntax] { pending.map(\.syntax) }
}

/// Where a plan's rows come from.
public enum PlanSource: Sendable {
  /// An opened data set; only wanted columns are decoded.
  case data(any TableSource, name: String, schema: Schema)
  /// Rows that are there: `rows […]`, or the kept result of an earlier statement.
  case table(Table)
  /// A named or parenthesised table that is computed once.
  case shared(any BoundTable)

  /// The columns of the source.
  public var schema: Schema {
    switch self {
    case .data(_, _, let schema): schema
    case .table(let table): table.schema
    case .shared(let table): table.schema
    }
  }
}

/// One stage of a plan.
public struct PlannedStage: Sendable {
  /// The bound verb.
  public var verb: any Verb
  /// The stage as written.
  public var syntax: StageSyntax
  /// The columns that it gets.
  public var input: Schema
  /// The call of the program's own verb that the stage was expanded from; nil for a stage that
  /// stands in the pipeline itself.
  public var call: StageSyntax?
  /// The codes of notes that its comments silence.
  public var allowedNotes: Set<String>
  /// The columns that it gave, when these depend on data and it has run.
  public var settledOutput: Schema?

  /// The columns that it gives, as far as they are known.
  public var output: Schema { settledOutput ?? verb.output }

  /// Whether it gives columns that are not known yet.
  public var isOpen: Bool { verb.hasOpenSchema && settledOutput == nil }

  /// Creates a stage.
  public init(
    verb: any Verb, syntax: StageSyntax, input: Schema, allowedNotes: Set<String> = []
  ) {
    self.verb = verb
    self.syntax = syntax
    self.input = input
    self.allowedNotes = allowedNotes
  }
}

/// A table that a plan gives, computed when it is first wanted and then kept.
public final class PlannedTable: BoundTable, Sendable {
  /// What messages call it.
  public let name: String
  /// How it is computed.
  public let plan: Plan
  private let execute: @Sendable (Plan, RunContext) throws(Diagnostic) -> Table
  private let kept = KeptTable()

  /// Creates a table from its plan and the engine that runs it.
  public init(
    name: String, plan: Plan,
    execute: @escaping @Sendable (Plan, RunContext) throws(Diagnostic) -> Table
  ) {
    self.name = name
    self.plan = plan
    self.execute = execute
  }

  /// The columns of the plan; those of its rows when they depend on data.
  public var schema: Schema {
    if hasOpenSchema, let table = kept.value { return table.schema }
    return plan.schema
  }

  /// Whether its columns depend on data.
  public var hasOpenSchema: Bool { plan.hasOpenSchema }

  /// The rows.
  public func table(_ context: RunContext) throws(Diagnostic) -> Table {
    if let table = kept.value { return table }
    let table = try execute(plan, context)
    kept.value = table
    return table
  }

  /// Some columns of the rows: of a data set without stages only those are decoded.
  public func table(_ context: RunContext, columns: Set<String>) throws(Diagnostic) -> Table {
    if let table = kept.value { return table }
    guard case .data(let data, _, _) = plan.source, plan.stages.isEmpty else {
      return try table(context)
    }
    return try data.read(columns: columns, context)
  }
}
