public import Catalog
public import Columnar
public import Diagnostics
public import Planning
import QueryLanguage

/// What a run of a plan gives.
public struct PlanResult: Sendable {
  /// The rows of the last stage.
  public var table: Table
  /// What each stage did.
  public var record: RunRecord
  /// What `show`, `plot` and `expect` gave, in order.
  public var outputs: [StageOutput]
}

/// Runs plans.
public enum PlanExecutor {
  /// Runs a plan from its source to its last stage.
  ///
  /// - Parameter wanted: The columns of the result that somebody will read; nil for all.
  /// - Throws: What a stage throws; when the run is cancelled or a limit is reached, within a block.
  public static func run(
    _ plan: Plan, wanted: Set<String>? = nil, _ context: RunContext
  ) throws(Diagnostic) -> PlanResult {
    var record = RunRecord()
    var table = try rows(of: plan, wanted: wanted, &record, context)
    var outputs: [StageOutput] = []
    for stage in plan.stages {
      try context.checkpoint()
      let stageContext = context.forStage(stage.syntax.span.text)
      let before = table
      let start = MonotonicClock.nanoseconds()
      do throws(Diagnostic) {
        table = try stage.verb.run(before, stageContext)
        // What a stage gives that was told to stop is no result.
        try context.checkpoint()
      } catch {
        var located = error
        if located.primary == nil, located.kind == .program {
          located.primary = .init(stage.syntax.span)
        }
        throw located
      }
      try context.requireRows(table.rowCount, at: stage.syntax.verb.span)
      stageContext.record.nanoseconds = MonotonicClock.nanoseconds() - start
      complete(&stageContext.record, stage: stage, before: before, after: table)
      record.stages.append(stageContext.record)
      outputs += stageContext.outputs
      if table.provenance == nil { table.provenance = before.provenance }
    }
    return PlanResult(table: table, record: record, outputs: outputs)
  }

  private static func rows(
    of plan: Plan, wanted: Set<String>?, _ record: inout RunRecord, _ context: RunContext
  ) throws(Diagnostic) -> Table {
    switch plan.source {
    case .table(let table): return table
    case .shared(let shared): return try shared.table(context)
    case .data(let data, _, _):
      // With nothing to compute, every column is part of the result.
      let needed = ColumnPruning.columnsNeeded(plan, wanted: wanted)
      let isWhole = needed.count == plan.source.schema.fields.count
      let table = try data.read(columns: isWhole ? nil : needed, context)
      record.sourceNotes = data.notes(columns: isWhole ? nil : needed)
      return table
    }
  }

  /// Fills in what can be seen from outside the stage.
  private static func complete(
    _ record: inout StageRecord, stage: PlannedStage, before: Table, after: Table
  ) {
    record.rowsIn = before.rowCount
    record.rowsOut = after.rowCount
    let old = Set(stage.input.names)
    let new = Set(stage.verb.output.names)
    record.columnsAdded = stage.verb.output.names.filter { !old.contains($0) }
    record.columnsRemoved = stage.input.names.filter { !new.contains($0) }
    if record.evaluation.undefined > 0 {
      let count = NumberText.grouped(record.evaluation.undefined)
      record.notes.append(.init("W5", "\(count) undefined results became missing"))
    }
  }
}
