public import Catalog
public import Columnar
public import Diagnostics
import Kernels
import QueryLanguage

/// Puts rows in order.
public struct Sort: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "sort", "Puts the rows in order.", category: .rows,
    details: """
      Rows that are equal keep their order. Text is ordered by code point; missing values are last \
      in both directions. Aggregates look at all rows.
      """,
    clauses: [ClauseForm("orders", .orders, required: true, help: "what to order by")],
    searchTerms: ["order by", "arrange"],
    examples: [
      Example(
        "Large values first, then by name",
        "rows [name, score; \"b\", 1; \"c\", null; \"a\", 1; \"d\", 2] | sort score desc, name",
        expected: "name,score\nd,2\na,1\nb,1\nc,\n"),
      Example(
        "By a computed value", "rows [x; -3; 1; 2] | sort abs(x)", expected: "x\n1\n2\n-3\n"),
    ])

  /// The columns that the stage gives: those of its input.
  public let output: Schema
  let orders: [BoundOrder]

  /// Binds the orders.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    orders = try arguments.orders("orders", mode: .windowed(WindowScope()))
    output = arguments.input
  }

  /// The wanted columns and those of the orders.
  public func columnsRead(for wanted: Set<String>) -> Set<String> {
    orders.reduce(into: wanted) { $0.formUnion($1.expression.columnsRead) }
  }

  /// Orders row numbers; no cell is moved.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    let columns = try context.evaluate(orders.map(\.expression), over: input)
    try context.checkpoint()
    context.history.hasOrder = true
    let keys = zip(columns, orders).map { SortColumn($0, descending: $1.descending) }
    let order = RowOrder.sorted(by: keys, count: input.rowCount, workers: context.workers)
    context.trace(.picked(order))
    return input.selecting(order)
  }
}
