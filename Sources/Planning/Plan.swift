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
    for stage in deferred.stages {
      var binder = PipelineBinder(scope: deferred.scope)
      binder.definitions = stage.definitions
      let bound = plan.stages.count
      plan = try binder.extend(plan, with: [stage.syntax])
      guard let call = stage.call else { continue }
      for index in plan.stages.indices.dropFirst(bound) { plan.stages[index].call = call }
    }
    return plan
  }

  /// Puts stages off until the columns before them are known.
  ///
  /// - Parameter call: The call of the program's own verb that they were expanded from.
  mutating func wait(
    with stages: some Sequence<StageSyntax>, scope: NameScope, definitions: [Definition],
    call: StageSyntax? = nil
  ) {
    let waiting = stages.map {
      DeferredStages.Stage(syntax: $0, definitions: definitions, call: call)
    }
    deferred = DeferredStages(stages: (deferred?.stages ?? []) + waiting, scope: scope)
  }
}

extension Plan {
  /// The same plan with the stages of named tables that it starts from put in front.
  ///
  /// - Returns: The plan, for each stage the table that it belongs to, nil for its own, and what the
  ///   source is called.
  public var flattened: (plan: Plan, tableNames: [String?], sourceName: String) {
    var plan = self
    var sourceName = source.name
    var names = [String?](repeating: nil, count: stages.count)
    while case .shared(let table) = plan.source, let planned = table as? PlannedTable,
      planned.plan.deferred == nil
    {
      names = [String?](repeating: planned.name, count: planned.plan.stages.count) + names
      plan.stages = planned.plan.stages + plan.stages
      plan.source = planned.plan.source
      // Rows that are only given a name are known by it.
      sourceName = planned.plan.stages.isEmpty ? planned.name : plan.source.name
    }
    return (plan, names, sourceName)
  }

  /// The plan followed by one that goes on from its result.
  public func followed(by next: Plan) -> Plan {
    var plan = self
    plan.stages += next.stages
    plan.deferred = next.deferred
    return plan
  }
}

/// Stages that wait for the columns of one before them.
public struct DeferredStages: Sendable {
  /// One of them.
  public struct Stage: Sendable {
    /// The stage as written.
    public var syntax: StageSyntax
    /// The definitions whose calls are being expanded, the outermost first.
    let definitions: [Definition]
    /// The call of the program's own verb that it was expanded from.
    let call: StageSyntax?
  }

  /// The stages in order.
  public var stages: [Stage]
  /// What names mean.
  let scope: NameScope
}

/// Where a plan's rows come from.
public enum PlanSource: Sendable {
  /// An opened data set; only wanted columns are decoded.
  case data(any TableSource, name: String, schema: Schema)
  /// Rows that are there: `rows […]`, or the kept result of an earlier statement.
  case table(Table)
  /// A named or parenthesised table that is computed once.
  case shared(any BoundTable)

  /// What messages call it.
  public var name: String {
    switch self {
    case .data(_, let name, _): name
    case .table: "the rows given"
    case .shared(let table): table.name
    }
  }

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
  /// The codes of notes that its comments silence.
  public var allowedNotes: Set<String>
  /// The columns that it gave, when these depend on data and it has run.
  public var settledOutput: Schema?

  /// The columns that it gives, as far as they are known.
  public var output: Schema { settledOutput ?? verb.output }

  /// Whether it gives columns that are not known yet.
  public var isOpen: Bool { verb.hasOpenSchema && settledOutput == nil }
  /// The call of the program's own verb that the stage was expanded from; nil for a stage that
  /// stands in the pipeline itself.
  public var call: StageSyntax?

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
