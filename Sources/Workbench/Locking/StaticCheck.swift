import Catalog
import Columnar
import Diagnostics
import Formats
import Notebooks
import Planning
import QueryLanguage

/// Checks the syntax, the names and the types of a notebook without running its pipelines.
///
/// A data set whose content and `load` are as locked has the columns that the lock names, so its
/// file is not decoded. What only data can tell, such as the columns of a pivoted table, is left
/// out, and so is what rests on it.
struct StaticCheck {
  private let item: OpenedNotebook
  private let keys: NotebookKeys
  private let lock: NotebookLock?
  private let registry: Registry
  private let session: Session
  /// Names of which nothing is known before they are computed.
  private var unknown: Set<String> = []
  private var lastIsUnknown = false

  init(
    _ item: OpenedNotebook, keys: NotebookKeys, lock: NotebookLock?, options: BatchOptions,
    registry: Registry
  ) {
    self.item = item
    self.keys = keys
    self.lock = lock
    self.registry = registry
    session = Session(
      registry: registry,
      options: SessionOptions(
        threadCount: options.threadCount, baseFolder: NotebookFiles.folder(of: item.path),
        parameterValues: options.parameterValues, today: options.today))
    session.useChain = UsedNotebook.canonical(item.path).map { [$0] } ?? []
    session.scope.settleTable = { (_) throws(Diagnostic) in throw Self.needsRows }
    session.scope.execute = { (_, _) throws(Diagnostic) in throw Self.needsRows }
  }

  /// Stands for an answer that only rows can give; never shown.
  private static let needsRows = Diagnostic("E130", "rows are needed", kind: .cancelled)

  /// What is wrong, in the order of the document.
  mutating func findings() -> [Diagnostic] {
    var found: [Diagnostic] = []
    let findings = NotebookFindings(item.notebook, item.dependencies)
    for cell in item.notebook.cells where cell.options.run {
      let script = Parser.parse(cell.sourceText(in: item.path), verbs: registry.verbForms)
      var errors = script.diagnostics.filter { $0.severity == .error }
      for statement in script.statements where errors.isEmpty {
        errors = check(statement, in: cell.id)
      }
      // A cell that is there to fail may do so.
      if cell.options.error == .never { found += errors.map { findings.located($0, in: cell.id) } }
      session.endCell()
      unknown = unknown.filter { !Session.isLocal($0) }
    }
    return found
  }

  private mutating func check(_ statement: StatementSyntax, in cell: String) -> [Diagnostic] {
    let words = CellDependencies.names(in: SourceText(name: "", text: statement.span.text))
    var isContinuation = false
    if case .continuation = statement.kind { isContinuation = true }
    if words.contains(where: unknown.contains) || isContinuation && lastIsUnknown {
      forget(statement)
      return []
    }
    do throws(DiagnosticList) {
      try bind(statement, in: cell)
      return []
    } catch {
      forget(statement)
      return error.all.filter { $0.code != Self.needsRows.code }
    }
  }

  /// What a statement would give is not known, and neither is what rests on it.
  private mutating func forget(_ statement: StatementSyntax) {
    switch statement.kind {
    case .pipeline, .continuation, .step, .expression: lastIsUnknown = true
    case .use(_, _, let names): unknown.formUnion(names.map(\.text))
    default: if let name = UsedNotebook.definedName(statement.kind) { unknown.insert(name.text) }
    }
  }

  private mutating func bind(
    _ statement: StatementSyntax, in cell: String
  ) throws(DiagnosticList) {
    switch statement.kind {
    case .load(let load):
      guard let locked = lockedSource(of: load, in: cell) else {
        _ = try session.run(statement)
        return
      }
      try session.single { () throws(Diagnostic) in try session.claim(load.name) }
      session.scope.values[load.name.text] = .data(locked)
    case .param(let parameter) where parameter.readsColumn: try bind(parameter, statement)
    case .pipeline(let pipeline), .step(let pipeline):
      // A bare name may be a value.
      if pipeline.stages.isEmpty, case .name(let name) = pipeline.source,
        let value = session.scope.values[name.text], !value.isTable
      {
        return
      }
      keep(try session.plan(pipeline))
    case .explain(let pipeline): _ = try session.plan(pipeline)
    case .continuation(let stages): keep(try session.continued(stages, statement.span))
    case .expression(let expression): try bind(expression)
    case .param, .letBinding, .def, .set, .use: _ = try session.run(statement)
    }
  }

  private mutating func bind(_ expression: ExpressionSyntax) throws(DiagnosticList) {
    if case .name(let name) = expression, session.scope.values[name.text]?.isTable ?? true {
      keep(
        try session.plan(PipelineSyntax(source: .name(name), stages: [], span: name.span)))
      return
    }
    try session.single { () throws(Diagnostic) in
      _ = try session.emptyBinder.bind(expression, in: Schema([]), mode: .row)
    }
  }

  /// A parameter whose choices are values of a column: they are not known, their type is.
  private mutating func bind(
    _ parameter: ParameterSyntax, _ statement: StatementSyntax
  ) throws(DiagnosticList) {
    var place: (table: Identifier, column: Identifier)?
    var isList = false
    switch parameter.kind {
    case .oneOf(.column(let table, let column)): place = (table, column)
    case .anyOf(.column(let table, let column)):
      place = (table, column)
      isList = true
    default: break
    }
    guard let place, case .data(let data as LockedSource)? = session.scope.values[place.table.text]
    else {
      _ = try session.run(statement)
      return
    }
    guard let field = data.schema[place.column.text] else {
      throw DiagnosticList([session.emptyBinder.missingColumn(place.column, in: data.schema)])
    }
    try session.single { () throws(Diagnostic) in try session.claim(parameter.name) }
    session.scope.values[parameter.name.text] =
      isList ? .value(.list([], of: field.type), .list(field.type)) : .value(.null, field.type)
  }

  /// A continuation goes on from a table with the columns of the plan.
  private mutating func keep(_ plan: Plan) {
    lastIsUnknown = plan.hasOpenSchema
    let schema = plan.schema
    session.lastResult = PipelineResult(
      table: Table(
        schema, schema.fields.map { Column.nulls($0.type, count: 0) }, rowCount: 0),
      record: .init(), outputs: [], presentsItself: false, nanoseconds: 0)
  }

  /// The columns of a data set as locked, when neither its content nor how it is read changed.
  private func lockedSource(of load: LoadSyntax, in cell: String) -> LockedSource? {
    guard let lock, let locked = lock.data(load.name.text),
      let present = keys.data.first(where: { $0.name == load.name.text }),
      present.content.digest.hexadecimal == locked.digest,
      let key = keys.cell(cell), let lockedCell = lock.cell(cell),
      NotebookKeys.key(of: key, under: lock) == lockedCell.key
    else { return nil }
    return LockedSource(locked)
  }
}
