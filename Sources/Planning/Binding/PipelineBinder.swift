import Catalog
import Columnar
public import Diagnostics
public import QueryLanguage

/// Binds pipelines: turns syntax into a plan, reading no data.
public struct PipelineBinder: Sendable {
  /// What names outside the pipeline mean.
  public let scope: NameScope

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
    var plan = plan
    var errors: [Diagnostic] = []
    for (index, stage) in stages.enumerated() {
      if plan.hasOpenSchema {
        let waiting = (plan.deferred?.stages ?? []) + stages[index...]
        plan.deferred = DeferredStages(stages: waiting, scope: scope)
        break
      }
      do throws(Diagnostic) {
        plan.stages.append(try bind(stage, after: plan))
      } catch {
        errors.append(error)
        // What the stage would have given is unknown, so later names cannot be judged.
        break
      }
    }
    guard errors.isEmpty else { throw DiagnosticList(errors) }
    return plan
  }

  private func bind(_ stage: StageSyntax, after plan: Plan) throws(Diagnostic) -> PlannedStage {
    if stage.userCall != nil {
      throw Diagnostic(
        "E102", "verbs defined with `def` are not built yet", at: stage.verb.span)
    }
    guard let verb = scope.registry.verb(named: stage.verb.text) else {
      throw Diagnostic(
        "E100", "`\(stage.verb.text)` is not built yet", at: stage.verb.span,
        details: ["The verb is part of the language, but this version cannot run it."])
    }
    let binder = StageBinder(scope: scope, history: plan.stages, source: plan.source)
    let arguments = Arguments(stage: stage, input: plan.schema, binder: binder)
    return PlannedStage(
      verb: try verb.init(arguments), syntax: stage, input: plan.schema,
      allowedNotes: try NoteAllowance.codes(of: stage))
  }

  /// Binds the source of a pipeline.
  public func bind(_ source: SourceSyntax) throws(Diagnostic) -> PlanSource {
    switch source {
    case .name(let name):
      switch scope.values[name.text] {
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
    let names = scope.tableNames
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
    let binder = StageBinder(scope: scope, history: [], source: .table(.empty))
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
