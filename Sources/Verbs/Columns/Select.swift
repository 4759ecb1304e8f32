public import Catalog
public import Columnar
public import Diagnostics
import QueryLanguage

/// Chooses, orders and renames columns.
public struct Select: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "select", "Keeps columns, in the order given, and may rename them.", category: .columns,
    details: """
      Columns are names, `*` with or without `except`, patterns such as `bench_*`, or `is number`. \
      `new = old` renames.
      """,
    clauses: [
      ClauseForm("columns", .columns, required: true, help: "which columns to keep")
    ],
    searchTerms: ["project", "columns", "reorder"],
    examples: [
      Example(
        "Two columns, one of them renamed",
        "rows [id, likes, size; \"a\", 3, 10] | select n = likes, id",
        expected: "n,id\n3,a\n"),
      Example(
        "All but one", "rows [id, likes, size; \"a\", 3, 10] | select * except likes",
        expected: "id,size\na,10\n"),
    ])

  /// The columns that the stage gives.
  public let output: Schema
  private let columns: [ChosenColumn]

  /// Binds the columns.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    guard let columns = try arguments.columns("columns") else {
      throw arguments.missingClause("columns")
    }
    self.columns = columns
    output = Schema(
      columns.compactMap { column in
        arguments.input[column.source]?.renamed(to: column.name)
      })
  }

  /// The sources of the wanted columns.
  public func columnsRead(for wanted: Set<String>) -> Set<String> {
    Set(columns.filter { wanted.contains($0.name) }.map(\.source))
  }

  /// Chooses the columns that are there.
  public func run(_ input: Table, _ context: RunContext) -> Table {
    let present = zip(columns, output.fields).filter {
      input.schema.index(of: $0.0.source) != nil
    }
    context.trace(.same)
    context.record.columnsRenamed = columns.compactMap { column in
      column.source == column.name ? nil : (old: column.source, new: column.name)
    }
    return input.projecting(
      present.compactMap { input.schema.index(of: $0.0.source) }, as: Schema(present.map(\.1)))
  }
}

/// What the stage tells about itself.
extension Select {
  /// What happened to the rows, in one sentence.
  public func sentence(for record: StageRecord) -> String {
    "Keeps \(counted(output.fields.count, "column")), in this order."
  }

  /// What is known before any row is read.
  public var rowForecast: String { "same rows" }
}
