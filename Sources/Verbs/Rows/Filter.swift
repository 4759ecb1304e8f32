public import Catalog
public import Columnar
public import Diagnostics
import QueryLanguage

/// Keeps the rows where a condition is true.
public struct Filter: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "filter", "Keeps the rows where a condition is true.", category: .rows,
    details: """
      Rows where the condition is unknown, because a value is missing, are removed and counted. \
      Window functions and aggregates look at the rows of `per` in the order of `along`.
      """,
    clauses: [
      ClauseForm("condition", .expression, required: true, help: "which rows to keep"),
      .along, .per,
    ],
    searchTerms: ["where", "keep", "subset"],
    examples: [
      Example(
        "Rows with a large value",
        "rows [name, score; \"a\", 3; \"b\", 9; \"c\", null] | filter score > 5",
        expected: "name,score\nb,9\n"),
      Example(
        "The first row of each kind",
        """
        rows [kind, day; "x", 2; "y", 1; "x", 1]
        | filter row_no() == 1 along day per kind
        """,
        expected: "kind,day\ny,1\nx,1\n"),
    ])

  /// The columns that the stage gives: those of its input.
  public let output: Schema
  private let condition: RowCondition

  /// Binds the condition.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    condition = try RowCondition(arguments)
    output = arguments.input
  }

  /// The wanted columns and those of the condition.
  public func columnsRead(for wanted: Set<String>) -> Set<String> {
    condition.columnsRead(for: wanted)
  }

  /// Keeps the rows where the condition is true.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    let outcome = try condition.outcome(over: input, keepsTrue: true, context)
    let unknown = outcome.unknownRows.count
    if unknown > 0 {
      let reason = condition.missingColumns(in: input) ?? "the condition has no value"
      let them = unknown == 1 ? "it" : "them"
      context.note(
        "W10", "\(counted(unknown, "row")) unknown: \(reason); `filter` drops \(them)")
    }
    guard outcome.trueRows.count < input.rowCount else {
      context.trace(.same)
      return input
    }
    context.trace(.picked(outcome.trueRows))
    return input.selecting(outcome.trueRows)
  }
}

/// What the stage tells about itself.
extension Filter {
  /// What happened to the rows, in one sentence.
  public func sentence(for record: StageRecord) -> String {
    if record.rowsOut == record.rowsIn, record.rowsIn > 0 {
      return "Keeps all \(counted(record.rowsIn, "row")): in each \(condition.text)."
    }
    return "Keeps the \(StoryText.number(record.rowsOut)) of \(counted(record.rowsIn, "row")) "
      + "where \(condition.text)."
  }

  /// What is known before any row is read.
  public var rowForecast: String { "fewer or equal rows" }

  /// How many rows fail where, and some of them.
  public func story(of run: StageRun) throws(Diagnostic) -> Story {
    try condition.story(of: run, keepsTrue: true)
  }

  /// Which part of the condition decided.
  public func reason(forLosing row: Int, in run: StageRun) throws(Diagnostic) -> String? {
    try ConditionReasons(run).notTrue(condition.condition, row: row)
  }

  /// Why the row was kept.
  public func account(ofRow row: Int, in run: StageRun) throws(Diagnostic) -> [String] {
    try condition.account(ofRow: row, in: run)
  }
}
