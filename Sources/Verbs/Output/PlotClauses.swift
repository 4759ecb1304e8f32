import Catalog
import Charts
import Columnar
import Diagnostics
import QueryLanguage

/// The clauses of `plot` that say how the chart looks.
enum PlotClauses {
  static let forms: [ClauseForm] = [
    ClauseForm("layer", .layer, help: "a mark and its channels"),
    ClauseForm("add", words: ["add"], .layer, repeats: true, help: "one more layer"),
    ClauseForm("title", words: ["title"], .text, help: "the title"),
    ClauseForm("subtitle", words: ["subtitle"], .text, help: "the line below the title"),
    ClauseForm("caption", words: ["caption"], .text, help: "the line below the chart"),
    ClauseForm("alt", words: ["alt"], .text, help: "the text for screen readers"),
    ClauseForm("save", words: ["save"], .text, help: "the file to write"),
    ClauseForm(
      "name", words: ["name"],
      .group([
        ClauseForm("channel", .name, required: true, help: "the channel"),
        ClauseForm("text", .text, required: true, help: "its name"),
      ]), repeats: true, help: "the name of an axis or a legend"),
    ClauseForm("scale", words: ["scale"], .group(scale), repeats: true, help: "how values show"),
    ClauseForm(
      "order", words: ["order"],
      .group([
        ClauseForm("channel", .name, required: true, help: "the channel"),
        ClauseForm("by", words: ["by"], .orders, required: true, help: "what to order by"),
      ]), repeats: true, help: "the order of categories"),
    ClauseForm(
      "facet", words: ["facet"],
      .group([
        ClauseForm("by", .expression, required: true, help: "one panel for each value"),
        ClauseForm(
          "across", words: ["across"], .expression, help: "a grid: one column for each value"),
        ClauseForm("columns", words: ["columns"], .number, help: "how many panels in a row"),
        ClauseForm(
          "free", words: ["free"], .name, help: "x, y or both: axes that panels do not share"),
      ]), help: "panels"),
    ClauseForm(
      "legend", words: ["legend"], .word(["top", "right", "bottom", "none"]),
      help: "top, right, bottom or none"),
    ClauseForm("size", words: ["size"], .size, help: "width x height"),
    ClauseForm("theme", words: ["theme"], .name, help: "the look"),
  ]

  /// Reads all clauses but layers and orders into a specification without layers.
  static func spec(_ arguments: Arguments) throws(Diagnostic) -> ChartSpec {
    var spec = ChartSpec(layers: [])
    spec.span = arguments.stage.verb.span
    spec.title = arguments.text("title")?.text ?? ""
    spec.subtitle = arguments.text("subtitle")?.text ?? ""
    spec.caption = arguments.text("caption")?.text ?? ""
    spec.alt = arguments.text("alt")?.text ?? ""
    if let word = arguments.word("legend") {
      spec.legend = LegendPlacement(rawValue: word.text) ?? .automatic
    }
    if case .size(let width, let height)? = arguments.stage.clause("size")?.content {
      spec.size = (width, height)
      guard ChartSpec.widths.contains(width), ChartSpec.heights.contains(height) else {
        throw Diagnostic(
          "E373", "a chart is from 120 x 90 to 4000 x 4000 pixels",
          at: arguments.stage.clause("size")?.span)
      }
    }
    if let theme = arguments.newNames("theme").first {
      let names = Theme.all.map(\.name)
      guard names.contains(theme.text) else {
        let near = Suggestion.nearest(to: theme.text, among: names)
        throw Diagnostic(
          "E370", "`\(theme.text)` is not a theme", at: theme.span,
          label: near.map { "did you mean `\($0)`?" } ?? "",
          details: ["Themes: \(names.joined(separator: ", "))."],
          fix: near.map { .init($0, edits: [.init(theme.span, $0)]) })
      }
      spec.theme = theme.text
    }
    for clause in arguments.stage.clauses("name") {
      let parts = Parts(clause)
      guard let channel = parts.name("channel"), let text = parts.text("text") else { continue }
      switch channel.text {
      case "x": spec.x.name = text
      case "y": spec.y.name = text
      case "color": spec.color.name = text
      case "size", "shape", "dash": spec.names[channel.text] = text
      default: throw unknownChannel(channel, ["x", "y", "color", "size", "shape", "dash"])
      }
    }
    for clause in arguments.stage.clauses("scale") {
      try read(scale: Parts(clause), into: &spec, arguments)
    }
    if let clause = arguments.stage.clause("facet") {
      let parts = Parts(clause)
      var free: [Axis] = []
      if let name = parts.name("free") {
        switch name.text {
        case "x": free = [.x]
        case "y": free = [.y]
        case "both": free = [.x, .y]
        default: throw unknownChannel(name, ["x", "y", "both"])
        }
      }
      var columns: Int?
      if let value = try parts.constant("columns", arguments), case .int(let count) = value {
        columns = Int(clamping: count)
      }
      spec.facet = FacetSpec(columns: columns, freeAxes: free, span: clause.span)
    }
    return spec
  }

  static func unknownChannel(_ name: Identifier, _ known: [String]) -> Diagnostic {
    Diagnostic(
      "E392", "`\(name.text)` cannot stand here", at: name.span,
      details: ["One of: \(known.joined(separator: ", "))"])
  }

  /// The clauses inside a clause.
  struct Parts {
    let span: Span
    private let clauses: [ClauseSyntax]

    init(_ clause: ClauseSyntax) {
      span = clause.span
      if case .group(let clauses) = clause.content { self.clauses = clauses } else { clauses = [] }
    }

    func content(_ key: String) -> ClauseSyntax.Content? {
      clauses.first { $0.key == key }?.content
    }

    /// Where a clause stands; the whole when it is absent.
    func clauseSpan(_ key: String) -> Span { clauses.first { $0.key == key }?.span ?? span }

    func name(_ key: String) -> Identifier? {
      if case .names(let names)? = content(key) { names.first } else { nil }
    }

    func text(_ key: String) -> String? {
      if case .text(let text, _)? = content(key) { text } else { nil }
    }

    func constant(_ key: String, _ arguments: Arguments) throws(Diagnostic) -> Value? {
      guard case .expression(let syntax)? = content(key) else { return nil }
      return try arguments.binder.bind(syntax, in: arguments.input, mode: .constant).constant
    }
  }
}
