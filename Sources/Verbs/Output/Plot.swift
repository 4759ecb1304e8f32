public import Catalog
import Charts
public import Columnar
public import Diagnostics
import Kernels
import QueryLanguage

/// Draws a chart and passes the table on.
public struct Plot: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "plot", "Draws a chart of the rows and passes them on.", category: .output,
    details: """
      A layer is a mark with channels, `channel: expression`; a constant colours or sizes the whole \
      layer. Further layers follow `add` and take over the channels of the first; `from TABLE` \
      gives a layer rows of its own. `order y by count() desc` orders categories by an aggregate. \
      Without a layer a chart is chosen by the types of the columns.
      """,
    clauses: PlotClauses.forms,
    searchTerms: ["chart", "graph", "draw", "visualize", "ggplot", "render"],
    examples: [
      Example(
        "Columns with a title; the rows go on",
        "rows [kind, n; \"a\", 3; \"b\", 5] | plot column x: kind, y: n title \"Kinds\" | take 1",
        expected: "kind,n\na,3\n"),
      Example(
        "Points on a line",
        """
        rows [x, y; 1, 2; 2, 3; 3, 5]
        | plot line x: x, y: y add point size: 2 name x "Step" scale y from 0 to 10 format "0.0"
        | skip 2
        """,
        expected: "x,y\n3,5\n"),
    ])

  /// The columns that the stage gives: those of its input.
  public let output: Schema
  private let layers: [PlotLayer]
  private let spec: ChartSpec
  private let orders: [CategoryOrder]
  private let marks: [any Mark.Type]
  /// The form that was chosen, when none was written.
  private let chosenForm: String?

  /// An order of the categories of a channel.
  private struct CategoryOrder: Sendable {
    var channel: String
    var directions: [Bool]
    var values: GroupExpressions
    var columnsRead: Set<String>
  }

  /// The stage shows its chart itself.
  public var presentsResult: Bool { true }

  /// Binds layers and clauses.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    output = arguments.input
    marks = arguments.binder.registry.marks
    if let clause = arguments.stage.clause("save") {
      throw Diagnostic(
        "E100", "`save` of a chart is not built yet", at: clause.span,
        details: ["`hfnb run` writes the charts of a notebook to its result folder."])
    }
    spec = try PlotClauses.spec(arguments)
    var syntaxes: [LayerSyntax] = []
    for clause in arguments.stage.clauses {
      if case .layer(let layer) = clause.content { syntaxes.append(layer) }
    }
    var chosenForm: String?
    if syntaxes.isEmpty {
      let layer = try Self.chosenLayer(arguments)
      syntaxes = [layer]
      let channels = layer.arguments.map { "\($0.label?.text ?? ""): \($0.value.columnText)" }
      chosenForm = "plot \(layer.mark.text) \(channels.joined(separator: ", "))"
    }
    self.chosenForm = chosenForm
    var layers: [PlotLayer] = []
    for syntax in syntaxes {
      layers.append(try PlotLayer(syntax, inheriting: layers.first, arguments))
    }
    if let clause = arguments.stage.clause("facet") {
      let parts = PlotClauses.Parts(clause)
      for (key, channel) in [("by", "facet"), ("across", "across")] {
        guard case .expression(let by)? = parts.content(key) else { continue }
        for index in layers.indices {
          try layers[index].addFacet(by, as: channel, arguments)
        }
      }
    }
    self.layers = layers
    orders = try Self.orders(arguments, first: layers.first)
  }

  /// A mark that suits the types of the columns.
  private static func chosenLayer(_ arguments: Arguments) throws(Diagnostic) -> LayerSyntax {
    let fields = arguments.input.fields
    let time = fields.first { $0.type.isTemporal }
    let numbers = fields.filter { $0.type.isNumeric }
    let text = fields.first { $0.type == .text }
    let span = arguments.stage.verb.span
    func layer(_ mark: String, _ channels: [(String, Field?)]) -> LayerSyntax {
      LayerSyntax(
        mark: Identifier(mark, span), table: nil,
        arguments: channels.compactMap { name, field in
          field.map {
            ArgumentSyntax(
              label: Identifier(name, span), value: .column(Identifier($0.name, span)))
          }
        }, span: span)
    }
    if let time, let number = numbers.first {
      return layer("line", [("x", time), ("y", number), ("color", text)])
    }
    if let text, let number = numbers.first {
      return layer("column", [("x", text), ("y", number)])
    }
    if numbers.count >= 2 { return layer("point", [("x", numbers[0]), ("y", numbers[1])]) }
    throw Diagnostic(
      "E391", "no chart suits these columns", at: span, label: "which mark?",
      details: ["For example: plot point x: …, y: …"])
  }

  private static func orders(
    _ arguments: Arguments, first: PlotLayer?
  ) throws(Diagnostic) -> [CategoryOrder] {
    var orders: [CategoryOrder] = []
    for clause in arguments.stage.clauses("order") {
      let parts = PlotClauses.Parts(clause)
      guard let channel = parts.name("channel"), case .orders(let by)? = parts.content("by") else {
        continue
      }
      guard first?.mapped.contains(where: { $0.channel.name == channel.text }) ?? false else {
        throw Diagnostic(
          "E392", "the first layer has no channel `\(channel.text)` to order", at: channel.span)
      }
      var values: [BoundExpression] = []
      for order in by {
        values.append(
          try arguments.binder.bind(
            order.value, in: arguments.input, mode: .aggregate(keys: [])))
      }
      orders.append(
        CategoryOrder(
          channel: channel.text, directions: by.map(\.descending),
          values: GroupExpressions(values),
          columnsRead: values.reduce(into: []) { $0.formUnion($1.columnsRead) }))
    }
    return orders
  }

  /// The wanted columns and those of channels and orders.
  public func columnsRead(for wanted: Set<String>) -> Set<String> {
    let shown = layers.reduce(into: wanted) { $0.formUnion($1.columnsRead) }
    return orders.reduce(into: shown) { $0.formUnion($1.columnsRead) }
  }

  /// Builds the chart.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    var spec = spec
    if spec.caption.isEmpty, let provenance = input.provenance { spec.caption = provenance }
    for layer in layers { spec.layers.append(try layer.spec(over: input, context)) }
    for order in orders where spec.layers.first?.data.rowCount == input.rowCount {
      spec.orders.append(
        OrderSpec(order.channel, try categories(order, spec.layers[0].data, input, context)))
    }
    let chart = try ChartBuilder.build(spec, marks: marks)
    // Findings without a code stand under the chart already.
    for note in chart.notes where !note.code.isEmpty { context.note(note.code, note.text) }
    if let chosenForm { context.note("plot", "drawn as: \(chosenForm)") }
    context.outputs.append(.chart(chart))
    context.trace(.same)
    return input
  }

  /// The categories of a channel in the order of aggregates over their rows.
  private func categories(
    _ order: CategoryOrder, _ data: Table, _ input: Table, _ context: RunContext
  ) throws(Diagnostic) -> [String] {
    let grouping = try data.grouping(by: [order.channel], workers: context.workers)
    let values = try order.values.evaluate(
      over: input, groups: grouping.groups, groupCount: grouping.groupCount, keys: [], context)
    guard let column = data.column(named: order.channel) else { return [] }
    let names = column.gather(grouping.firstRows.base, count: grouping.groupCount)
    // Equal categories follow their own order.
    let keys =
      zip(values, order.directions).map { SortColumn($0, descending: $1) } + [SortColumn(names)]
    let sorted = RowOrder.sorted(by: keys, count: grouping.groupCount, workers: context.workers)
    return sorted.array.map { Int($0) }.filter { names.isValid($0) }
      .map { ValueText.plain(names.value(at: $0)) }
  }
}

/// What the stage tells about itself.
extension Plot {
  /// How many rows are drawn.
  public func sentence(for record: StageRecord) -> String {
    let marks = StoryText.list(layers.map { $0.mark.name })
    return "Draws \(counted(record.rowsIn, "row")) as \(marks) and passes them on."
  }

  /// As many rows as before.
  public var rowForecast: String { "same rows" }

  /// Nothing happened to the rows.
  public func story(of run: StageRun) -> Story { Story() }
}

extension ExpressionSyntax {
  /// The name of a column as a query writes it.
  fileprivate var columnText: String {
    if case .column(let name) = self { Identifier.quoted(name.text) } else { span.text }
  }
}
