public import Catalog
public import Columnar
public import Diagnostics
import QueryLanguage

/// Writes the table to a file and passes it on.
public struct Save: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "save", "Writes the table to a file and passes it on.", category: .output,
    details: """
      The extension of the name says how: csv, tsv, json, jsonl, md and others. The name is relative \
      and has no `..`; files go below the folder of the run, and nowhere when saving is off.
      """,
    clauses: [ClauseForm("path", .text, required: true, help: "the file to write")],
    searchTerms: ["write", "export", "to_csv"],
    examples: [
      Example(
        "As CSV", "rows [a, b; 1, 2] | save \"pairs.csv\"", expected: "a,b\n1,2\n"),
      Example(
        "In the middle of a pipeline",
        "rows [a; 1; 2] | save \"all.jsonl\" | take 1", expected: "a\n1\n"),
    ])

  /// The columns that the stage gives: those of its input.
  public let output: Schema
  private let path: String
  private let span: Span

  /// Binds the name.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    guard let (path, span) = arguments.text("path") else { throw arguments.missingClause("path") }
    self.path = path
    self.span = span
    output = arguments.input
  }

  /// All columns: the file has them.
  public func columnsRead(for wanted: Set<String>) -> Set<String> { wanted.union(output.names) }

  /// Writes the file, or says that saving is off.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    context.trace(.same)
    guard let target = context.saving else {
      context.note("", "`\(path)` was not written: saving is off here")
      return input
    }
    _ = try target.save(input.compacted(), as: path, at: span)
    return input
  }
}

/// What the stage tells about itself.
extension Save {
  /// What happened to the rows, in one sentence.
  public func sentence(for record: StageRecord) -> String {
    "Writes \(counted(record.rowsIn, "row")) to \(path) and passes them on."
  }

  /// What is known before any row is read.
  public var rowForecast: String { "same rows" }

  /// Nothing happened to the rows.
  public func story(of run: StageRun) -> Story { Story() }
}
