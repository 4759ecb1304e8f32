public import Catalog
public import Columnar
public import Diagnostics
import QueryLanguage

/// Keeps rows by their position.
public struct Take: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "take", "Keeps rows by their position.", category: .rows,
    details: """
      `take 10` keeps the first ten, `take last 5` the last five, `take 5..10` those from the fifth \
      to the tenth. For the rows with the largest values use `top`.
      """,
    clauses: [
      ClauseForm("last", .word(["last"]), help: "counts from the end"),
      ClauseForm("rows", .expression, required: true, help: "how many rows, or which: 5..10"),
    ],
    searchTerms: ["limit", "head", "first", "slice", "tail"],
    examples: [
      Example("The first two rows", "rows [x; 1; 2; 3] | take 2", expected: "x\n1\n2\n"),
      Example("A range of positions", "rows [x; 1; 2; 3] | take 2..3", expected: "x\n2\n3\n"),
      Example("The last row", "rows [x; 1; 2; 3] | take last 1", expected: "x\n3\n"),
    ])

  /// The columns that the stage gives: those of its input.
  public let output: Schema
  private let choice: Choice

  private enum Choice: Sendable {
    case first(Int)
    case last(Int)
    /// Positions counted from 1, both ends included.
    case positions(from: Int, to: Int)
  }

  /// Binds the positions.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    output = arguments.input
    if case .range(let low, let high, let span)? = arguments.syntax("rows")?.unparenthesized {
      if arguments.has("last") {
        throw Diagnostic("E313", "`take last` needs a number, not a range", at: span)
      }
      let from = try Self.position(low, arguments) ?? 1
      choice = .positions(from: from, to: try Self.position(high, arguments) ?? .max)
      return
    }
    guard let count = try arguments.count("rows") else { throw arguments.missingClause("rows") }
    choice = arguments.has("last") ? .last(count) : .first(count)
  }

  private static func position(
    _ syntax: ExpressionSyntax?, _ arguments: Arguments
  ) throws(Diagnostic) -> Int? {
    guard let syntax else { return nil }
    let bound = try arguments.binder.bind(syntax, in: arguments.input, mode: .constant)
    guard case .int(let number)? = bound.constant, number >= 1 else {
      throw Diagnostic("E313", "a position is a whole number of at least 1", at: bound.span)
    }
    return Int(number)
  }

  /// The wanted columns.
  public func columnsRead(for wanted: Set<String>) -> Set<String> { wanted }

  /// Keeps a range of rows.
  public func run(_ input: Table, _ context: RunContext) -> Table {
    let count = input.rowCount
    let range: Range<Int> =
      switch choice {
      case .first(let wanted): 0..<min(wanted, count)
      case .last(let wanted): max(0, count - wanted)..<count
      case .positions(let from, let to):
        min(from - 1, count)..<max(min(from - 1, count), min(to, count))
      }
    if !context.history.hasOrder, range.count < count, count > 0 {
      context.note(
        "W12",
        "`take` without `sort` keeps rows by their place in the file; `top` keeps the largest")
    }
    context.record.kept = range.count
    context.record.removed = count - range.count
    context.trace(.rows(range))
    return input.slice(range)
  }
}

/// What the stage tells about itself.
extension Take {
  /// What happened to the rows, in one sentence.
  public func sentence(for record: StageRecord) -> String {
    "Keeps \(counted(record.rowsOut, "row")) of \(StoryText.number(record.rowsIn)) by position."
  }

  /// What is known before any row is read.
  public var rowForecast: String {
    switch choice {
    case .first(let count), .last(let count): "at most \(counted(count, "row"))"
    case .positions: "fewer or equal rows"
    }
  }

  /// Where the row stood.
  public func reason(forLosing row: Int, in run: StageRun) -> String? {
    "it was row \(StoryText.number(row + 1)) of \(StoryText.number(run.before.rowCount))"
  }
}
