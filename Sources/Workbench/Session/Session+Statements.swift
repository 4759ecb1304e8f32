import Catalog
import Columnar
import Diagnostics
import Execution
import Planning
import QueryLanguage

/// Running statements.
extension Session {
  func run(_ statement: StatementSyntax) throws(DiagnosticList) -> StatementResult? {
    switch statement.kind {
    case .pipeline(let pipeline):
      // A bare name may also be a value.
      if case .name(let name) = pipeline.source, pipeline.stages.isEmpty,
        let value = scope.values[name.text], !value.isTable
      {
        return Self.shown(value)
      }
      let plan = try plan(pipeline)
      let result = try run(plan)
      lastPlan = plan
      return .table(result)
    case .continuation(let stages):
      let plan = try continued(stages, statement.span)
      let result = try run(plan)
      lastPlan = lastPlan?.followed(by: plan)
      return .table(result)
    case .load(let load): return try single { () throws(Diagnostic) in try self.load(load) }
    case .param(let parameter):
      try single { () throws(Diagnostic) in try self.declare(parameter) }
      return .defined([parameter.name.text])
    case .letBinding(let name, let value):
      try define(name: name, value)
      return .defined([name.text])
    case .def(let name, let parameters, let body):
      try single { () throws(Diagnostic) in try self.define(name, parameters, body) }
      return .defined([name.text])
    case .set(let name, let value):
      try single { () throws(Diagnostic) in try self.set(name, value) }
      return nil
    case .use(let path, let place, let names): return .defined(try use(path, place, names))
    case .explain(let pipeline):
      let words = PlanExplanation(
        layout: StoryLayout(width: 100, color: false), lastRecord: lastResult?.record)
      return .text(words.text(of: try plan(pipeline)))
    case .step(let pipeline): return .steps(try step(pipeline))
    case .expression(let expression): return try run(expression)
    }
  }

  /// Runs something that throws one diagnostic where several are expected.
  @discardableResult
  func single<Result>(
    _ body: () throws(Diagnostic) -> Result
  ) throws(DiagnosticList) -> Result {
    do throws(Diagnostic) { return try body() } catch { throw DiagnosticList([error]) }
  }

  // MARK: Pipelines

  /// Binds a pipeline and decodes the columns it needs, so that their types are final.
  ///
  /// Types are known only once all rows were read; when one widens, names are bound again.
  func plan(_ pipeline: PipelineSyntax) throws(DiagnosticList) -> Plan {
    try settled { (binder) throws(DiagnosticList) in
      try binder.bind(pipeline)
    } retrying: {
      () throws(Diagnostic) in
      try self.settleSources(of: pipeline.source)
    }
  }

  private func settled(
    _ bind: (PipelineBinder) throws(DiagnosticList) -> Plan,
    retrying settle: () throws(Diagnostic) -> Bool
  ) throws(DiagnosticList) -> Plan {
    while true {
      let plan: Plan
      do throws(DiagnosticList) {
        plan = try bind(PipelineBinder(scope: scope))
      } catch {
        // The error may come from a type that was only likely; read everything and look again.
        guard try single({ () throws(Diagnostic) in try settle() }) else { throw error }
        continue
      }
      if try single({ () throws(Diagnostic) in try self.decode(for: plan) }) == false {
        return plan
      }
    }
  }

  /// Decodes what a plan needs; true when a type turned out to be another.
  private func decode(for plan: Plan) throws(Diagnostic) -> Bool {
    guard case .data(let data, _, let schema) = plan.source else { return false }
    let needed = ColumnPruning.columnsNeeded(plan)
    let isWhole = needed.count == schema.fields.count
    _ = try data.read(columns: isWhole ? nil : needed, makeContext())
    return data.schema.fields.map(\.type) != schema.fields.map(\.type)
  }

  /// Decodes all of a pipeline's data set; true when a type turned out to be another.
  private func settleSources(of source: SourceSyntax) throws(Diagnostic) -> Bool {
    guard case .name(let name) = source, case .data(let data)? = scope.values[name.text] else {
      return false
    }
    let before = data.schema.fields.map(\.type)
    _ = try data.read(columns: nil, makeContext())
    return data.schema.fields.map(\.type) != before
  }

  func continued(
    _ stages: [StageSyntax], _ span: Span
  ) throws(DiagnosticList) -> Plan {
    guard let last = lastResult else {
      throw DiagnosticList([
        Diagnostic(
          "E212", "there is no pipeline to continue", at: span,
          details: ["A line that starts with `|` goes on from the last table."])
      ])
    }
    let start = Plan(source: .table(last.table), stages: [])
    return try PipelineBinder(scope: scope).extend(start, with: stages)
  }

