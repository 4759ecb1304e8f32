public import Catalog
public import Columnar
public import Diagnostics
import Kernels
import QueryLanguage

/// Keeps different rows, or different combinations of columns.
public struct Distinct: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "distinct", "Keeps each different row once, or each combination of some columns.",
    category: .rows,
    details: """
      With columns, the result has these columns alone. The first of equal rows is kept, so the \
      order of the table stays. To keep other columns as well, use `dedupe`.
      """,
    clauses: [ClauseForm("columns", .columns, help: "what makes a row unique")],
    searchTerms: ["unique", "duplicates"],
    examples: [
      Example(
        "Different rows", "rows [a, b; 1, \"x\"; 1, \"x\"; 2, \"x\"] | distinct",
        expected: "a,b\n1,x\n2,x\n"),
      Example(
        "Different pairs of two columns",
        "rows [a, b, c; 1, \"x\", 5; 2, null, 6; 1, \"x\", 7] | distinct b, a",
        expected: "b,a\nx,1\n,2\n"),
    ])

  /// The columns that the stage gives.
  public let output: Schema
  private let columns: [String]

  /// Binds the columns.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    let chosen = try arguments.columns("columns")
    let verb = arguments.stage.verb.span
    let keys =
      chosen?.map { ($0.source, $0.name, $0.span) } ?? arguments.input.names.map { ($0, $0, verb) }
    var fields: [Field] = []
    for (source, name, span) in keys {
      guard let field = arguments.input[source] else { continue }
      try Arguments.requireKey(field.type, at: span)
      fields.append(Field(name, field.type, isNeverNull: field.isNeverNull))
    }
    columns = keys.map(\.0)
    output = Schema(fields)
  }

  /// All columns that tell rows apart.
  public func columnsRead(for wanted: Set<String>) -> Set<String> { Set(columns) }

  /// Keeps the first row of each combination.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    let indices = columns.compactMap { input.schema.index(of: $0) }
    let table = input.projecting(indices, as: output)
    context.history.repeats = []
    guard table.rowCount > 0, !columns.isEmpty else { return table }
    let grouping = try table.grouping(by: output.names, workers: context.workers)
    let rows = grouping.firstRows.array.sorted()
    context.record.kept = rows.count
    context.record.removed = table.rowCount - rows.count
    return table.selecting(Buffer(rows))
  }
}
