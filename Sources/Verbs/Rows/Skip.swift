public import Catalog
public import Columnar
public import Diagnostics
import QueryLanguage

/// Leaves out the first rows.
public struct Skip: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "skip", "Leaves out the first rows.", category: .rows,
    details: "More rows than there are leave an empty table.",
    clauses: [
      ClauseForm("rows", .expression, required: true, help: "how many rows to leave out")
    ],
    searchTerms: ["offset", "drop rows"],
    examples: [
      Example("All but the first row", "rows [x; 1; 2; 3] | skip 1", expected: "x\n2\n3\n"),
      Example("More than there are", "rows [x; 1; 2] | skip 5", expected: "x\n"),
    ])

  /// The columns that the stage gives: those of its input.
  public let output: Schema
  private let count: Int

  /// Binds the number.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    guard let count = try arguments.count("rows") else { throw arguments.missingClause("rows") }
    self.count = count
    output = arguments.input
  }

  /// The wanted columns.
  public func columnsRead(for wanted: Set<String>) -> Set<String> { wanted }

  /// Keeps the rest.
  public func run(_ input: Table, _ context: RunContext) -> Table {
    let removed = min(count, input.rowCount)
    context.record.removed = removed
    context.record.kept = input.rowCount - removed
    context.trace(.rows(removed..<input.rowCount))
    return input.slice(removed..<input.rowCount)
  }
}

/// What the stage tells about itself.
extension Skip {
  /// What happened to the rows, in one sentence.
  public func sentence(for record: StageRecord) -> String {
    "Leaves out the first \(counted(record.rowsIn - record.rowsOut, "row"))."
  }

  /// What is known before any row is read.
  public var rowForecast: String { "fewer or equal rows" }

  /// Where the row stood.
  public func reason(forLosing row: Int, in run: StageRun) -> String? {
    "it was row \(StoryText.number(row + 1)), among the first \(StoryText.number(count))"
  }
}