  func run(_ plan: Plan) throws(DiagnosticList) -> PipelineResult {
    let start = MonotonicClock.nanoseconds()
    let result = try single { () throws(Diagnostic) in
      try PlanExecutor.run(plan, self.makeContext())
    }
    let pipelineResult = PipelineResult(
      table: result.table, record: result.record, outputs: result.outputs,
      presentsItself: result.presentsItself,
      nanoseconds: MonotonicClock.nanoseconds() - start)
    lastResult = pipelineResult
    return pipelineResult
  }

  // MARK: Values

  /// A value with a name, as a result; a range is shown as it is written.
  private static func shown(_ value: OuterValue) -> StatementResult {
    switch value {
    case .value(let value, let type): return .value(value, type)
    case .range(let low, let high):
      let ends = [low, high].map { $0.map(ValueText.plain) ?? "" }
      return .text(ends.joined(separator: "..") + "\n")
    case .table, .data: return .text("")
    }
  }

  private func run(_ expression: ExpressionSyntax) throws(DiagnosticList) -> StatementResult {
    if case .name(let name) = expression, scope.values[name.text]?.isTable ?? true {
      // A bare name at the start of a statement is a table before it is anything else.
      let plan = try plan(PipelineSyntax(source: .name(name), stages: [], span: name.span))
      let result = try run(plan)
      lastPlan = plan
      return .table(result)
    }
    let bound = try single { () throws(Diagnostic) in
      try self.emptyBinder.bind(expression, in: Schema([]), mode: .row)
    }
    if let value = bound.constant { return .value(value, bound.type) }
    let column = try single { () throws(Diagnostic) in
      try self.makeContext().evaluate([bound], over: Table(Schema([]), [], rowCount: 1))
    }
    return .value(column.first?.value(at: 0) ?? .null, bound.type)
  }

  var emptyBinder: StageBinder {
    StageBinder(scope: scope, history: [], source: .table(.empty))
  }

  // MARK: Names

  /// Takes a name for a definition.
  ///
  /// - Throws: `E213` when it is taken and names are set only once.
  func claim(_ name: Identifier) throws(Diagnostic) {
    if !options.allowsRedefinition, let earlier = definitions[name.text] {
      var number = 2
      func other() -> String { "\(name.text)_\(number)" }
      while definitions[other()] != nil || scope.values[other()] != nil { number += 1 }
      throw Diagnostic(
        "E213", "`\(name.text)` is defined twice", at: name.span,
        secondary: [.init(earlier, "the first definition")],
        details: [
          "A name has one meaning in a notebook. Another name, such as `\(other())`, is free."
        ])
    }
    definitions[name.text] = name.span
  }

  private func define(
    name: Identifier, _ definition: DefinitionSyntax
  ) throws(DiagnosticList) {
    let value: OuterValue
    switch definition {
    case .pipeline(let pipeline):
      value = .table(
        PlannedTable(name: name.text, plan: try plan(pipeline), execute: scope.execute))
    case .expression(.name(let other)) where scope.values[other.text]?.isTable ?? false:
      value = scope.values[other.text] ?? .value(.null, .null)
    case .expression(.range(let low, let high, _)):
      value = try single { () throws(Diagnostic) in
        OuterValue.range(try self.constant(low), try self.constant(high))
      }
    case .expression(let expression):
      guard case .value(let constant, let type) = try run(expression) else {
        throw DiagnosticList([Diagnostic("E206", "a value is needed here", at: expression.span)])
      }
      value = .value(constant, type)
    }
    try single { () throws(Diagnostic) in try self.claim(name) }
    scope.values[name.text] = value
  }

  func constant(_ expression: ExpressionSyntax?) throws(Diagnostic) -> Value? {
    guard let expression else { return nil }
    return try emptyBinder.bind(expression, in: Schema([]), mode: .constant).constant
  }

  private func set(_ name: Identifier, _ value: ExpressionSyntax) throws(Diagnostic) {
    switch name.text {
    case "week_start":
      let names: [(String, Weekday)] = [
        ("monday", .monday), ("tuesday", .tuesday), ("wednesday", .wednesday),
        ("thursday", .thursday), ("friday", .friday), ("saturday", .saturday), ("sunday", .sunday),
      ]
      let word = value.span.text
      guard let day = names.first(where: { $0.0 == word })?.1 else {
        let near = Suggestion.nearest(to: word, among: names.map(\.0))
        throw Diagnostic(
          "E214", "`\(word)` is not a day of the week", at: value.span,
          label: near.map { "did you mean `\($0)`?" } ?? "")
      }
      scope.weekStart = day
    case "seed":
      guard case .int(let seed)? = try constant(value), seed >= 0 else {
        throw Diagnostic("E214", "a seed is a whole number from 0", at: value.span)
      }
      scope.seed = UInt64(seed)
    default:
      let near = Suggestion.nearest(to: name.text, among: ["week_start", "seed"])
      throw Diagnostic(
        "E214", "there is no setting `\(name.text)`", at: name.span,
        label: near.map { "did you mean `\($0)`?" } ?? "", details: ["Settings: week_start, seed"])
    }
  }
}
