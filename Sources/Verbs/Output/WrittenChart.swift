import Catalog
import Charts
import Columnar
import Diagnostics
import Kernels
import QueryLanguage

/// A chart whose layers are written in the stage, bound.
struct WrittenChart: Sendable {
  private let layers: [PlotLayer]
  private let spec: ChartSpec
  private let orders: [CategoryOrder]
  private let marks: [any Mark.Type]

  /// An order of the categories of a channel.
  private struct CategoryOrder: Sendable {
    var channel: String
    var directions: [Bool]
    var values: GroupExpressions
    var columnsRead: Set<String>
  }

  /// Binds layers and clauses.
  init(_ arguments: Arguments) throws(Diagnostic) {
    marks = arguments.binder.registry.marks
    spec = try PlotClauses.spec(arguments)
    var layers: [PlotLayer] = []
    for clause in arguments.stage.clauses {
      guard case .layer(let syntax) = clause.content else { continue }
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

  /// The names of the marks, in the order of the layers.
  var markNames: [String] { layers.map { $0.mark.name } }

  /// The columns of the pipeline's rows that the chart shows or orders by.
  var columnsRead: Set<String> {
    let shown = layers.reduce(into: Set<String>()) { $0.formUnion($1.columnsRead) }
    guard layers.first?.table == nil else { return shown }
    return orders.reduce(into: shown) { $0.formUnion($1.columnsRead) }
  }

  private static func orders(
    _ arguments: Arguments, first: PlotLayer?
  ) throws(Diagnostic) -> [CategoryOrder] {
    var orders: [CategoryOrder] = []
    guard let first else { return orders }
    for clause in arguments.stage.clauses("order") {
      let parts = PlotClauses.Parts(clause)
      guard let channel = parts.name("channel"), case .orders(let by)? = parts.content("by") else {
        continue
      }
      if orders.contains(where: { $0.channel == channel.text }) {
        throw Diagnostic("E202", "`\(channel.text)` is ordered twice", at: channel.span)
      }
      try checkOrder(of: channel, in: first)
      var values: [BoundExpression] = []
      for order in by {
        values.append(
          try arguments.binder.bind(
            order.value, in: first.table?.schema ?? arguments.input, mode: .aggregate(keys: [])))
      }
      orders.append(
        CategoryOrder(
          channel: channel.text, directions: by.map(\.descending),
          values: GroupExpressions(values),
          columnsRead: values.reduce(into: []) { $0.formUnion($1.columnsRead) }))
    }
    return orders
  }

  /// Refuses to order what the first layer does not show, or what has an order of its own.
  private static func checkOrder(
    of channel: Identifier, in layer: PlotLayer
  ) throws(Diagnostic) {
    let names = layer.mapped.map(\.channel.name)
    guard let mapped = layer.mapped.first(where: { $0.channel.name == channel.text }) else {
      throw Diagnostic(
        "E392", "the first layer has no channel `\(channel.text)` to order", at: channel.span,
        details: ["It has \(names.joined(separator: ", "))."])
    }
    let type = mapped.value.type
    // Colours and panels make categories of numbers and dates too; axes keep them as they are.
    guard ["x", "y"].contains(channel.text), type.isNumeric || type.isTemporal || type == .duration
    else { return }
    throw Diagnostic(
      "E392", "`\(channel.text)` is \(type.name), which has an order of its own",
      at: channel.span, label: "`order` is for categories",
      details: ["To see each value as a category: \(channel.text): text(\(mapped.value.span.text))"]
    )
  }

  /// Builds the chart.
  func chart(over input: Table, _ context: RunContext) throws(Diagnostic) -> BuiltChart {
    var spec = spec
    if spec.caption.isEmpty, let provenance = input.provenance { spec.caption = provenance }
    for (index, layer) in layers.enumerated() {
      let rows = try layer.rows(of: input, context)
      let built = try layer.spec(over: rows, context)
      spec.layers.append(built)
      guard index == 0 else { continue }
      for order in orders {
        spec.orders.append(
          OrderSpec(order.channel, try categories(order, built.data, rows, context)))
      }
    }
    return try ChartBuilder.build(spec, marks: marks)
  }

  /// The categories of a channel in the order of aggregates over their rows.
  private func categories(
    _ order: CategoryOrder, _ data: Table, _ rows: Table, _ context: RunContext
  ) throws(Diagnostic) -> [String] {
    let grouping = try data.grouping(by: [order.channel], workers: context.workers)
    let values = try order.values.evaluate(
      over: rows, groups: grouping.groups, groupCount: grouping.groupCount, keys: [], context)
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
