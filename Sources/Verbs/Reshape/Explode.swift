public import Catalog
public import Columnar
public import Diagnostics
import Kernels
import QueryLanguage

/// Gives each item of a list a row of its own.
public struct Explode: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "explode", "Gives each item of a list a row of its own.", category: .reshape,
    details: """
      The other columns are repeated. An empty or a missing list gives one row without an item, so \
      that no row of the table goes away. The items replace the list, under the name after `as`. \
      `with index` adds a column with the position in the list, counted from 0 as in `x[0]`.
      """,
    clauses: [
      ClauseForm("column", .name, required: true, help: "the column with lists"),
      ClauseForm("name", words: ["as"], .name, help: "the name of an item"),
      ClauseForm("index", words: ["with", "index"], .name, help: "a column for the position"),
    ],
    searchTerms: ["unnest", "unlist", "unnest_longer", "flatten", "mv-expand"],
    examples: [
      Example(
        "A row for each tag",
        "rows [id, tags; 1, [\"a\", \"b\"]; 2, []; 3, [\"c\"]] | explode tags as tag",
        expected: "id,tag\n1,a\n1,b\n2,\n3,c\n"),
      Example(
        "With positions",
        "rows [id, x; 1, [7, 8]; 2, [9]] | explode x with index i",
        expected: "id,x,i\n1,7,0\n1,8,1\n2,9,0\n"),
    ])

  /// The columns that the stage gives.
  public let output: Schema
  let column: String
  let name: String
  let index: String?
  private let place: Span

  /// Binds the list and the names.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    guard let (field, span) = try arguments.existingFields("column").first else {
      throw arguments.missingClause("column")
    }
    guard case .list(let element) = field.type else {
      throw Diagnostic(
        "E301", "`explode` needs a list, not \(field.type.name)", at: span,
        label: "`\(field.name)` is \(field.type.name)",
        details: field.type == .text
          ? ["Text becomes a list with `split \(Identifier.quoted(field.name)) on \",\"`."] : [])
    }
    column = field.name
    place = span
    let item = arguments.newNames("name").first
    let index = arguments.newNames("index").first
    name = item?.text ?? field.name
    self.index = index?.text
    try ReplacedColumn.requireFree(
      [item ?? Identifier(field.name, span), index].compactMap { $0 }, replacing: field.name,
      in: arguments.input)
    var new = [Field(name, element)]
    if let index { new.append(Field(index.text, .int)) }
    output = ReplacedColumn.schema(arguments.input, field.name, by: new)
  }

  /// The wanted other columns, and the list, which says how many rows there are.
  public func columnsRead(for wanted: Set<String>) -> Set<String> {
    wanted.intersection(output.names.filter { $0 != name && $0 != index }).union([column])
  }

  /// Takes the lists apart.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    let lists = try input.columns(named: [column])[0]
    try context.requireRows(ListItems.count(lists), at: place)
    guard let items = ListItems(lists, workers: context.workers) else {
      throw .defect("`\(column)` does not hold lists", at: place)
    }
    try context.checkpoint()
    context.record.added = items.rows.count - input.rowCount
    context.record.unmatched = items.emptyLists + items.missingLists
    context.trace(.picked(items.rows))
    var new = [(name: name, column: items.items)]
    if let index { new.append((index, items.positions)) }
    return input.leavingOut([column])
      .gathering(items.rows, workers: context.workers).setting(new, like: output)
  }
}
