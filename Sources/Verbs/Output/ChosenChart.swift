import Catalog
import Charts
import Columnar
import Diagnostics
import QueryLanguage

/// A chart that is chosen when its rows are there: `plot` without a layer.
///
/// What is chosen is a text in the language, which is then parsed, bound and run like any other; so
/// the form that is shown is the form that was drawn.
struct ChosenChart: Sendable {
  private let arguments: Arguments
  private let hasRowClauses: Bool

  /// Checks the clauses and that there is a column to draw.
  init(_ arguments: Arguments) throws(Diagnostic) {
    self.arguments = arguments
    _ = try PlotClauses.spec(arguments)
    if let order = arguments.stage.clause("order") {
      throw Diagnostic(
        "E392", "`order` needs a mark whose channels are named", at: order.span,
        details: ["For example: plot bar x: …, y: … order y by …"])
    }
    hasRowClauses = arguments.has("facet")
    if hasRowClauses,
      case .expression(let by)? = PlotClauses.Parts(
        arguments.stage.clauses("facet")[0]
      ).content("by")
    {
      _ = try arguments.binder.bind(
        by, in: arguments.input, mode: .windowed(WindowScope()))
    }
    guard arguments.input.fields.contains(where: { PlotChoice.Kind($0.type) != nil }) else {
      throw noChart
    }
  }

  private var noChart: Diagnostic {
    let columns = arguments.input.fields.map { "\($0.name): \($0.type.name)" }
    return Diagnostic(
      "E391", "no chart suits these columns", at: arguments.stage.verb.span, label: "which mark?",
      details: [
        "Columns: \(columns.joined(separator: ", "))", "For example: plot point x: …, y: …",
      ])
  }

  /// The chart, the form that draws it, and what to say about the choice.
  func chart(
    over input: Table, _ context: RunContext
  ) throws(Diagnostic) -> (chart: BuiltChart, form: String, note: String?) {
    var choice = PlotChoice(input, arguments.input, arguments.binder.registry, context.workers)
    choice.allowsStages = !hasRowClauses
    choice.scaledAxes = Set(
      arguments.stage.clauses("scale").compactMap { PlotClauses.Parts($0).name("channel")?.text })
    guard let form = try choice.form() else { throw noChart }
    let clauses = arguments.stage.clauses.filter { $0.key != "save" }.map(\.span.text)
    let text = form.text(clauses: clauses.map(Self.oneLine))
    var stages = try parse(text)
    guard let last = stages.popLast() else { throw Self.misread(text) }
    var table = input
    for stage in stages { table = try run(stage, over: table, context) }
    if table.provenance == nil { table.provenance = input.provenance }
    let written = try WrittenChart(
      Arguments(stage: last, input: table.schema, binder: arguments.binder))
    return (try written.chart(over: table, context.forStage(text)), text, form.note)
  }

  private static func oneLine(_ text: String) -> String {
    text.contains("\n") && !text.contains("\"")
      ? text.split(whereSeparator: \.isWhitespace).joined(separator: " ") : text
  }

  private func run(
    _ stage: StageSyntax, over table: Table, _ context: RunContext
  ) throws(Diagnostic) -> Table {
    guard let verb = arguments.binder.registry.verb(named: stage.verb.text) else {
      throw .defect("the verb `\(stage.verb.text)` of a chosen chart is not there")
    }
    let bound = try verb.init(
      Arguments(stage: stage, input: table.schema, binder: arguments.binder))
    return try bound.run(table, context.forStage(stage.span.text))
  }

  private func parse(_ text: String) throws(Diagnostic) -> [StageSyntax] {
    let source = SourceText(name: "the chosen chart", text: "t | " + text)
    let script = Parser.parse(source, verbs: arguments.binder.registry.verbForms)
    guard script.diagnostics.isEmpty, script.statements.count == 1,
      case .pipeline(let pipeline) = script.statements[0].kind
    else { throw Self.misread(text) }
    return pipeline.stages
  }

  private static func misread(_ text: String) -> Diagnostic {
    .defect("the chosen chart `\(text)` is not a chart")
  }
}
