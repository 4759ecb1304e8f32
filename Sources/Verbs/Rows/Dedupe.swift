public import Catalog
public import Columnar
public import Diagnostics
import Kernels
import QueryLanguage

/// Keeps one row for each key.
public struct Dedupe: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "dedupe", "Keeps one row for each combination of key columns, with all its columns.",
    category: .rows,
    details: """
      `keep first` and `keep last` go by position, or by the order of `along`; `keep max E` and \
      `keep min E` by a value, where a missing one is worse than any. Of equal rows the earlier is \
      kept, and the keys for which that decided are counted. The order of rows stays.
      """,
    clauses: [
      ClauseForm("columns", .columns, required: true, help: "what makes a row unique"),
      ClauseForm(
        "keep", words: ["keep"],
        .group([
          ClauseForm("first", words: ["first"], .flag),
          ClauseForm("last", words: ["last"], .flag),
          ClauseForm("max", words: ["max"], .expression, help: "what to compare"),
          ClauseForm("min", words: ["min"], .expression, help: "what to compare"),
        ]),
        required: true, help: "which row stays: first, last, max E or min E"),
      .along, .per,
    ],
    searchTerms: ["deduplicate", "distinct on", "duplicates", "drop_duplicates"],
    examples: [
      Example(
        "The best row of each model",
        "rows [model, score; \"a\", 1; \"b\", 5; \"a\", 3] | dedupe model keep max score",
        expected: "model,score\nb,5\na,3\n"),
      Example(
        "The latest row of each model",
        "rows [model, day; \"a\", 2; \"b\", 5; \"a\", 1] | dedupe model keep last along day",
        expected: "model,day\na,2\nb,5\n"),
    ])

  /// The columns that the stage gives: those of its input.
  public let output: Schema
  let keys: [String]
  let choice: Choice
  let value: BoundExpression?
  private let along: [BoundOrder]

  enum Choice: Sendable { case first, last, largest, smallest }

  /// Binds keys and choice.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    output = arguments.input
    guard let chosen = try arguments.columns("columns") else {
      throw arguments.missingClause("columns")
    }
    var keys: [String] = []
    for column in chosen {
      let type = arguments.input[column.source]?.type ?? .null
      try Arguments.requireKey(type, at: column.span)
      keys.append(column.source)
    }
    // Parts with rows of their own are the same as more key columns.
    for name in try arguments.keyColumns("per") where !keys.contains(name) { keys.append(name) }
    self.keys = keys
    along = try arguments.orders("along")
    guard let clause = arguments.group("keep").first else { throw arguments.missingClause("keep") }
    if case .expression(let syntax) = clause.content {
      let bound = try arguments.binder.bind(syntax, in: arguments.input, mode: .row)
      guard bound.type.isOrdered else {
        throw Diagnostic(
          "E303", "a \(bound.type.name) has no order", at: bound.span,
          label: "this is a \(bound.type.name)")
      }
      value = bound
      choice = clause.key == "max" ? .largest : .smallest
    } else {
      value = nil
      choice = clause.key == "last" ? .last : .first
    }
  }

  /// The wanted columns, the keys, and what decides.
  public func columnsRead(for wanted: Set<String>) -> Set<String> {
    var needed = wanted.union(keys)
    if let value { needed.formUnion(value.columnsRead) }
    for order in along { needed.formUnion(order.expression.columnsRead) }
    return needed
  }

  /// Keeps a row of each group.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    guard input.rowCount > 0 else {
      context.trace(.same)
      return input
    }
    let grouping = try input.grouping(by: keys, workers: context.workers)
    var order: Buffer<UInt32>?
    if !along.isEmpty {
      let columns = try context.evaluate(along.map(\.expression), over: input)
      order = RowOrder.sorted(
        by: zip(columns, along).map { SortColumn($0, descending: $1.descending) },
        count: input.rowCount, workers: context.workers)
    }
    let rule: BestRows.Choice
    switch (choice, value) {
    case (.largest, let value?):
      rule = .largest(try context.evaluate([value], over: input)[0])
    case (.smallest, let value?):
      rule = .smallest(try context.evaluate([value], over: input)[0])
    case (.last, _): rule = .last
    default: rule = .first
    }
    let best = BestRows.choose(
      rule, groups: grouping.groups, groupCount: grouping.groupCount, order: order,
      workers: context.workers)
    context.record.kept = best.rows.count
    context.record.removed = input.rowCount - best.rows.count
    context.record.groups = .init(count: grouping.groupCount, sizes: grouping.sizes)
    context.history.repeats = []
    if best.tiedGroups > 0 {
      context.note(
        "W8", "\(counted(best.tiedGroups, "key")) with equal best rows; the earlier row is kept")
    }
    context.trace(.picked(best.rows))
    return input.selecting(best.rows)
  }
}
