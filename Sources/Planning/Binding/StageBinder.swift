public import Catalog
public import Columnar
public import Diagnostics
public import QueryLanguage

/// Settles the names and types of one stage.
public struct StageBinder: ExpressionBinder {
  let scope: NameScope
  /// The stages before this one, to tell where a column went.
  let history: [PlannedStage]
  let source: PlanSource
  /// The definitions whose calls are being expanded, the outermost first.
  var definitions: [Definition] = []

  /// Creates a binder for the stage that follows `history`.
  public init(scope: NameScope, history: [PlannedStage], source: PlanSource) {
    self.scope = scope
    self.history = history
    self.source = source
  }

  /// The definition that a place belongs to, of those that are being expanded.
  func definition(at span: Span) -> Definition? { definitions.last { $0.contains(span) } }

  /// What names outside the pipeline mean at a place in the text.
  func scope(at span: Span) -> NameScope { definition(at: span)?.scope ?? scope }

  /// The first day of a week.
  public var weekStart: Weekday { scope.weekStart }
  /// The seed of drawn samples.
  public var seed: UInt64 { scope.seed }
  /// The name of the table that the pipeline begins with, if it has one.
  public var sourceName: String? {
    switch source {
    case .data(_, let name, _): return name
    case .table: return nil
    case .shared(let table):
      // What stands for a table without a name is a description of several words.
      return scope.values[table.name]?.isTable ?? false ? table.name : nil
    }
  }
  /// The extensions.
  public var registry: Registry { scope.registry }

  /// Binds an expression against the columns of a schema.
  public func bind(
    _ expression: ExpressionSyntax, in schema: Schema, mode: ExpressionMode
  ) throws(Diagnostic) -> BoundExpression {
    let binding = ExpressionBinding(binder: self, schema: schema, mode: mode)
    let bound = try binding.bind(expression)
    if case .constant = mode, bound.constant == nil {
      throw Diagnostic(
        "E312", "a constant is needed here", at: bound.span, label: "this depends on rows")
    }
    // A value that belongs to no row may have any length; what fills a column may not.
    if case .constant = mode {} else if !schema.fields.isEmpty { try bound.requireFixedLength() }
    return bound
  }

  /// Binds a table argument.
  public func bind(table: TableSyntax) throws(Diagnostic) -> any BoundTable {
    var binder = PipelineBinder(scope: scope)
    binder.definitions = definitions
    let name =
      switch table {
      case .name(let name): name.text
      case .rows: "the rows given"
      case .pipeline: "the table in parentheses"
      }
    var source = try binder.bind(table)
    if case .data(let data, let name, _) = source {
      try scope.settle(data)
      source = .data(data, name: name, schema: data.schema)
    }
    if case .shared(let shared) = source { return shared }
    return PlannedTable(
      name: name, plan: Plan(source: source, stages: []), execute: scope.execute)
  }

