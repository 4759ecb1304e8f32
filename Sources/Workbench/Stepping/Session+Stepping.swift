import Catalog
import Columnar
import Diagnostics
import Execution
import Planning
import QueryLanguage

/// `step` and what it needs of a session.
extension Session {
  /// Runs a pipeline with tracing; its result is then the last one.
  func step(_ pipeline: PipelineSyntax) throws(DiagnosticList) -> StepReport {
    let plan = try self.plan(pipeline)
    return StepReport(try traced(plan, keepsResult: true))
  }

  /// The steps of the statement that gave the last table.
  ///
  /// - Parameter stages: How many of the last stages to show; nil for all.
  func stepsOfLast(stages: Int? = nil) throws(DiagnosticList) -> StepReport {
    StepReport(try traced(try knownPlan(), keepsResult: false), lastStages: stages)
  }

  /// The steps of a table made by `let`; nil for a name that is something else.
  func steps(ofTable name: String) throws(DiagnosticList) -> StepReport? {
    guard case .table(let table)? = scope.values[name], let planned = table as? PlannedTable
    else { return nil }
    return StepReport(try traced(planned.plan, keepsResult: false))
  }

  /// The plan of the last table, from its data set on.
  func knownPlan() throws(DiagnosticList) -> Plan {
    guard let lastPlan else {
      throw DiagnosticList([
        Diagnostic(
          "E440", "there is no result yet",
          details: ["Run a pipeline first, such as: lb | top 3 by n"])
      ])
    }
    return lastPlan
  }

  private func traced(_ plan: Plan, keepsResult: Bool) throws(DiagnosticList) -> TracedRun {
    let start = MonotonicClock.nanoseconds()
    let run = try single { () throws(Diagnostic) in
      try PlanExecutor.trace(plan, reading: .needed(and: []), self.makeContext())
    }
    guard keepsResult else { return run }
    lastPlan = plan
    lastResult = PipelineResult(
      table: run.result, record: run.record, outputs: [], presentsItself: false,
      nanoseconds: MonotonicClock.nanoseconds() - start)
    return run
  }
}
