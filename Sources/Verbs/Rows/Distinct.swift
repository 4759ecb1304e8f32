public import Catalog
public import Columnar
public import Diagnostics
import Kernels
import QueryLanguage

/// Keeps different rows, or different combinations of columns.
public struct Distinct: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "distinct", "Keeps each different row once, or each combination of some columns.",
    category: .rows,
    details: """
      With columns, the result has these columns alone. The first of equal rows is kept, so the \
      order of the table stays. To keep other columns as well, use `dedupe`.
      """,
    clauses: [ClauseForm("columns", .columns, help: "what makes a row unique")],
    searchTerms: ["unique", "duplicates"],
    examples: [
      Example(
        "Different rows", "rows [a, b; 1, \"x\"; 1, \"x\"; 2, \"x\"] | distinct",
        expected: "a,b\n1,x\n2,x\n"),
      Example(
        "Different pairs of two columns",
        "rows [a, b, c; 1, \"x\", 5; 2, null, 6; 1, \"x\", 7] | distinct b, a",
        expected: "b,a\nx,1\n,2\n"),
    ])

  /// The columns that the stage gives.
  public let output: Schema
  private let columns: [String]

  /// Binds the columns.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    let chosen = try arguments.columns("columns")
    let verb = arguments.stage.verb.span
    let keys =
      chosen?.map { ($0.source, $0.name, $0.span) } ?? arguments.input.names.map { ($0, $0, verb) }
    var fields: [Field] = []
    for (source, name, span) in keys {
      guard let field = arguments.input[source] else { continue }
      try Arguments.requireKey(field.type, at: span)
      fields.append(Field(name, field.type, isNeverNull: field.isNeverNull))
    }
    columns = keys.map(\.0)
    output = Schema(fields)
  }

  /// All columns that tell rows apart.
  public func columnsRead(for wanted: Set<String>) -> Set<String> { Set(columns) }

  /// Keeps the first row of each combination.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    let indices = columns.compactMap { input.schema.index(of: $0) }
    let table = input.projecting(indices, as: output)
    context.history.repeats = []
    guard table.rowCount > 0, !columns.isEmpty else {
      context.trace(.same)
      return table
    }
    let grouping = try table.grouping(by: output.names, workers: context.workers)
    let rows = grouping.firstRows.array.sorted()
    context.record.kept = rows.count
    context.record.removed = table.rowCount - rows.count
    let kept = Buffer(rows)
    context.trace(.picked(kept))
    return table.selecting(kept)
  }
}

/// What the stage tells about itself.
extension Distinct {
  /// What happened to the rows, in one sentence.
  public func sentence(for record: StageRecord) -> String {
    let what = columns.count < 4 ? "different \(StoryText.list(columns))" : "different rows"
    return "Keeps the first row of each of \(StoryText.number(record.rowsOut)) \(what)."
  }

  /// What is known before any row is read.
  public var rowForecast: String { "fewer or equal rows" }

  /// Two rows that stay, and one that repeats an earlier row.
  public func story(of run: StageRun) throws(Diagnostic) -> Story {
    var story = Story()
    story.add(run.countFacts)
    var rows: [(mark: StoryTable.Mark, row: Int, remark: String)] = []
    for row in run.lostRows(limit: 2) {
      rows.append((.removed, row, try reason(forLosing: row, in: run) ?? ""))
    }
    if run.after.rowCount > 0, let row = run.origins?.inputRow(of: 0) {
      rows.append((.kept, row, ""))
    }
    story.add(run.table(rows, of: .before, columns: Array(columns.prefix(6))))
    return story
  }

  /// The earlier row that is the same.
  public func reason(forLosing row: Int, in run: StageRun) throws(Diagnostic) -> String? {
    let grouping = try run.memory.value("grouping") { () throws(Diagnostic) in
      try run.before.grouping(by: columns, workers: run.context.workers)
    }
    let first = Int(grouping.firstRows.base[Int(grouping.groups.base[row])])
    let label = run.label(ofInput: first)
    return "the same as \(label.isEmpty ? "an earlier row" : label)"
  }
}
