public import Catalog
public import Columnar
public import Diagnostics
import Kernels
import QueryLanguage

/// Puts rows into groups and says something about each.
public struct Group: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "group by", "Puts rows into groups by keys and gives one row for each group.",
    category: .groups,
    details: """
      The result is sorted by its keys; a missing key is a group of its own, the last. Without \
      `agg` each group has its number of rows, `n`. A column is named after its function unless a \
      name is given: `week(created)` becomes `week`.

      `every` adds the periods without rows, from the first to the last of the whole table, for \
      each combination of the other keys; their aggregates are those of nothing: count and sum 0, \
      others missing. `whole` leaves out a first or last period that the data does not span.
      """,
    clauses: [
      ClauseForm("keys", .keys, required: true, help: "what makes a group"),
      ClauseForm("aggregates", words: ["agg"], .items, help: "what to say about each group"),
    ],
    searchTerms: ["group", "group_by", "summarise", "summarize", "aggregate", "count by"],
    examples: [
      Example(
        "How many rows of each type",
        "rows [type, size; \"b\", 1; \"a\", 2; \"b\", 5] | group by type",
        expected: "type,n\na,1\nb,2\n"),
      Example(
        "Sums and a share",
        """
        rows [type, size; "b", 1; "a", 2; "b", 5]
        | group by type agg total = sum(size), mean(size)
        """,
        expected: "type,total,mean(size)\na,2,2\nb,6,3\n"),
      Example(
        "A month without rows",
        "rows [day; 2024-01-31; 2024-03-01] | group by every month(day)",
        expected: "month,n\n2024-01,1\n2024-02,0\n2024-03,1\n"),
    ])

  /// The columns that the stage gives: keys, then aggregates.
  public let output: Schema
  let keys: [GroupKey]
  let aggregates: [(name: String, value: BoundExpression)]
  /// Names of keys that are no column of the input; aggregates may read them.
  private let newNames: Set<String>

  /// Binds keys and aggregates.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    var keys: [GroupKey] = []
    for syntax in arguments.keys("keys") { keys.append(try GroupKey(syntax, arguments)) }
    guard !keys.isEmpty else { throw arguments.missingClause("keys") }
    self.keys = keys
    var fields: [Field] = []
    for key in keys {
      try Self.add(
        Field(key.name, key.value.type, isNeverNull: key.value.isNeverNull), to: &fields,
        at: key.value.span)
    }
    // Aggregates may name the keys; a key that hides a column of the input is left to the column.
    var schema = arguments.input
    var keyNames: [String] = []
    for key in keys {
      if case .column(key.name) = key.value.kind {
        keyNames.append(key.name)
      } else if schema.index(of: key.name) == nil {
        schema = schema.setting(Field(key.name, key.value.type))
        keyNames.append(key.name)
      }
    }
    var aggregates: [(name: String, value: BoundExpression)] = []
    for item in Self.items(arguments) {
      let value: BoundExpression
      do throws(Diagnostic) {
        value = try arguments.binder.bind(
          item.value, in: schema, mode: .aggregate(keys: keyNames))
      } catch {
        throw Self.located(error, arguments)
      }
      var field = Field(item.aggregateName, value.type, isNeverNull: value.isNeverNull)
      if case .aggregate(let aggregate) = value.kind { field.summary = aggregate.summary }
      try Self.add(field, to: &fields, at: item.span)
      aggregates.append((item.aggregateName, value))
    }
    self.aggregates = aggregates
    newNames = Set(schema.names).subtracting(arguments.input.names)
    output = Schema(fields)
  }

  /// A column that is neither a key nor summarised: the keys say what a row of the result is.
  private static func located(_ error: Diagnostic, _ arguments: Arguments) -> Diagnostic {
    guard error.code == "E331", error.secondary.isEmpty, let place = error.primary?.span else {
      return error
    }
    let items = arguments.keys("keys").map(\.item)
    guard let first = items.first?.span, first.source === place.source else { return error }
    let keys = items.dropFirst().reduce(first) { $0.union($1.span) }
    var located = error
    let text = keys.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    located.secondary = [.init(keys, "one row per \(text)")]
    return located
  }

  private static func items(_ arguments: Arguments) -> [ItemSyntax] {
    if arguments.has("aggregates") { return arguments.items("aggregates") }
    let span = arguments.stage.verb.span
    let count = CallSyntax(name: Identifier("count", span), arguments: [], span: span)
    return [ItemSyntax(name: Identifier("n", span), value: .call(count))]
  }

  private static func add(
    _ field: Field, to fields: inout [Field], at span: Span
  ) throws(Diagnostic) {
    if fields.contains(where: { $0.name == field.name }) {
      throw Diagnostic(
        "E202", "two columns would be called `\(field.name)`", at: span,
        details: ["A name can be given: other = …"])
    }
    fields.append(field)
  }

  /// The columns of the keys, and those of the wanted aggregates.
  public func columnsRead(for wanted: Set<String>) -> Set<String> {
    var needed: Set<String> = []
    for key in keys { needed.formUnion(key.value.columnsRead) }
    for (name, value) in aggregates where wanted.contains(name) {
      needed.formUnion(value.columnsRead)
    }
    return needed.subtracting(newNames)
  }

  /// Groups the rows and computes the aggregates.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    let grouped = try GroupedTable(input, keys, context)
    try context.checkpoint()
    try context.requireRows(grouped.groupCount, at: keys[0].value.span)
    let present = aggregates.filter {
      grouped.rows.has($0.value.columnsRead.subtracting(newNames))
    }
    let expressions = GroupExpressions(present.map(\.value))
    let keyColumns = Array(zip(keys.map(\.name), grouped.keys))
    let values = try expressions.evaluate(
      over: grouped.rows, groups: grouped.groups, groupCount: grouped.groupCount,
      keys: keyColumns.map { (name: $0.0, column: $0.1) }, context)
    let order = RowOrder.sorted(
      by: grouped.keys.map { SortColumn($0) }, count: grouped.groupCount,
      workers: context.workers)
    let columns = (grouped.keys + values).map {
      $0.gather(order.base, count: order.count)
    }
    record(grouped, expressions, context)
    context.trace(Self.origins(grouped, order: order, inputCount: input.rowCount))
    let fields = (keys.map(\.name) + present.map(\.name)).compactMap { output[$0] }
    return Table(Schema(fields), columns, rowCount: grouped.groupCount)
  }

  /// The row of the result that each row of the input went into.
  private static func origins(
    _ grouped: GroupedTable, order: Buffer<UInt32>, inputCount: Int
  ) -> RowOrigins {
    let places = Buffer<UInt32>(count: order.count) { target in
      for place in 0..<order.count {
        target[Int(order.base[place])] = UInt32(truncatingIfNeeded: place)
      }
    }
    let rows = Buffer<UInt32>(count: inputCount) { target in
      target.update(repeating: RowOrigins.none, count: inputCount)
      for row in 0..<grouped.groups.count {
        let inputRow = grouped.inputRows.map { Int($0.base[row]) } ?? row
        target[inputRow] = places.base[Int(grouped.groups.base[row])]
      }
    }
    return .gathered(rows)
  }

  private func record(
    _ grouped: GroupedTable, _ expressions: GroupExpressions, _ context: RunContext
  ) {
    context.record.groups = .init(count: grouped.groupCount, sizes: grouped.sizes)
    if keys.contains(where: \.isEvery) { context.record.added = grouped.added }
    context.history = RowHistory()
    context.history.hasOrder = true
    if expressions.summarisesValues { noteSmall(grouped, context) }
  }

  /// Says which groups have so few rows that what is said about them is shaky (note W6).
  private func noteSmall(_ grouped: GroupedTable, _ context: RunContext) {
    let small = (0..<grouped.groupCount).filter { grouped.rowCount(of: $0) < 5 }
    guard !small.isEmpty else { return }
    let named = small.prefix(2).map { group in
      let values = grouped.keys.map { keyName($0.value(at: group)) }
      return "\(values.joined(separator: " ")) \(grouped.rowCount(of: group))"
    }
    let rest = small.count > named.count ? ["\(small.count - named.count) more"] : []
    let list = (named + rest).joined(separator: ", ")
    context.note(
      "W6",
      "\(counted(small.count, "group")) \(small.count == 1 ? "has" : "have") fewer than 5 rows "
        + "(\(list))")
  }
}
