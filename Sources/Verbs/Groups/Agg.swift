public import Catalog
public import Columnar
public import Diagnostics
import QueryLanguage

/// Sums up the whole table in one row.
public struct Agg: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "agg", "Sums up the whole table in one row.", category: .groups,
    details: """
      An empty table also gives one row: counts and sums are 0, other aggregates are missing. An \
      aggregate without a name is called by its text.
      """,
    clauses: [
      ClauseForm("aggregates", .items, required: true, help: "what to say about the table")
    ],
    searchTerms: ["summarise", "summarize", "aggregate", "total"],
    examples: [
      Example(
        "Counts with a condition",
        "rows [score; 1; 9; null] | agg n = count(), high = count(if: score > 5), max(score)",
        expected: "n,high,max(score)\n3,1,9\n"),
      Example(
        "Of nothing", "rows [score; 1] | filter score > 5 | agg sum(score), mean(score)",
        expected: "sum(score),mean(score)\n0,\n"),
    ])

  /// The columns that the stage gives: one for each item.
  public let output: Schema
  let aggregates: [(name: String, value: BoundExpression)]

  /// Binds the aggregates.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    var aggregates: [(name: String, value: BoundExpression)] = []
    var fields: [Field] = []
    for item in arguments.items("aggregates") {
      let value = try arguments.binder.bind(
        item.value, in: arguments.input, mode: .aggregate(keys: []))
      let name = item.aggregateName
      if fields.contains(where: { $0.name == name }) {
        throw Diagnostic(
          "E202", "two columns would be called `\(name)`", at: item.span,
          details: ["A name can be given: other = …"])
      }
      fields.append(Field(name, value.type, isNeverNull: value.isNeverNull))
      aggregates.append((name, value))
    }
    self.aggregates = aggregates
    output = Schema(fields)
  }

  /// The columns of the wanted aggregates.
  public func columnsRead(for wanted: Set<String>) -> Set<String> {
    aggregates.filter { wanted.contains($0.name) }.reduce(into: []) {
      $0.formUnion($1.value.columnsRead)
    }
  }

  /// Computes one row.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    let present = aggregates.filter { input.has($0.value.columnsRead) }
    let values = try GroupExpressions(present.map(\.value)).evaluate(
      over: input, groups: Buffer(repeating: 0, count: input.rowCount), groupCount: 1, keys: [],
      context)
    context.history = RowHistory()
    context.record.groups = .init(
      count: 1, smallest: input.rowCount, largest: input.rowCount)
    context.trace(.pooled)
    return Table(
      Schema(present.compactMap { output[$0.name] }), values, rowCount: 1)
  }
}
