public import Catalog
public import Columnar
public import Diagnostics
import Kernels
import QueryLanguage

/// Puts every row of another table beside every row of this one.
public struct CrossJoin: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "cross join", "Puts every row of another table beside every row.", category: .tables,
    details: """
      The result has as many rows as the product of both tables; a result that passes the limit of \
      rows is refused before it is made. Rows come in the order of this table, then of the other. A \
      column of the other table whose name is taken gets the table's name in front, or `prefix`.
      """,
    clauses: [
      ClauseForm("table", .table, required: true, help: "the table to join"),
      ClauseForm(
        "prefix", words: ["prefix"], .text, help: "stands before names of the right side"),
    ],
    searchTerms: ["cartesian product", "crossing", "all pairs", "expand_grid"],
    examples: [
      Example(
        "Every kind in every size",
        "rows [kind; \"x\"; \"y\"] | cross join rows [size; 1; 2]",
        expected: "kind,size\nx,1\nx,2\ny,1\ny,2\n"),
      Example(
        "A table with itself",
        """
        let teams = rows [team; "a"; "b"; "c"]
        teams | cross join teams prefix "other_" | filter team < other_team
        """,
        expected: "team,other_team\na,b\na,c\nb,c\n"),
    ])

  /// The columns that the stage gives.
  public let output: Schema
  let table: any BoundTable
  let added: JoinedColumns
  private let inputNames: [String]
  private let place: Span

  /// Binds the table.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    guard let table = try arguments.tables("table").first else {
      throw arguments.missingClause("table")
    }
    self.table = table
    place = arguments.stage.verb.span
    inputNames = arguments.input.names
    added = try JoinedColumns(of: table, beside: arguments.input, isAlwaysThere: true, arguments)
    output = Schema(arguments.input.fields + added.fields)
  }

  /// The wanted columns of this table.
  public func columnsRead(for wanted: Set<String>) -> Set<String> {
    wanted.intersection(inputNames)
  }

  /// Makes all pairs.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    let right = try table.table(context)
    let (count, overflow) = input.rowCount.multipliedReportingOverflow(by: right.rowCount)
    try context.requireRows(overflow ? .max : count, at: place)
    let width = right.rowCount
    let workers = context.workers
    let left = input.repeatingEach(width, workers: workers)
    try context.checkpoint()
    let rightRows = Self.rightRows(width, times: input.rowCount, workers)
    let columns = added.columns(of: right, at: rightRows, workers: workers)
    context.record.join = .init(
      leftMatched: width > 0 ? input.rowCount : 0, leftOnly: width > 0 ? 0 : input.rowCount,
      rightOnly: input.rowCount > 0 ? 0 : width, nullKeys: 0, maximumFanout: width)
    context.trace(
      .joined(
        left: RowOrder.repeatingEach(width, count: input.rowCount, workers: workers),
        right: rightRows))
    let fields = left.schema.fields + columns.compactMap { output[$0.name] }
    return Table(
      Schema(fields), left.storedColumns + columns.map(\.column), rowCount: count,
      provenance: input.provenance ?? right.provenance)
  }

  /// All rows of the other table, once for each row of this one.
  private static func rightRows(
    _ width: Int, times: Int, _ workers: Workers
  ) -> Buffer<UInt32> {
    Buffer(count: width * times) { target in
      nonisolated(unsafe) let target = target
      // Few rows may make many pairs, so pieces are smaller than blocks.
      let pieces = min(times, 256)
      workers.forEach(pieces) { piece in
        for row in times * piece / pieces..<times * (piece + 1) / pieces {
          let start = target + row * width
          for other in 0..<width { start[other] = UInt32(truncatingIfNeeded: other) }
        }
      }
    }
  }
}
