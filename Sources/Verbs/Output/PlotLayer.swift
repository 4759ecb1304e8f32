import Catalog
import Charts
import Columnar
import Diagnostics
import Kernels
import QueryLanguage

/// A layer of a chart with its expressions bound.
struct PlotLayer: Sendable {
  /// A channel that shows the values of an expression.
  struct Mapped: Sendable {
    var channel: LayerSpec.Channel
    var value: BoundExpression
    /// As it was written, to be bound again over another table.
    var syntax: ExpressionSyntax
  }

  let mark: any ChartMark.Type
  /// The layer's own rows; nil for those of the pipeline.
  let table: (any BoundTable)?
  private(set) var mapped: [Mapped] = []
  private(set) var constants: [LayerSpec.Constant] = []
  private var method: SmoothMethod?
  /// `when:` keeps the rows of the layer for which it is true.
  private var condition: BoundExpression?
  private let span: Span

  init(
    _ syntax: LayerSyntax, inheriting first: PlotLayer?, _ arguments: Arguments
  ) throws(Diagnostic) {
    span = syntax.mark.span
    mark = try Self.mark(syntax.mark, arguments.binder.registry)
    var table: (any BoundTable)?
    if let own = syntax.table { table = try arguments.binder.bind(table: own) }
    self.table = table
    let schema = table?.schema ?? arguments.input
    for argument in syntax.arguments {
      guard let label = argument.label else {
        throw Diagnostic(
          "E392", "a mark takes channels: `channel: expression`", at: argument.value.span,
          label: "which channel?",
          details: ["For example: \(syntax.mark.text) x: \(argument.value.span.text), y: …"])
      }
      if mapped.contains(where: { $0.channel.name == label.text })
        || constants.contains(where: { $0.name == label.text })
      {
        throw Diagnostic("E202", "`\(label.text)` is given twice", at: label.span)
      }
      try add(label, argument.value, schema, arguments)
    }
    guard let first, mark.traits.inheritsChannels else { return }
    for inherited in first.mapped {
      let name = inherited.channel.name
      let isOpen =
        mark.channels.contains { $0.name == name }
        && !mapped.contains { $0.channel.name == name } && !constants.contains { $0.name == name }
      guard isOpen else { continue }
      if table == nil {
        mapped.append(inherited)
      } else if let value = try? arguments.binder.bind(
        inherited.syntax, in: schema, mode: .windowed(WindowScope()))
      {
        // A channel of columns that the layer's own rows do not have is not taken over.
        mapped.append(
          Mapped(channel: inherited.channel, value: value, syntax: inherited.syntax))
      }
    }
  }

  private static func mark(
    _ name: Identifier, _ registry: Registry
  ) throws(Diagnostic) -> any ChartMark.Type {
    let marks = registry.marks.compactMap { $0 as? any ChartMark.Type }
    if let found = marks.first(where: { $0.name == name.text }) { return found }
    if let known = foreignMarks[name.text.lowercased()] {
      throw Diagnostic(
        "E370", "`\(name.text)` is not a mark", at: name.span,
        label: "the mark that \(known.purpose) is `\(known.mark)`",
        fix: .init(replacing: name.span, with: known.mark))
    }
    let near = Suggestion.nearest(to: name.text, among: marks.map { $0.name })
    throw Diagnostic(
      "E370", "`\(name.text)` is not a mark", at: name.span,
      label: near.map { "did you mean `\($0)`?" } ?? "",
      details: ["Marks: \(marks.map { $0.name }.joined(separator: ", "))"],
      fix: near.map { .init($0, edits: [.init(name.span, $0)]) })
  }

  /// The words that others use for marks with the same channels.
  private static let foreignMarks: [String: (mark: String, purpose: String)] = [
    "scatter": ("point", "draws points"), "scatterplot": ("point", "draws points"),
    "dot": ("point", "draws points"), "points": ("point", "draws points"),
    "lineplot": ("line", "draws lines"), "barplot": ("bar", "draws bars"),
    "barh": ("bar", "draws bars"), "heatmap": ("tile", "draws tiles"),
    "rect": ("tile", "draws tiles"), "raster": ("tile", "draws tiles"),
    "hist": ("histogram", "counts values in bins"), "boxplot": ("box", "draws quartiles"),
    "kde": ("density", "draws how values are distributed"),
    "violinplot": ("violin", "draws mirrored densities"),
    "loess": ("smooth", "draws a smoothed line"), "hline": ("rule", "draws straight lines"),
    "vline": ("rule", "draws straight lines"),
  ]

  private mutating func add(
    _ label: Identifier, _ value: ExpressionSyntax, _ schema: Schema, _ arguments: Arguments
  ) throws(Diagnostic) {
    let isChannel = mark.channels.contains { $0.name == label.text }
    if label.text == "when" {
      let bound = try arguments.binder.bind(value, in: schema, mode: .windowed(WindowScope()))
      guard bound.type == .bool else {
        throw Diagnostic(
          "E305", "`when` must be true or false", at: value.span,
          label: "this is \(bound.type.name)")
      }
      condition = bound
      return
    }
    if label.text == "smooth" || label.text == "method" {
      try addMethod(label, value, arguments)
      return
    }
    if !isChannel, case .name(let word) = value.unparenthesized,
      mark.settings.contains(where: { $0.name == label.text && $0.words.contains(word.text) })
    {
      constants.append(.init(label.text, .text(word.text), span: value.span))
      return
    }
    if !isChannel, case .name(let word) = value.unparenthesized, schema.index(of: word.text) == nil,
      let text = try? arguments.binder.bind(value, in: Schema([]), mode: .constant).constant
    {
      constants.append(.init(label.text, text, span: value.span))
      return
    }
    try requireWord(label, value, schema)
    let bound = try arguments.binder.bind(value, in: schema, mode: .windowed(WindowScope()))
    if let constant = bound.constant {
      constants.append(.init(label.text, constant, span: value.span))
      return
    }
    if !isChannel, mark.settings.contains(where: { $0.name == label.text }) {
      throw Diagnostic(
        "E312", "`\(label.text)` takes a constant", at: value.span, label: "this depends on rows")
    }
    mapped.append(
      Mapped(
        channel: LayerSpec.Channel(
          label.text, title: Self.title(of: value), type: bound.type, span: label.span),
        value: bound, syntax: value))
  }

