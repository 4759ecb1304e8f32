public import Catalog
public import Columnar
public import Diagnostics
public import Planning

/// A run with all that `step` and `why` tell from: every table on the way, and where rows come from.
public struct TracedRun: Sendable {
  /// What the source is called.
  public var sourceName: String
  /// The rows of the source, with the columns that were read.
  public var source: Table
  /// The stages in order.
  public var stages: [StageRun]
  /// For each stage the named table that it belongs to; nil for the pipeline's own.
  public var tableNames: [String?]

  /// The rows of the last stage.
  public var result: Table { stages.last?.after ?? source }

  /// The record of the run.
  public var record: RunRecord {
    var record = RunRecord()
    record.stages = stages.map(\.record)
    return record
  }
}

extension PlanExecutor {
  /// Which columns of the source a traced run reads.
  public enum Reading: Sendable {
    /// Those that the plan needs, and some more.
    case needed(and: Set<String>)
    /// All.
    case all
  }

  /// Runs a plan and keeps what happens to the rows; tables made by `let` are run as part of it.
  ///
  /// Tables share their columns with each other, so a stage costs its row numbers: four bytes a row
  /// for each stage that chooses rows, and four for where they come from. `save` writes nothing.
  public static func trace(
    _ plan: Plan, reading: Reading, _ context: RunContext
  ) throws(Diagnostic) -> TracedRun {
    var (flat, names, sourceName) = plan.flattened
    let traced = context.tracing(savingTo: NoSaving())
    let source = try source(of: flat, reading, traced)
    var table = source
    var stages: [StageRun] = []
    while true {
      if stages.count == flat.stages.count {
        guard flat.deferred != nil else { break }
        flat = try resumed(flat, after: table)
        names += [String?](repeating: nil, count: flat.stages.count - names.count)
        continue
      }
      let stage = flat.stages[stages.count]
      let (after, stageContext) = try run(stage, over: table, traced)
      stages.append(
        StageRun(
          syntax: stage.syntax, verb: stage.verb, input: stage.input, before: table, after: after,
          record: stageContext.record, origins: stageContext.origins, context: traced.forStage(""),
          call: stage.call, after: stages))
      table = after
    }
    return TracedRun(sourceName: sourceName, source: source, stages: stages, tableNames: names)
  }

  private static func source(
    of plan: Plan, _ reading: Reading, _ context: RunContext
  ) throws(Diagnostic) -> Table {
    guard case .data(let data, _, let schema) = plan.source else {
      var record = RunRecord()
      return try rows(of: plan, wanted: nil, &record, context)
    }
    guard case .needed(let others) = reading else { return try data.read(columns: nil, context) }
    let needed = ColumnPruning.columnsNeeded(plan).union(others.intersection(schema.names))
    let table = try data.read(columns: needed, context)
    guard StageRun.identifyingColumns(of: table).isEmpty,
      let text = schema.fields.first(where: { $0.type == .text && !needed.contains($0.name) })
    else { return table }
    // Rows are easier to recognise by a name, even if no stage asks for it.
    return try data.read(columns: needed.union([text.name]), context)
  }
}

/// Writes nothing: a run that only explains leaves no files.
private struct NoSaving: SaveTarget {
  func save(_ bytes: [UInt8], as name: String, at span: Span?) -> String { name }
  func save(_ table: Table, as name: String, at span: Span?) -> String { name }
  func save(_ chart: any ChartOutput, as name: String, at span: Span?) -> String { name }
}