  /// The error for a column that is not there.
  public func missingColumn(_ name: Identifier, in schema: Schema) -> Diagnostic {
    if schema.fields.isEmpty, history.isEmpty { return missingValue(name) }
    if let absence = absence(of: name) { return absence }
    let message = "there is no column `\(name.text)` at this stage"
    let here = "Columns here: \(schema.names.map(Identifier.quoted).joined(separator: ", "))"
    if let loss = whereLost(name.text) {
      let line = loss.syntax.span.source.lineNumber(of: loss.syntax.span.lower)
      let place =
        loss.syntax.span.source === name.span.source
        ? "in line \(line)" : "in \(loss.syntax.span.source.name), line \(line),"
      return Diagnostic(
        "E201", message, at: name.span, label: "not found",
        details: [here, "`\(name.text)` was removed \(place) by `\(loss.syntax.span.text)`."],
        fix: keepingFix(name.text, loss))
    }
    let words = ["NA": "null", "NULL": "null", "None": "null", "nil": "null", "NaN": "null"]
      .merging(["True": "true", "TRUE": "true", "False": "false", "FALSE": "false"]) { a, _ in a }
    if let word = words[name.text] {
      return Diagnostic(
        "E201", message, at: name.span, label: "written `\(word)` here",
        fix: .init(replacing: name.span, with: word))
    }
    if let near = Suggestion.nearest(to: name.text, among: schema.names) {
      return Diagnostic(
        "E201", message, at: name.span, label: "did you mean `\(near)`?",
        fix: .init(replacing: name.span, with: Identifier.quoted(near)))
    }
    if let part = Suggestion.sharingWord(with: name.text, among: schema.names) {
      return Diagnostic(
        "E201", message, at: name.span, label: "did you mean `\(part)`?", details: [here])
    }
    var details = [here]
    let scope = scope(at: name.span)
    let holders = scope.values.keys.sorted().filter { table in
      switch scope.values[table] {
      case .table(let bound)?: bound.schema.index(of: name.text) != nil
      case .data(let data)?: data.schema.index(of: name.text) != nil
      default: false
      }
    }
    if let holder = holders.first { details.append("`\(holder)` has a column `\(name.text)`.") }
    return Diagnostic("E201", message, at: name.span, label: "not found", details: details)
  }

  /// The error for a name where there is no table, so that it can only be a value.
  func missingValue(_ name: Identifier) -> Diagnostic {
    let values = scope(at: name.span).values.filter { !$0.value.isTable }.keys.sorted()
    let near = Suggestion.nearest(to: name.text, among: values)
    return Diagnostic(
      "E207", "there is no parameter or let called `\(name.text)`", at: name.span,
      label: near.map { "did you mean `\($0)`?" } ?? "not found",
      fix: near.map { .init(replacing: name.span, with: Identifier.quoted($0)) })
  }

  /// What a stage before this one says about a column that it would give if written otherwise.
  private func absence(of name: Identifier) -> Diagnostic? {
    var stages = history
    if case .shared(let table) = source, let planned = table as? PlannedTable {
      stages = planned.plan.stages + stages
    }
    let tables = scope.values.keys.sorted().compactMap { table -> (name: String, schema: Schema)? in
      switch scope.values[table] {
      case .table(let bound)?: (table, bound.schema)
      case .data(let data)?: (table, data.schema)
      default: nil
      }
    }
    return stages.reversed().lazy.compactMap { $0.verb.absence(of: name, tables: tables) }.first
  }

  /// The last stage before this one whose input had a column that its output has not.
  private func whereLost(_ name: String) -> PlannedStage? {
    history.last {
      $0.input.index(of: name) != nil && $0.output.index(of: name) == nil
    }
  }

  /// Adds a lost column to the stage that chose columns without it.
  private func keepingFix(_ name: String, _ loss: PlannedStage) -> Diagnostic.Fix? {
    guard loss.syntax.clauses.count == 1, let clause = loss.syntax.clauses.first,
      case .columns(let selectors) = clause.content
    else { return nil }
    let chosen = selectors.allSatisfy { selector in
      if case .name(let kept) = selector {
        loss.output.index(of: kept.text) != nil
      } else {
        false
      }
    }
    guard chosen else { return nil }
    let text = loss.syntax.span.text + ", " + Identifier.quoted(name)
    let line = loss.syntax.span.source.lineNumber(of: loss.syntax.span.lower)
    return .init(
      "line \(line) becomes  \(text)",
      edits: [.init(clause.span.end, ", " + Identifier.quoted(name))])
  }
}

extension StageBinder {
  /// Whether a text matches a regular expression, by the language's own operator.
  public func match(_ text: String, _ pattern: String, at span: Span) throws(Diagnostic) -> Bool {
    let binding = ExpressionBinding(binder: self, schema: Schema([]), mode: .row)
    let result = try binding.bind(
      operator: BinaryOperator.matches.rawValue,
      [
        ExpressionBinding.constant(.text(text), span),
        ExpressionBinding.constant(.text(pattern), span),
      ],
      sign: span, span: span)
    return result.constant == .bool(true)
  }
}
