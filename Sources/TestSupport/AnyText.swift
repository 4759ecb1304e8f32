import Catalog
import Columnar
import Diagnostics
import Execution
import Notebooks
import Planning
import QueryLanguage
import Workbench

/// What must hold of every text whatever it says: what fuzzers look for, and what tests replay.
public enum AnyText: String, CaseIterable, Sendable {
  /// Tokens lie in the text, in order.
  case lexer
  /// Statements and findings lie in the text; every finding can be shown.
  case parser
  /// A formatted program means the same, and formatting it again changes nothing.
  case formatter
  /// Names and types are settled or explained, and a settled pipeline gives what it announced.
  case binder
  /// A chart of these bytes is refused or drawn, the same on every run.
  case chart
  /// A lock is read or explained, and what was read is written back the same.
  case lock
  /// A Jupyter notebook is refused with a reason, or becomes a notebook that can be read.
  case jupyter

  /// A notebook is written back byte by byte, and its canonical form says the same.
  case notebook

  /// The property that a text breaks; nil when it keeps all.
  public func flaw(in bytes: [UInt8]) -> String? {
    if case .chart = self { return AnyChart.flaw(in: bytes) }
    let source = SourceText(name: "fuzz", text: String(decoding: bytes, as: UTF8.self))
    switch self {
    case .lexer: return Self.lexerFlaw(source)
    case .parser: return Self.parserFlaw(source)
    case .formatter: return Self.formatterFlaw(source)
    case .binder: return Self.binderFlaw(source)
    case .chart: return nil
    case .lock: return Self.lockFlaw(source)
    case .jupyter: return Self.jupyterFlaw(bytes)
    case .notebook: return AnyNotebook.flaw(in: bytes)
    }
  }

  private static func lockFlaw(_ source: SourceText) -> String? {
    let lock: NotebookLock
    do throws(Diagnostic) { lock = try NotebookLock(source) } catch {
      return flaw(in: [error], of: source)
    }
    do throws(Diagnostic) {
      let again = try NotebookLock(SourceText(name: "written", text: lock.text))
      if again.text != lock.text { return "is written in another way the second time" }
      return nil
    } catch {
      return "cannot be read back: \(error.message)\n\(lock.text)"
    }
  }

  private static func jupyterFlaw(_ bytes: [UInt8]) -> String? {
    let result: JupyterImport
    do throws(Diagnostic) {
      result = try JupyterImporter(keepsTextOutputs: true).read(bytes, name: "fuzz")
    } catch {
      return error.code == "E690" || error.code == "E691"
        ? flaw(in: [error], of: nil) : "an error of its own: \(error.code)"
    }
    if let flaw = flaw(in: result.findings, of: nil) { return flaw }
    let source = SourceText(name: "fuzz", text: result.text)
    let (notebook, findings) = Notebook.parse(source)
    if findings.contains(where: { $0.severity == .error }) {
      return "a notebook with an error:\n\(result.text)"
    }
    let canonical = notebook.formatted(code: { _ in nil })
    if canonical != result.text { return "not canonical:\n\(result.text)" }
    // What was imported goes to Jupyter and comes back.
    let exported = JupyterExporter().export(NotebookRun(notebook: notebook, path: "fuzz"))
    do throws(Diagnostic) {
      let again = try JupyterImporter().read(Array(exported.utf8), name: "fuzz")
      return again.text == result.text ? nil : "comes back as something else:\n\(result.text)"
    } catch {
      return "what was exported is refused: \(error.message)"
    }
  }

  private static func lexerFlaw(_ source: SourceText) -> String? {
    let result = Lexer.lex(source)
    var end = 0
    for token in result.tokens {
      if token.lower < end || token.upper < token.lower { return "tokens overlap at \(end)" }
      end = token.upper
    }
    if end > source.bytes.count { return "a token goes beyond the end" }
    if result.tokens.last?.kind != .endOfText { return "the last token is not the end" }
    return flaw(in: result.diagnostics, of: source)
  }

  private static func parserFlaw(_ source: SourceText) -> String? {
    let script = parse(source)
    var end = 0
    for statement in script.statements {
      if statement.span.lower < end { return "statements overlap at \(end)" }
      end = statement.span.upper
    }
    let isClean = script.diagnostics.allSatisfy { $0.severity != .error }
    switch Parser.completeness(of: source, verbs: Registry.standard.verbForms) {
    case .complete: if !isClean { return "complete, although it has errors" }
    case .invalid: if isClean { return "invalid, although it has no errors" }
    case .incomplete(let indent): if indent < 0 { return "a negative indent" }
    }
    return flaw(in: script.diagnostics, of: source)
  }

  private static func formatterFlaw(_ source: SourceText) -> String? {
    let script = parse(source)
    guard let formatted = Formatter.format(script) else {
      return script.diagnostics.isEmpty ? "a program without errors cannot be formatted" : nil
    }
    let again = parse(SourceText(name: "formatted", text: formatted))
    if !again.diagnostics.isEmpty { return "does not parse any more:\n\(formatted)" }
    if treeText(script) != treeText(again) { return "means something else:\n\(formatted)" }
    if script.statements.map(\.canonicalText) != again.statements.map(\.canonicalText) {
      return "has another key:\n\(formatted)"
    }
    if script.comments.count != again.comments.count { return "lost a comment:\n\(formatted)" }
    if let twice = Formatter.format(again), twice == formatted { return nil }
    return "is formatted in another way the second time:\n\(formatted)"
  }

