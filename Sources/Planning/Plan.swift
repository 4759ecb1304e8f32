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

  /// The same plan with the stages of named tables that it starts from put in front.
  ///
  /// - Returns: The plan, for each stage the table that it belongs to, nil for its own, and what the
  ///   source is called.
  public var flattened: (plan: Plan, tableNames: [String?], sourceName: String) {
    var plan = self
    var sourceName = source.name
    var names = [String?](repeating: nil, count: stages.count)
    while case .shared(let table) = plan.source, let planned = table as? PlannedTable {
      names = [String?](repeating: planned.name, count: planned.plan.stages.count) + names
      plan = Plan(source: planned.plan.source, stages: planned.plan.stages + plan.stages)
      // Rows that are only given a name are known by it.
      sourceName = planned.plan.stages.isEmpty ? planned.name : plan.source.name
    }
    return (plan, names, sourceName)
  }
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
