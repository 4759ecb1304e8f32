public import Catalog
public import Columnar
public import Diagnostics
public import QueryLanguage

/// Checks that conditions hold, reports where they do not, and passes the table on.
public struct Expect: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "expect", "Checks that conditions hold and reports where they do not.", category: .output,
    details: """
      A condition with aggregates, such as `unique(id)` or `mean(score) > 50`, is looked at once. \
      Any other must be true in every row; a row where it is unknown fails. The run goes on, and a \
      batch run ends with status 1.
      """,
    clauses: [
      ClauseForm("conditions", .expressions, required: true, help: "what must be true"),
      ClauseForm("message", .text, help: "what to say when it is not"),
    ],
    searchTerms: ["assert", "check", "validate", "test"],
    examples: [
      Example(
        "In every row", "rows [score; 3; 70] | expect score in 0..100",
        expected: "score\n3\n70\n"),
      Example(
        "Of the whole table",
        "rows [id; 1; 2] | expect count() == 2, max(id) < 5 \"the table is as delivered\"",
        expected: "id\n1\n2\n"),
    ])

  /// The stage may stand as a statement of its own after a table.
  public static var forms: [VerbForm] {
    [VerbForm(["expect"], declaration.clauses, canBeginStatement: true)]
  }

  /// The columns that the stage gives: those of its input.
  public let output: Schema
  private let conditions: [Condition]
  private let message: String?

  private struct Condition: Sendable {
    var expression: BoundExpression
    /// Whether it is looked at once for the whole table.
    var isAggregate: Bool
  }

  /// Binds the conditions.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    output = arguments.input
    message = arguments.text("message")?.text
    var conditions: [Condition] = []
    for syntax in arguments.expressionList("conditions") {
      conditions.append(try Self.bind(syntax, arguments))
    }
    self.conditions = conditions
  }

  /// An aggregate beside plain columns is one value that each row is compared with.
  private static func bind(
    _ syntax: ExpressionSyntax, _ arguments: Arguments
  ) throws(Diagnostic) -> Condition {
    let rowwise = try arguments.binder.bind(
      syntax, in: arguments.input, mode: .windowed(WindowScope()))
    try Arguments.requireCondition(rowwise)
    guard rowwise.looksAtOtherRows else {
      return Condition(expression: rowwise, isAggregate: false)
    }
    do throws(Diagnostic) {
      let whole = try arguments.binder.bind(
        syntax, in: arguments.input, mode: .aggregate(keys: []))
      return Condition(expression: whole, isAggregate: true)
    } catch {
      return Condition(expression: rowwise, isAggregate: false)
    }
  }

  /// The wanted columns and those of the conditions.
  public func columnsRead(for wanted: Set<String>) -> Set<String> {
    conditions.reduce(into: wanted) { $0.formUnion($1.expression.columnsRead) }
  }

  /// Checks the conditions in order.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    context.trace(.same)
    for condition in conditions {
      let failure =
        condition.isAggregate
        ? try wholeFailure(condition.expression, input, context)
        : try rowFailure(condition.expression, input, context)
      if let failure { context.outputs.append(.expectation(failure)) }
    }
    return input
  }

  private func wholeFailure(
    _ condition: BoundExpression, _ input: Table, _ context: RunContext
  ) throws(Diagnostic) -> Diagnostic? {
    // The parts of the condition are computed with it, so that the message can show their values.
    let parts = Self.aggregates(in: condition)
    let values = try GroupExpressions([condition] + parts).evaluate(
      over: input, groups: Buffer(repeating: 0, count: input.rowCount), groupCount: 1, keys: [],
      context)
    guard values[0].value(at: 0) != .bool(true) else { return nil }
    var details: [String] = []
    for (part, value) in zip(parts, values.dropFirst()) {
      let text = value.isValid(0) ? ValueText.plain(value.value(at: 0)) : "missing"
      details.append("\(part.span.text) is \(text)")
    }
    return failure(condition, details)
  }

  private static func aggregates(in condition: BoundExpression) -> [BoundExpression] {
    var found: [BoundExpression] = []
    condition.forEach { part in
      if case .aggregate = part.kind { found.append(part) }
    }
    return found
  }

  private func rowFailure(
    _ condition: BoundExpression, _ input: Table, _ context: RunContext
  ) throws(Diagnostic) -> Diagnostic? {
    let result = try context.evaluator.rows(where: condition, in: input, context)
    let failed = input.rowCount - result.trueRows.count
    guard failed > 0 else { return nil }
    var details = ["\(counted(failed, "row")) of \(NumberText.grouped(input.rowCount)) fail"]
    if result.unknownRows.count > 0 {
      details[0] += ", \(NumberText.grouped(result.unknownRows.count)) of them unknown"
    }
    let reads = input.schema.names.filter { condition.columnsRead.contains($0) }
    for row in Self.firstRows(of: input, without: result.trueRows, limit: 3) {
      let cells = try input.selecting(Buffer([UInt32(row)])).columns(named: reads)
      let values = zip(reads, cells).map { name, cell in
        "\(name) = \(cell.isValid(0) ? ValueText.plain(cell.value(at: 0)) : "missing")"
      }
      details.append("row \(row + 1): \(values.joined(separator: ", "))")
    }
    return failure(condition, details)
  }

  /// The first rows that are not among those where the condition is true.
  private static func firstRows(
    of input: Table, without trueRows: Buffer<UInt32>, limit: Int
  ) -> [Int] {
    var rows: [Int] = []
    var next = 0
    for row in 0..<input.rowCount where rows.count < limit {
      if next < trueRows.count, Int(trueRows.base[next]) == row {
        next += 1
      } else {
        rows.append(row)
      }
    }
    return rows
  }

  private func failure(_ condition: BoundExpression, _ details: [String]) -> Diagnostic {
    Diagnostic(
      "E600", message ?? "an expectation does not hold", at: condition.span,
      label: message == nil ? "this is not true" : "does not hold", details: details,
      kind: .expectation)
  }
}

/// What the stage tells about itself.
extension Expect {
  /// What happened to the rows, in one sentence.
  public func sentence(for record: StageRecord) -> String {
    "Checks \(counted(conditions.count, "condition")) and passes \(counted(record.rowsIn, "row")) on."
  }

  /// What is known before any row is read.
  public var rowForecast: String { "same rows" }

  /// Each condition with its outcome.
  public func story(of run: StageRun) throws(Diagnostic) -> Story {
    var story = Story()
    for condition in conditions {
      let holds =
        condition.isAggregate
        ? try wholeFailure(condition.expression, run.before, run.context) == nil
        : try rowFailure(condition.expression, run.before, run.context) == nil
      let text = StoryText.oneLine(condition.expression.span.text)
      story.add(["\(holds ? "holds" : "does not hold"): \(text)"])
    }
    return story
  }
}
