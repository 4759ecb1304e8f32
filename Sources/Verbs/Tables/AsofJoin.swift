public import Catalog
public import Columnar
public import Diagnostics
import Kernels
import QueryLanguage

/// Puts the nearest row of another table beside each row.
public struct AsofJoin: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "asof join", "Puts the nearest earlier or later row of another table beside each row.",
    category: .tables,
    details: """
      The last condition says where to look: `created >= date` takes the row of the other table with \
      the latest date up to `created`, `created <= date` the one with the earliest date from there \
      on; `>` and `<` leave out equal values. Conditions before it are equalities, as in `join`. The \
      values are numbers, dates, instants, periods or durations, and neither table need be sorted.

      Every row of this table stays, in its order, exactly once; without a match the columns of the \
      other table are missing. `within` limits the distance. Of several rows of the other table with \
      the nearest value, the last is taken when looking back and the first when looking ahead. A \
      missing key or value matches nothing.
      """,
    clauses: [
      ClauseForm("table", .table, required: true, help: "the table to join"),
      ClauseForm("on", words: ["on"], .expressions, required: true, help: "which rows match"),
      ClauseForm("within", words: ["within"], .expression, help: "the largest distance"),
      ClauseForm(
        "prefix", words: ["prefix"], .text, help: "stands before names of the right side"),
    ],
    searchTerms: [
      "merge_asof", "rolling join", "nearest", "point in time", "as of", "latest before",
    ],
    examples: [
      Example(
        "The price that was valid",
        """
        let prices = rows [date, price; 2024-01-01, 5; 2024-02-01, 6]
        rows [sold; 2024-01-15; 2024-02-01; 2023-12-31] | asof join prices on sold >= date
        """,
        expected:
          "sold,date,price\n2024-01-15,2024-01-01,5\n2024-02-01,2024-02-01,6\n2023-12-31,,\n"),
      Example(
        "The next release of the same kind, not too far away",
        """
        let releases = rows [kind, day, version; "a", 5, 1; "a", 9, 2; "b", 6, 7]
        rows [kind, t; "a", 6; "b", 6; "b", 7; "a", 1]
        | asof join releases on kind, t <= day within 3
        """,
        expected: "kind,t,day,version\na,6,9,2\nb,6,6,7\nb,7,,\na,1,,\n"),
    ])

  /// The columns that the stage gives.
  public let output: Schema
  let table: any BoundTable
  let keys: JoinKeys
  let condition: AsofCondition
  let added: JoinedColumns
  private let inputNames: [String]

  /// Binds the table, the equalities and the last condition.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    guard let table = try arguments.tables("table").first else {
      throw arguments.missingClause("table")
    }
    self.table = table
    inputNames = arguments.input.names
    let conditions = arguments.expressionList("on")
    guard let last = conditions.last else { throw arguments.missingClause("on") }
    for earlier in conditions.dropLast() where AsofCondition.side(of: earlier) != nil {
      throw Diagnostic(
        "E344", "only the last condition of `asof join` looks for the nearest row",
        at: earlier.span, label: "the conditions before it are equalities",
        details: ["An equality is `name`, or `left == right`."])
    }
    // The last condition first: without it the join is another one.
    condition = try AsofCondition(
      last, left: arguments.input, right: table.schema, rightName: table.name, arguments)
    keys = try JoinKeys(
      Array(conditions.dropLast()), left: arguments.input, right: table.schema,
      rightName: table.name, arguments.binder)
    var fields = arguments.input.fields
    for index in fields.indices {
      if let pair = keys.pairs.first(where: { $0.left == fields[index].name && $0.isShared }) {
        fields[index].type = pair.type
      }
    }
    added = try JoinedColumns(
      of: table, beside: arguments.input,
      leavingOut: Set(keys.pairs.filter(\.isShared).map(\.right)), isAlwaysThere: false, arguments)
    output = Schema(fields + added.fields)
  }

  /// The wanted columns of this table, its keys and its value.
  public func columnsRead(for wanted: Set<String>) -> Set<String> {
    wanted.intersection(inputNames).union(keys.pairs.map(\.left)).union([condition.left])
  }

  /// Finds the nearest rows.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    let right = try table.table(context)
    let leftValue = try input.columns(named: [condition.left])[0].converted(to: condition.type)
    let rightValue = try right.columns(named: [condition.right])[0].converted(to: condition.type)
    let matches = NearestMatches(
      left: (try keys.columns(of: input, isLeft: true), leftValue),
      right: (try keys.columns(of: right, isLeft: false), rightValue), side: condition.side,
      workers: context.workers, isNear: condition.limit?.test(leftValue, rightValue))
    try context.checkpoint()
    context.record.join = .init(
      leftMatched: matches.matched, leftOnly: input.rowCount - matches.matched,
      rightOnly: matches.rightOnly, nullKeys: matches.leftNulls + matches.rightNulls,
      maximumFanout: matches.matched > 0 ? 1 : 0)
    context.trace(
      .joined(left: RowOrder.identity(count: input.rowCount), right: matches.rightRows))
    note(matches, input, context)
    var columns: [(name: String, column: Column)] = []
    for field in input.schema.fields {
      guard let column = input.column(named: field.name) else { continue }
      columns.append((field.name, column.converted(to: output[field.name]?.type ?? column.type)))
    }
    columns += added.columns(of: right, at: matches.rightRows, workers: context.workers)
    return Table(
      Schema(columns.compactMap { output[$0.name] }), columns.map(\.column),
      rowCount: input.rowCount, provenance: input.provenance ?? right.provenance)
  }

  private func note(_ matches: NearestMatches, _ input: Table, _ context: RunContext) {
    if matches.tied > 0 {
      let place = condition.side == .before || condition.side == .atOrBefore ? "last" : "first"
      context.note(
        "W8",
        "\(counted(matches.tied, "row")) with several equally near rows; the \(place) is taken")
    }
    let unmatched = input.rowCount - matches.matched
    if unmatched > 0 { context.note("W15", "no match for \(counted(unmatched, "row")) here") }
  }
}
