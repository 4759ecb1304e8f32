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

  /// Creates a plan.
  public init(source: PlanSource, stages: [PlannedStage]) {
    self.source = source
    self.stages = stages
  }

  /// The columns that it gives.
  public var schema: Schema { stages.last?.verb.output ?? source.schema }
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

  /// Creates a stage.
  public init(verb: any Verb, syntax: StageSyntax, input: Schema) {
    self.verb = verb
    self.syntax = syntax
    self.input = input
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

  /// The columns of the plan.
  public var schema: Schema { plan.schema }

  /// The rows.
  public func table(_ context: RunContext) throws(Diagnostic) -> Table {
    if let table = kept.value { return table }
    let table = try execute(plan, context)
    kept.value = table
    return table
  }
}
