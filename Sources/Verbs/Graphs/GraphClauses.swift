import Catalog
import Columnar
import Diagnostics
import QueryLanguage

extension ClauseForm {
  /// What every verb that reads edges takes.
  static let edges = [
    ClauseForm("edge", .edge, required: true, help: "from -> to"),
    ClauseForm("undirected", words: ["undirected"], .flag, help: "an edge goes both ways"),
    ClauseForm("weight", words: ["weight"], .name, help: "the column with weights"),
    ClauseForm("nodes", words: ["nodes"], .qualifiedName, help: "the full list of nodes"),
  ]
}

/// A column of another table, written `table.column`.
struct OtherColumn: Sendable {
  /// The table.
  let table: any BoundTable
  /// The column.
  let field: Field
  /// How messages write it.
  let name: String
  /// Where it stands.
  let span: Span

  /// Binds the column that a clause names; nil when the clause does not stand.
  init?(_ key: String, _ arguments: Arguments) throws(Diagnostic) {
    guard case .qualifiedName(let table, let column)? = arguments.stage.clause(key)?.content else {
      return nil
    }
    let bound = try arguments.binder.bind(table: .name(table))
    guard let field = bound.schema[column.text] else {
      let near = Suggestion.nearest(to: column.text, among: bound.schema.names)
      throw Diagnostic(
        "E201", "`\(table.text)` has no column `\(column.text)`", at: column.span,
        label: near.map { "did you mean `\($0)`?" } ?? "not found",
        details: [
          "Its columns: \(bound.schema.names.map(Identifier.quoted).joined(separator: ", "))"
        ])
    }
    self.table = bound
    self.field = field
    name = "\(Identifier.quoted(table.text)).\(Identifier.quoted(column.text))"
    span = column.span
  }

  /// The values in a wider type.
  func column(as type: DataType, _ context: RunContext) throws(Diagnostic) -> Column {
    let columns = try table.table(context, columns: [field.name]).columns(named: [field.name])
    return columns[0].converted(to: type)
  }
}

/// The edges that a stage reads: which columns they stand in and what else belongs to the graph.
struct GraphClauses: Sendable {
  /// The column where edges begin.
  let source: Field
  /// The column where edges end.
  let target: Field
  /// Whether every edge goes both ways.
  let isUndirected: Bool
  /// The column with weights.
  let weight: (field: Field, span: Span)?
  /// The column with the full list of nodes.
  let nodes: OtherColumn?
  /// A column of nodes from which others are reached.
  let starts: OtherColumn?
  /// The type of a node.
  let nodeType: DataType

  init(_ arguments: Arguments) throws(Diagnostic) {
    guard case .edge(let from, let to)? = arguments.stage.clause("edge")?.content else {
      throw arguments.missingClause("edge")
    }
    source = try arguments.existingColumn(from)
    target = try arguments.existingColumn(to)
    isUndirected = arguments.has("undirected")
    nodes = try OtherColumn("nodes", arguments)
    starts = try OtherColumn("reach", arguments)
    try Arguments.requireKey(source.type, at: from.span)
    try Arguments.requireKey(target.type, at: to.span)
    guard var type = JoinKeys.common(source.type, target.type) else {
      throw Self.otherType(
        target.type, at: to.span, than: source.type, of: Identifier.quoted(source.name))
    }
    for other in [nodes, starts].compactMap(\.self) {
      guard let common = JoinKeys.common(type, other.field.type) else {
        throw Self.otherType(
          other.field.type, at: other.span, than: type, of: Identifier.quoted(source.name))
      }
      type = common
    }
    nodeType = type
    guard let name = arguments.newNames("weight").first else {
      weight = nil
      return
    }
    let field = try arguments.existingColumn(name)
    guard field.type.isNumeric else {
      throw Diagnostic(
        "E362", "a weight must be a number", at: name.span, label: "this is \(field.type.name)")
    }
    weight = (field, name.span)
  }

  private static func otherType(
    _ type: DataType, at span: Span, than other: DataType, of name: String
  ) -> Diagnostic {
    Diagnostic(
      "E360", "the nodes of a graph are of one type", at: span,
      label: "this is \(type.name), `\(name)` is \(other.name)",
      details: ["Convert one of them with `derive` first."])
  }

  /// The columns of the edge table that are read.
  var columnsRead: Set<String> {
    var names: Set<String> = [source.name, target.name]
    if let weight { names.insert(weight.field.name) }
    return names
  }
}
