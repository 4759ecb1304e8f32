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
  /// Whether the last stage has shown its result itself.
  public var presentsItself: Bool
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
    var plan = plan
    var wantedColumns = ColumnPruning.columnsWanted(plan, wanted: wanted)
    var done = 0
    while true {
      if done == plan.stages.count {
        guard plan.deferred != nil else { break }
        plan = try resumed(plan, after: table)
        wantedColumns = ColumnPruning.columnsWanted(plan, wanted: wanted)
        continue
      }
      let stage = plan.stages[done]
      done += 1
      // What will be read of columns that are not known yet is not known either.
      let (after, stageContext) = try run(
        stage, over: table, wanted: stage.isOpen ? nil : wantedColumns[done], context)
      record.stages.append(stageContext.record)
      outputs += stageContext.outputs
      table = after
    }
    return PlanResult(
      table: table, record: record, outputs: outputs,
      presentsItself: plan.stages.last?.verb.presentsResult ?? false)
  }

  /// Binds the stages that waited for the columns of a table.
  static func resumed(_ plan: Plan, after table: Table) throws(Diagnostic) -> Plan {
    do throws(DiagnosticList) {
      return try plan.resumed(after: table)
    } catch {
      throw error.all.first ?? .defect("stages could not be bound, without a reason")
    }
  }

  /// Runs one stage.
  ///
  /// - Parameter wanted: The columns of its result that somebody reads; nil for all.
  /// - Returns: Its rows, and the context in which it ran, with what it recorded.
  static func run(
    _ stage: PlannedStage, over before: Table, wanted: Set<String>? = nil, _ context: RunContext
  ) throws(Diagnostic) -> (Table, RunContext) {
    try context.checkpoint()
    let stageContext = context.forStage(stage.syntax.span.text, wanted: wanted)
    stageContext.history = before.history
    let start = MonotonicClock.nanoseconds()
    var table: Table
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
    if table.provenance == nil { table.provenance = before.provenance }
    table.history = stageContext.history
    return (table, stageContext)
  }

  static func rows(
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
    record.caption = stage.syntax.comments.map(\.text).joined(separator: " ")
    let old = Set(stage.input.names)
    let output = stage.verb.hasOpenSchema ? after.schema : stage.verb.output
    let new = Set(output.names)
    let renamed = record.columnsRenamed
    record.columnsAdded = output.names.filter { name in
      !old.contains(name) && !renamed.contains { $0.new == name }
    }
    record.columnsRemoved = stage.input.names.filter { name in
      !new.contains(name) && !renamed.contains { $0.old == name }
    }
    for field in output.fields {
      guard let before = stage.input[field.name], before.type != field.type else { continue }
      record.columnsRetyped.append((field.name, before.type, field.type))
    }
    if record.evaluation.undefined > 0 {
      let count = record.evaluation.undefined
      let results = "\(NumberText.grouped(count)) undefined result\(count == 1 ? "" : "s")"
      record.notes.append(.init("W5", "\(results) became missing in `\(stage.syntax.verb.text)`"))
    }
    record.allowedNotes = record.notes.filter { stage.allowedNotes.contains($0.code) }
    record.notes.removeAll { stage.allowedNotes.contains($0.code) }
  }
}