  private static func binderFlaw(_ source: SourceText) -> String? {
    var scope = tables
    for statement in parse(source).statements {
      switch statement.kind {
      case .def(let name, let parameters, .expression(let body)):
        scope.functions[name.text] = UserFunction(
          parameters: parameters, body: body, scope: scope)
      case .def(let name, let parameters, .pipeline(let body)):
        scope.verbs[name.text] = UserVerb(
          name: name, parameters: parameters, body: body, scope: scope)
      case .pipeline(let pipeline), .explain(let pipeline), .step(let pipeline),
        .letBinding(_, .pipeline(let pipeline)):
        if let flaw = flaw(of: pipeline, in: scope) { return flaw }
      case .expression(let expression), .letBinding(_, .expression(let expression)):
        let binder = StageBinder(scope: scope, history: [], source: .table(.empty))
        do throws(Diagnostic) {
          _ = try binder.bind(expression, in: Schema([]), mode: .row)
        } catch {
          if let flaw = flaw(in: [error], of: source) { return flaw }
        }
      default: break
      }
    }
    return nil
  }

  /// Binds a pipeline, runs it over small tables, and compares what comes with what was announced.
  private static func flaw(of pipeline: PipelineSyntax, in scope: NameScope) -> String? {
    let plan: Plan
    do throws(DiagnosticList) {
      plan = try PipelineBinder(scope: scope).bind(pipeline)
    } catch {
      return error.all.isEmpty ? "fails without a reason" : flaw(in: error.all, of: nil)
    }
    let context = RunContext(
      workers: Workers(threadCount: 1),
      limits: RunLimits(
        maximumRows: 2000, deadline: Deadline(at: MonotonicClock.nanoseconds() + 1_000_000_000)),
      cancellation: Cancellation(), evaluator: Evaluator())
    let result: PlanResult
    do throws(Diagnostic) {
      result = try PlanExecutor.run(plan, context)
    } catch {
      return flaw(in: [error], of: nil)
    }
    // Columns that depend on data are announced by the table itself.
    return flaw(
      of: result.table, announced: plan.hasOpenSchema ? result.table.schema : plan.schema)
  }

  private static func flaw(of table: Table, announced schema: Schema) -> String? {
    if Set(table.schema.names).count != table.columnCount { return "two columns of one name" }
    if table.schema.names != schema.names {
      return "announced \(schema.names), gave \(table.schema.names)"
    }
    for (index, field) in schema.fields.enumerated() {
      let column = table.column(at: index)
      if column.count != table.rowCount {
        return "`\(field.name)` has \(column.count) of \(table.rowCount) rows"
      }
      if column.type != field.type, field.type != .null {
        return "`\(field.name)` was announced as \(field.type.name), is \(column.type.name)"
      }
      let hasNull = column.values.contains(.null)
      if field.isNeverNull, hasNull { return "`\(field.name)` has a null that cannot be" }
      for case .number(let number) in column.values where !number.isFinite {
        return "`\(field.name)` holds \(number)"
      }
    }
    return nil
  }

  static func flaw(in diagnostics: [Diagnostic], of source: SourceText?) -> String? {
    for diagnostic in diagnostics {
      if diagnostic.kind == .defect { return "a defect: \(diagnostic.message)" }
      if diagnostic.message.isEmpty || diagnostic.code.isEmpty { return "a finding without words" }
      if DiagnosticRenderer().render(diagnostic).isEmpty { return "a finding that shows nothing" }
      guard let source, let span = diagnostic.primary?.span, span.source === source else {
        continue
      }
      if span.upper > source.bytes.count { return "\(diagnostic.code) points beyond the end" }
    }
    return nil
  }

  private static func parse(_ source: SourceText) -> Script {
    Parser.parse(source, verbs: Registry.standard.verbForms)
  }

  /// Small tables with a column of every type, gaps and ties among them.
  private static let tables: NameScope = {
    let session = Session(options: SessionOptions(threadCount: 1))
    let errors = session.run(SourceText(name: "tables", text: tablesText)) { _ in }
    precondition(errors.isEmpty, "\(errors.map(\.message))")
    return session.scope
  }()

  private static let tablesText = #"""
    let lb = rows [
      model, id, author, type, arch, score, likes, downloads, params, n, created, at, tags, moe, base_model
      "a/x", "a/x", "a", "chat", "Llama", 71.2, 3, 10, 7.0, 1, 2024-01-01, 2024-01-01T10:00, ["moe", "en"], true, null
      "a/y", "a/y", "a", "base", "Llama", 71.2, 0, null, 7.0, 2, 2024-01-09, 2024-01-09T23:59:59, ["merge"], false, "a/x"
      "b/x", "b/x", "b", "chat", null, null, 12, 7, 0.5, 3, 2024-03-05, 2024-03-05T00:00, null, null, "a/x"
      "é", "b/ñ", null, "merge", "Gemma", -4.5, null, 0, 13.0, 4, null, null, ["en"], false, "a/y"
      "", "c", "c", null, "Qwen", 0.1, 9, 5, null, 5, 2024-03-05, 2024-03-05T00:00, ["x", "x"], true, ""
    ]
    let hub = rows [id, author, likes, date, week; "a/x", "a", 5, 2024-01-01, 2024-W01; "q", null, null, 2024-02-01, 2024-W05]
    let releases = rows [name, date, size; "one", 2023-12-30, 7.0; "two", 2024-03-01, null]
    let empty = lb | take 0
    def best(t, x, k, what) = t | filter x > 0 | sort x desc, what | take k
    def totals(t, keys, x) = t | group by keys agg total = sum(x), rows = count() | rename x = total
    def running(t, new, x, o) = t | derive new = cumsum(x) along o | fill new forward along o
    def twice(t, keys, x) = t | join (t | totals(keys, x) | rename all = x) on keys | best(x, 3, all)
    def half(x) = x / 2
    let k = 3
    let word = "chat"
    let span = 2024-01..2024-03
    let grain = "month"
    """#
}
