import Catalog
import Columnar
public import Diagnostics
public import QueryLanguage

/// Binds pipelines: turns syntax into a plan, reading no data.
public struct PipelineBinder: Sendable {
  /// What names outside the pipeline mean.
  public let scope: NameScope
  /// The definitions whose calls are being expanded, the outermost first.
  var definitions: [Definition] = []

  /// Creates a binder.
  public init(scope: NameScope) { self.scope = scope }

  /// Binds a pipeline.
  ///
  /// - Throws: All errors that can be told apart; a stage after one that failed is left out when
  ///   its columns cannot be known.
  public func bind(_ pipeline: PipelineSyntax) throws(DiagnosticList) -> Plan {
    let source: PlanSource
    do throws(Diagnostic) {
      source = try bind(pipeline.source)
    } catch {
      throw DiagnosticList([error])
    }
    return try extend(Plan(source: source, stages: []), with: pipeline.stages)
  }

  /// Adds stages to a plan.
  public func extend(_ plan: Plan, with stages: [StageSyntax]) throws(DiagnosticList) -> Plan {
    try extend(plan, with: stages.map { PendingStage(syntax: $0, definitions: definitions) })
  }

  /// Adds stages to a plan; calls of the program's own verbs make room for the stages they stand for.
  func extend(_ plan: Plan, with stages: [PendingStage]) throws(DiagnosticList) -> Plan {
    var plan = plan
    var errors: [Diagnostic] = []
    // The next stage is the last one, so that those of a call are put before the rest cheaply.
    var waiting = Array(((plan.deferred?.pending ?? []) + stages).reversed())
    plan.deferred = nil
    while let stage = waiting.popLast() {
      if plan.hasOpenSchema {
        plan.deferred = DeferredStages(pending: [stage] + waiting.reversed(), scope: scope)
        break
      }
      do throws(Diagnostic) {
        if stage.syntax.userCall == nil {
          plan.stages.append(try bind(stage, after: plan))
        } else {
          waiting += try expand(stage, after: plan).reversed()
          try requireFew(plan.stages.count + waiting.count, at: stage)
        }
      } catch {
        errors.append(stage.located(error))
        guard
          let standing = FailedStage.standing(for: stage.syntax, scope.registry, after: plan.schema)
        else {
          // What the stage would have given is unknown, so later names cannot be judged.
          throw DiagnosticList(errors)
        }
        plan.stages.append(PlannedStage(verb: standing, syntax: stage.syntax, input: plan.schema))
      }
    }
    guard errors.isEmpty else { throw DiagnosticList(errors) }
    return plan
  }

  private func bind(_ stage: PendingStage, after plan: Plan) throws(Diagnostic) -> PlannedStage {
    let syntax = stage.syntax
    guard let verb = scope.registry.verb(named: syntax.verb.text) else {
      throw .defect("`\(syntax.verb.text)` has a form and no verb", at: syntax.verb.span)
    }
    var binder = StageBinder(scope: scope, history: plan.stages, source: plan.source)
    binder.definitions = stage.definitions
    let arguments = Arguments(stage: syntax, input: plan.schema, binder: binder)
    var planned = PlannedStage(
      verb: try verb.init(arguments), syntax: syntax, input: plan.schema,
      allowedNotes: try NoteAllowance.codes(of: syntax))
    planned.call = stage.definitions.first?.call
    return planned
  }

  /// Binds the source of a pipeline.
  public func bind(_ source: SourceSyntax) throws(Diagnostic) -> PlanSource {
    switch source {
    case .name(let name):
      let definition = definitions.last { $0.contains(name.span) }
      if let definition, definition.tableName == name.text { return .shared(definition.table) }
      switch (definition?.scope ?? scope).values[name.text] {
      case .table(let table)?: return .shared(try settled(table))
      case .data(let data)?: return .data(data, name: name.text, schema: data.schema)
      case .value?, .range?:
        throw Diagnostic("E206", "`\(name.text)` is a value, not a table", at: name.span)
      case nil: throw missingTable(name)
      }
    case .rows(let rows): return .table(try bind(rows))
    case .pipeline(let pipeline, let span):
      return .shared(
        try settled(try bind(nested: pipeline, name: "the table in parentheses", span: span)))
    }
  }

  /// A table whose columns are known: one whose columns depend on data is computed first.
  private func settled(_ table: any BoundTable) throws(Diagnostic) -> any BoundTable {
    if table.hasOpenSchema { try scope.settleTable(table) }
    return table
  }

  func bind(
    nested pipeline: PipelineSyntax, name: String, span: Span
  ) throws(Diagnostic) -> PlannedTable {
    do throws(DiagnosticList) {
      return PlannedTable(name: name, plan: try bind(pipeline), execute: scope.execute)
    } catch {
      throw error.all.first ?? .defect("a nested pipeline failed without a reason", at: span)
    }
  }

  private func missingTable(_ name: Identifier) -> Diagnostic {
    let names = (definitions.last { $0.contains(name.span) }?.scope ?? scope).tableNames
    if let near = Suggestion.nearest(to: name.text, among: names) {
      return Diagnostic(
        "E210", "there is no table `\(name.text)`", at: name.span,
        label: "did you mean `\(near)`?", fix: .init(replacing: name.span, with: near))
    }
    let known =
      names.isEmpty
      ? "No table is loaded. To load one: load \(name.text) from \"file.csv\""
      : "Tables: \(names.joined(separator: ", "))"
    return Diagnostic(
      "E210", "there is no table `\(name.text)`", at: name.span, label: "not found",
      details: [known])
  }

  /// The table of a `rows […]` literal.
  private func bind(_ rows: RowsSyntax) throws(Diagnostic) -> Table {
    var binder = StageBinder(scope: scope, history: [], source: .table(.empty))
    binder.definitions = definitions
    for (index, name) in rows.header.enumerated() {
      if let earlier = rows.header[..<index].first(where: { $0.text == name.text }) {
        throw Diagnostic(
          "E202", "two columns are called `\(name.text)`", at: name.span,
          secondary: [.init(earlier.span, "the first")])
      }
    }
    var columns: [(name: String, column: Column)] = []
    for (index, name) in rows.header.enumerated() {
      var type = DataType.null
      var values: [Value] = []
      for row in rows.rows where index < row.count {
        let cell = try binder.bind(row[index], in: Schema([]), mode: .constant)
        try cell.requireFixedLength()
        guard let value = cell.constant else {
          throw Diagnostic("E312", "a constant is needed here", at: cell.span)
        }
        guard let unified = TypeUnification.unify(type, cell.type) else {
          throw Diagnostic(
            "E306", "column `\(name.text)` holds \(type.name) and \(cell.type.name)",
            at: cell.span, label: "this is \(cell.type.name)")
        }
        type = unified
        values.append(value)
      }
      if type == .null { type = .text }
      var builder = ColumnBuilder(type, capacity: values.count)
      for value in values { builder.append(value) }
      columns.append((name.text, builder.finish()))
    }
    let schema = Schema(
      columns.map { Field($0.name, $0.column.type, isNeverNull: $0.column.validity == nil) })
    return Table(schema, columns.map(\.column), rowCount: rows.rows.count)
  }
}
