public import Catalog
public import Columnar
public import Diagnostics
import QueryLanguage

/// Sums up each column in one row.
public struct Describe: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "describe", "Sums up each column in one row.", category: .output,
    details: """
      Quartiles of numbers are those of R's type 7; of dates and texts the value at that place in \
      order. `common` lists up to three values that stand more than once, `shape` is a histogram of \
      eight bins.
      """,
    clauses: [ClauseForm("columns", .columns, help: "which columns to describe")],
    searchTerms: ["summary", "summarize", "profile", "info", "glimpse"],
    examples: [
      Example(
        "Numbers", "rows [n; 1; 2; 4; null] | describe | select column, nulls, min, median, max",
        expected: "column,nulls,min,median,max\nn,1,1,2,4\n"),
      Example(
        "One of two columns",
        """
        rows [n, kind; 1, "x"; 2, "y"; 3, "x"]
        | describe kind | select column, type, distinct, common
        """,
        expected: "column,type,distinct,common\nkind,text,2,x (2)\n"),
    ])

  /// The columns that the stage gives.
  public let output = Schema([
    Field("column", .text, isNeverNull: true), Field("type", .text, isNeverNull: true),
    Field("rows", .int, isNeverNull: true), Field("nulls", .int, isNeverNull: true),
    Field("distinct", .int), Field("min", .text), Field("q25", .text), Field("median", .text),
    Field("q75", .text), Field("max", .text), Field("mean", .number), Field("common", .text),
    Field("shape", .text),
  ])
  private let columns: [(source: String, name: String)]

  /// Binds the columns.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    columns =
      try arguments.columns("columns")?.map { ($0.source, $0.name) }
      ?? arguments.input.names.map { ($0, $0) }
  }

  /// The described columns.
  public func columnsRead(for wanted: Set<String>) -> Set<String> { Set(columns.map(\.source)) }

  /// Describes one column after the other.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    var builders = output.fields.map { ColumnBuilder($0.type, capacity: columns.count) }
    for (source, name) in columns {
      try context.checkpoint()
      guard let column = input.column(named: source) else { continue }
      let summary = ColumnSummary(column, workers: context.workers)
      let cells: [Value] =
        [
          .text(name), .text(column.type.name), .int(Int64(column.count)),
          .int(Int64(column.nullCount)), summary.distinct.map { .int(Int64($0)) } ?? .null,
        ] + summary.quartiles.map { $0.map { .text($0) } ?? .null } + [
          summary.mean.map { .number($0) } ?? .null, summary.common.map { .text($0) } ?? .null,
          summary.shape.map { .text($0) } ?? .null,
        ]
      for (index, cell) in cells.enumerated() { builders[index].append(cell) }
    }
    context.trace(.pooled)
    return Table(output, builders.map { $0.finish() }, rowCount: columns.count)
  }
}

/// What the stage tells about itself.
extension Describe {
  /// What happened to the rows, in one sentence.
  public func sentence(for record: StageRecord) -> String {
    "Sums up \(counted(columns.count, "column")) of \(counted(record.rowsIn, "row")), one row each."
  }

  /// What is known before any row is read.
  public var rowForecast: String { "one row per column" }
}