  /// Refuses a name that is neither a word of the setting nor anything else.
  private func requireWord(
    _ label: Identifier, _ value: ExpressionSyntax, _ schema: Schema
  ) throws(Diagnostic) {
    guard case .name(let word) = value.unparenthesized, schema.index(of: word.text) == nil,
      let setting = mark.settings.first(where: { $0.name == label.text }), !setting.words.isEmpty
    else { return }
    let near = Suggestion.nearest(to: word.text, among: setting.words)
    throw Diagnostic(
      "E373", "`\(label.text)` takes \(setting.type), not \(word.text)", at: value.span,
      label: near.map { "did you mean `\($0)`?" } ?? "",
      fix: near.map { Diagnostic.Fix(replacing: value.span, with: $0) })
  }

  /// What a channel shows, in words: the name of a column without its quotes, else the expression.
  private static func title(of value: ExpressionSyntax) -> String {
    switch value.unparenthesized {
    case .column(let name), .name(let name): name.text
    default: Formatter.line(of: value)
    }
  }

  /// `smooth: "loess"`, `smooth: loess`, `method: loess(span: 0.4)`.
  private mutating func addMethod(
    _ label: Identifier, _ value: ExpressionSyntax, _ arguments: Arguments
  ) throws(Diagnostic) {
    let call: CallSyntax
    switch value.unparenthesized {
    case .call(let written): call = written
    case .name(let name): call = CallSyntax(name: name, arguments: [], span: name.span)
    case .literal(.text(let text), let span):
      call = CallSyntax(name: Identifier(text, span), arguments: [], span: span)
    default:
      throw Diagnostic("E385", "a way to smooth is needed here", at: value.span)
    }
    guard call.name.text != "none" else { return }
    let parsed = try SmoothMethod(call, arguments, along: .number)
    guard parsed.hasCurve else {
      throw Diagnostic(
        "E386", "a chart draws `loess` and `lowess`; `\(call.name.text)` belongs to `smooth`",
        at: value.span)
    }
    method = parsed
    constants.append(.init(label.text, .text(call.name.text), span: value.span))
  }

  /// Adds a channel that splits the chart into panels: `facet` or `across`.
  mutating func addFacet(
    _ syntax: ExpressionSyntax, as channel: String, _ arguments: Arguments
  ) throws(Diagnostic) {
    let mode = ExpressionMode.windowed(WindowScope())
    let value: BoundExpression
    if let table {
      // Rows of their own that do not know the panels are drawn in every panel.
      guard let bound = try? arguments.binder.bind(syntax, in: table.schema, mode: mode) else {
        return
      }
      value = bound
    } else {
      value = try arguments.binder.bind(syntax, in: arguments.input, mode: mode)
    }
    mapped.append(
      Mapped(
        channel: LayerSpec.Channel(
          channel, title: Formatter.line(of: syntax), type: value.type, span: syntax.span),
        value: value, syntax: syntax))
  }

  /// The columns of the pipeline's rows that the layer shows.
  var columnsRead: Set<String> {
    guard table == nil else { return [] }
    return mapped.reduce(into: condition?.columnsRead ?? []) {
      $0.formUnion($1.value.columnsRead)
    }
  }

  /// The rows that the layer draws: its own or those of the pipeline, where its condition is true.
  func rows(of input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    let rows = try table?.table(context) ?? input
    guard let condition else { return rows }
    let chosen = try context.evaluator.rows(where: condition, in: rows, context)
    return rows.selecting(chosen.trueRows)
  }

  /// The layer with the values of its channels.
  func spec(over rows: Table, _ context: RunContext) throws(Diagnostic) -> LayerSpec {
    var columns = try context.evaluate(mapped.map(\.value), over: rows)
    PeriodCoverage.note(in: &columns, of: mapped.map(\.value), over: rows)
    let fields = mapped.map { Field($0.channel.name, $0.channel.type) }
    let data = Table(
      Schema(fields), columns, rowCount: rows.rowCount, provenance: rows.provenance)
    var layer = LayerSpec(
      mark: mark.name, data: data, channels: mapped.map(\.channel), constants: constants,
      smoother: CurveSmoother(method: method ?? .loess(Loess()), workers: context.workers),
      span: span)
    if let x = mapped.firstIndex(where: { $0.channel.name == "x" }) {
      layer.observedUntil = columns[x].observedUntil.map { .date($0) }
    }
    return layer
  }
}

/// The curve of a layer, by the same code as the verb `smooth`.
struct CurveSmoother: Smoother {
  let method: SmoothMethod
  let workers: Workers

  func values(x: [Double], y: [Double], at places: [Double]) -> [Double?] {
    switch method {
    case .loess(let loess): loess.values(x: x, y: y, at: places, workers: workers)
    case .lowess(let lowess): lowess.values(x: x, y: y, at: places, workers: workers)
    case .moving, .exponential: [Double?](repeating: nil, count: places.count)
    }
  }
}
