public import Catalog
public import Columnar
public import Diagnostics
import QueryLanguage

/// Removes columns.
public struct Drop: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "drop", "Removes columns.", category: .columns,
    details: "Columns are names, patterns such as `bench_*`, or `is number`.",
    clauses: [
      ClauseForm("columns", .columns, required: true, help: "which columns to remove")
    ],
    searchTerms: ["remove columns", "delete columns", "unselect"],
    examples: [
      Example(
        "One column", "rows [id, likes; \"a\", 3] | drop likes", expected: "id\na\n"),
      Example(
        "By a pattern", "rows [id, bench_a, bench_b; \"x\", 1, 2] | drop bench_*",
        expected: "id\nx\n"),
    ])

  /// The columns that the stage gives.
  public let output: Schema

  /// Binds the columns.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    guard let columns = try arguments.columns("columns") else {
      throw arguments.missingClause("columns")
    }
    if let renamed = columns.first(where: { $0.name != $0.source }) {
      throw Diagnostic(
        "E216", "`drop` cannot rename", at: renamed.span,
        label: "only the column's name belongs here")
    }
    let dropped = Set(columns.map(\.source))
    output = Schema(arguments.input.fields.filter { !dropped.contains($0.name) })
  }

  /// The wanted columns.
  public func columnsRead(for wanted: Set<String>) -> Set<String> {
    wanted.intersection(output.names)
  }

  /// Leaves the columns out.
  public func run(_ input: Table, _ context: RunContext) -> Table {
    context.trace(.same)
    return input.arranged(like: output)
  }
}

/// What the stage tells about itself.
extension Drop {
  /// What happened to the rows, in one sentence.
  public func sentence(for record: StageRecord) -> String {
    "Leaves out \(counted(record.columnsRemoved.count, "column")) and keeps "
      + "\(StoryText.number(output.fields.count))."
  }

  /// What is known before any row is read.
  public var rowForecast: String { "same rows" }
}
