public import Catalog
public import Columnar
public import Diagnostics
import QueryLanguage

/// Shows the table here and passes it on.
public struct Show: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "show", "Shows the rows at this place of the pipeline and passes all of them on.",
    category: .output,
    details: """
      A number limits the rows that a person sees; files and pipes always get all of them. Columns \
      choose what is shown, not what is passed on. `as` names a way of writing: line, csv, md.
      """,
    clauses: [
      ClauseForm("all", .word(["all"]), help: "every row"),
      ClauseForm("rows", .number, help: "how many rows"),
      ClauseForm("columns", .columns, help: "which columns"),
      ClauseForm("mode", words: ["as"], .name, help: "how to write it: line, csv …"),
    ],
    searchTerms: ["print", "display", "head", "view"],
    examples: [
      Example("The whole table", "rows [a, b; 1, 2] | show", expected: "a,b\n1,2\n"),
      Example("Some of its columns", "rows [a, b; 1, 2] | show all b", expected: "b\n2\n"),
      Example(
        "A number of rows, in a form of its own", "rows [a, b; 1, 2] | show 5 a as csv",
        expected: "a\n1\n"),
    ])

  /// The columns that the stage gives: those of its input.
  public let output: Schema
  private let shown: [ChosenColumn]?
  private let rowLimit: Int?
  private let mode: String?

  /// The stage shows its table itself.
  public var presentsResult: Bool { true }

  /// Binds what is shown.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    output = arguments.input
    shown = try arguments.columns("columns")
    mode = arguments.newNames("mode").first?.text
    if arguments.has("all"), arguments.has("rows") {
      throw Diagnostic(
        "E108", "`show` takes a number of rows or `all`, not both", at: arguments.span("rows"))
    }
    rowLimit = arguments.has("all") ? .max : try arguments.count("rows")
  }

  /// The wanted columns and the shown ones.
  public func columnsRead(for wanted: Set<String>) -> Set<String> {
    wanted.union(shown?.map(\.source) ?? output.names)
  }

  /// Gives the table as an output.
  public func run(_ input: Table, _ context: RunContext) -> Table {
    var table = input
    if let shown {
      let fields = shown.compactMap { column in
        output[column.source].map { Field(column.name, $0.type, isNeverNull: $0.isNeverNull) }
      }
      table = input.projecting(
        shown.compactMap { input.schema.index(of: $0.source) }, as: Schema(fields))
    }
    context.trace(.same)
    context.outputs.append(.table(table, rowLimit: rowLimit, mode: mode))
    return input
  }
}

/// What the stage tells about itself.
extension Show {
  /// What happened to the rows, in one sentence.
  public func sentence(for record: StageRecord) -> String {
    "Shows \(counted(record.rowsIn, "row")) here."
  }

  /// What is known before any row is read.
  public var rowForecast: String { "same rows" }

  /// Nothing happened to the rows.
  public func story(of run: StageRun) -> Story { Story() }
}
