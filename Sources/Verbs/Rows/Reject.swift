public import Catalog
public import Columnar
public import Diagnostics
import QueryLanguage

/// Removes the rows where a condition is true.
public struct Reject: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "reject", "Removes the rows where a condition is true.", category: .rows,
    details: """
      Rows where the condition is false or unknown stay; the unknown ones are counted. Window \
      functions and aggregates look at the rows of `per` in the order of `along`.
      """,
    clauses: [
      ClauseForm("condition", .expression, required: true, help: "which rows to remove"),
      .along, .per,
    ],
    searchTerms: ["filter not", "remove", "exclude", "delete rows"],
    examples: [
      Example(
        "A row with a missing value stays",
        "rows [name, score; \"a\", 3; \"b\", 9; \"c\", null] | reject score > 5",
        expected: "name,score\na,3\nc,\n"),
      Example(
        "All but the first row of each kind",
        """
        rows [kind, day; "x", 2; "y", 1; "x", 1]
        | reject row_no() == 1 along day per kind
        """,
        expected: "kind,day\nx,2\n"),
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

  /// Keeps the rows where the condition is false or unknown.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    let outcome = try condition.outcome(over: input, keepsTrue: false, context)
    let removed = outcome.trueRows
    guard removed.count > 0 else {
      context.trace(.same)
      return input
    }
    let kept = Buffer<UInt32>(count: input.rowCount - removed.count) { target in
      var next = 0
      var position = 0
      for row in 0..<input.rowCount {
        if next < removed.count, removed.base[next] == UInt32(truncatingIfNeeded: row) {
          next += 1
        } else {
          target[position] = UInt32(truncatingIfNeeded: row)
          position += 1
        }
      }
    }
    context.trace(.picked(kept))
    return input.selecting(kept)
  }
}

/// What the stage tells about itself.
extension Reject {
  /// What happened to the rows, in one sentence.
  public func sentence(for record: StageRecord) -> String {
    if record.rowsIn == record.rowsOut {
      return "Removes no row: in none of \(counted(record.rowsIn, "row")) \(condition.text)."
    }
    return "Removes the \(StoryText.number(record.rowsIn - record.rowsOut)) of "
      + "\(counted(record.rowsIn, "row")) where \(condition.text)."
  }

  /// What is known before any row is read.
  public var rowForecast: String { "fewer or equal rows" }

  /// How many rows fail where, and some of them.
  public func story(of run: StageRun) throws(Diagnostic) -> Story {
    try condition.story(of: run, keepsTrue: false)
  }

  /// Which part of the condition decided.
  public func reason(forLosing row: Int, in run: StageRun) throws(Diagnostic) -> String? {
    try ConditionReasons(run).isTrue(condition.condition, row: row)
  }

  /// Why the row was kept.
  public func account(ofRow row: Int, in run: StageRun) throws(Diagnostic) -> [String] {
    try condition.account(ofRow: row, in: run)
  }
}
