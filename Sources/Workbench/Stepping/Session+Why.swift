import Catalog
import Columnar
import Diagnostics
import Execution
import Planning
import QueryLanguage

/// `.why` and `.why not`.
extension Session {
  /// Answers `.why 2` or `.why not COND` for the last result.
  func why(_ question: String, layout: StoryLayout) throws(DiagnosticList) -> String {
    let words = question.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
    if words.first == "not", words.count == 2 {
      return try whyNot(String(words[1]), layout: layout)
    }
    guard words.count <= 1, let number = words.isEmpty ? 1 : Int(words[0]) else {
      throw DiagnosticList([
        Diagnostic(
          "E442", "`.why` takes the number of a row, or `not` and a condition",
          details: ["For example: .why 2", "Or: .why not author == \"org-a\""], kind: .usage)
      ])
    }
    let report = try stepsOfLast()
    let lines = try single { () throws(Diagnostic) in
      try RowOrigin(report: report).lines(forRow: number)
    }
    return lines.flatMap { layout.wrapped($0, indent: $0.hasPrefix(" ") ? 2 : 0, hanging: 4) }
      .joined(separator: "\n") + "\n"
  }

  private func whyNot(_ condition: String, layout: StoryLayout) throws(DiagnosticList) -> String {
    let plan = try knownPlan()
    let flat = plan.flattened
    let syntax = try conditionSyntax(condition, source: flat.sourceName)
    let (bound, first) = try bind(syntax, in: flat.plan)
    // Columns made on the way may have been left out as unread, unless the source has them.
    let reading: PlanExecutor.Reading = first == 0 ? .needed(and: bound.columnsRead) : .all
    let wanted = first == 0 ? [] : bound.columnsRead
    return try single { () throws(Diagnostic) -> String in
      let run = try PlanExecutor.trace(plan, reading: reading, self.makeContext())
      let table = first < run.stages.count ? run.stages[first].before : run.result
      guard wanted.allSatisfy({ table.schema.index(of: $0) != nil }) else {
        throw Diagnostic(
          "E443", "no stage after that one keeps what the condition asks for", at: bound.span)
      }
      let context = self.makeContext()
      let outcome = try context.evaluator.rows(where: bound, in: table, context)
      let rows = outcome.trueRows.array.map { Int($0) }
      let name = (first == 0 ? nil : run.tableNames[first - 1]) ?? run.sourceName
      return try RowFates(report: StepReport(run), layout: layout)
        .lines(for: rows, from: first, in: name).joined(separator: "\n") + "\n"
    }
  }

  /// Parses a condition as that of a `filter`.
  private func conditionSyntax(
    _ text: String, source name: String
  ) throws(DiagnosticList) -> ExpressionSyntax {
    let table = name.contains(" ") ? "rows" : Identifier.quoted(name)
    let source = SourceText(name: "prompt", text: "\(table) | filter \(text)")
    let script = Parser.parse(source, verbs: registry.verbForms)
    let errors = script.diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else { throw DiagnosticList(errors) }
    guard case .pipeline(let pipeline)? = script.statements.first?.kind,
      pipeline.stages.count == 1,
      case .expression(let condition)? = pipeline.stages.first?.clause("condition")?.content
    else {
      throw DiagnosticList([
        Diagnostic("E442", "`.why not` takes one condition", details: ["It is as after `filter`."])
      ])
    }
    return condition
  }

  /// Binds a condition to the columns of the source, or of the first table on the way that has them.
  private func bind(
    _ condition: ExpressionSyntax, in plan: Plan
  ) throws(DiagnosticList) -> (BoundExpression, stage: Int) {
    var firstError: Diagnostic?
    let schemas = [plan.source.schema] + plan.stages.map(\.verb.output)
    for (index, schema) in schemas.enumerated() {
      let binder = StageBinder(
        scope: scope, history: Array(plan.stages.prefix(index)), source: plan.source)
      do throws(Diagnostic) {
        return (try binder.bind(condition, in: schema, mode: .windowed(WindowScope())), index)
      } catch {
        firstError = firstError ?? error
      }
    }
    throw DiagnosticList([firstError ?? .defect("a condition could not be bound")])
  }
}
