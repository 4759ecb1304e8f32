import Catalog

/// Plans put together from several, for telling what happened from the data set on.
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

extension PlanSource {
  /// What messages call it.
  public var name: String {
    switch self {
    case .data(_, let name, _): name
    case .table: "the rows given"
    case .shared(let table): table.name
    }
  }
}
