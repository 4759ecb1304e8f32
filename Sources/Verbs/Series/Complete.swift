public import Catalog
public import Columnar
public import Diagnostics
import Kernels
import QueryLanguage

/// Adds rows for combinations that are missing.
public struct Complete: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "complete", "Adds a row for each combination of values that is missing.", category: .rows,
    details: """
      A column of periods, dates or whole numbers gets every step from its first to its last value \
      in the whole table, or `from` … `to` …; another column gets the values that are there. With \
      `per`, the combinations are completed for each part. Other columns are missing in new rows \
      unless `fill` gives them a value. The result is sorted by the completed columns, then by the \
      parts.
      """,
    clauses: [
      ClauseForm("items", .items, required: true, help: "which combinations to complete"),
      .per,
      ClauseForm("from", words: ["from"], .expression, help: "where the steps begin"),
      ClauseForm("to", words: ["to"], .expression, help: "where the steps end"),
      ClauseForm("fill", words: ["fill"], .assignments, help: "values for the new rows"),
    ],
    searchTerms: ["expand", "gap fill", "missing rows", "upsample", "make-series"],
    examples: [
      Example(
        "Steps of whole numbers, for each kind",
        """
        rows [step, kind, n; 1, "x", 4; 3, "y", 5]
        | complete step per kind fill n = 0
        """,
        expected: "step,kind,n\n1,x,4\n1,y,0\n2,x,0\n2,y,0\n3,x,0\n3,y,5\n"),
      Example(
        "Days of a fixed span",
        "rows [day, n; 2024-03-02, 1] | complete day from 2024-03-01 to 2024-03-02",
        expected: "day,n\n2024-03-01,\n2024-03-02,1\n"),
    ])

  /// The columns that the stage gives: those of its input.
  public let output: Schema
  private let items: [String]
  private let partition: [String]
  private let span: (low: Int64, high: Int64)?
  private let fills: [(name: String, value: BoundExpression)]
  private let place: Span

  /// Binds columns, span and values.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    place = arguments.span("items")
    var items: [(field: Field, span: Span)] = []
    for item in arguments.items("items") {
      guard item.name == nil, let name = Self.columnName(item.value) else {
        throw Diagnostic(
          "E383", "`complete` takes columns that are there", at: item.span,
          details: ["A new column can be made first with `derive` or `group by`."])
      }
      let field = try arguments.existingColumn(name)
      try Arguments.requireKey(field.type, at: name.span)
      items.append((field, name.span))
    }
    self.items = items.map(\.field.name)
    partition = try arguments.keyColumns("per")
    span = try Self.span(items, arguments)
    let made = Set(self.items + partition)
    var fills: [(name: String, value: BoundExpression)] = []
    for item in arguments.items("fill") {
      guard let name = item.name else { continue }
      let field = try arguments.existingColumn(name)
      let value = try arguments.binder.bind(item.value, in: arguments.input, mode: .row)
      guard JoinKeys.common(field.type, value.type) == field.type else {
        throw Diagnostic(
          "E306", "`\(field.name)` is \(field.type.name) and cannot hold \(value.type.name)",
          at: value.span, label: "this is \(value.type.name)")
      }
      fills.append((field.name, value))
    }
    self.fills = fills
    output = Schema(
      arguments.input.fields.map { field in
        var field = field
        let filled = fills.first { $0.name == field.name }?.value.isNeverNull ?? false
        field.isNeverNull = field.isNeverNull && (made.contains(field.name) || filled)
        return field
      })
  }

  private static func columnName(_ expression: ExpressionSyntax) -> Identifier? {
    switch expression.unparenthesized {
    case .name(let name), .column(let name): name
    default: nil
    }
  }

  /// The steps of `from` … `to` …, for the one column that has steps.
  private static func span(
    _ items: [(field: Field, span: Span)], _ arguments: Arguments
  ) throws(Diagnostic) -> (Int64, Int64)? {
    guard arguments.has("from") || arguments.has("to") else { return nil }
    let stepped = items.filter { Steps.has($0.field.type) }
    guard stepped.count == 1, let type = stepped.first?.field.type else {
      throw Diagnostic(
        "E384", "`from` and `to` need one column with steps", at: arguments.span("from"),
        details: ["Periods, dates and whole numbers have steps."])
    }
    guard let from = try arguments.constant("from"), let to = try arguments.constant("to") else {
      throw Diagnostic(
        "E384", "`from` and `to` stand together",
        at: arguments.has("from") ? arguments.span("from") : arguments.span("to"))
    }
    let low = try Steps.step(from.value, of: type, isEnd: false, at: from.span)
    let high = try Steps.step(to.value, of: type, isEnd: true, at: to.span)
    return (low, high)
  }

  /// The wanted columns, the completed ones, and those of the values.
  public func columnsRead(for wanted: Set<String>) -> Set<String> {
    var needed = wanted.union(items).union(partition)
    for (name, value) in fills where wanted.contains(name) {
      needed.formUnion(value.columnsRead)
    }
    return needed
  }

  /// Adds the missing rows.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    let keys = items + partition
    let combinations = try Combinations(
      input, items: items, partition: partition, span: span, at: place, context)
    context.record.added = combinations.count
    // New rows: keys as completed, everything else missing, then the given values.
    var added: [(name: String, column: Column)] = []
    for field in input.schema.fields {
      let column =
        keys.firstIndex(of: field.name).map { combinations.columns[$0] }
        ?? Column.nulls(field.type, count: combinations.count)
      added.append((field.name, column))
    }
    var addedTable = Table(input.schema, added.map(\.column), rowCount: combinations.count)
    let present = fills.filter {
      addedTable.schema.index(of: $0.name) != nil && addedTable.has($0.value.columnsRead)
    }
    if !present.isEmpty {
      let values = try context.evaluate(present.map(\.value), over: addedTable)
      let converted = zip(present, values).map { fill, column in
        (name: fill.name, column: column.converted(to: output[fill.name]?.type ?? column.type))
      }
      addedTable = addedTable.setting(converted, like: addedTable.schema)
    }
    let columns = input.schema.fields.indices.map { index in
      Column.concatenate(
        [input.column(at: index), addedTable.column(at: index)],
        type: input.schema.fields[index].type)
    }
    let fields = input.schema.fields.map { output[$0.name] ?? $0 }
    let all = Table(
      Schema(fields), columns, rowCount: input.rowCount + combinations.count,
      provenance: input.provenance)
    let order = RowOrder.sorted(
      by: try all.columns(named: keys).map { SortColumn($0) }, count: all.rowCount,
      workers: context.workers)
    context.trace(.ordered(order, below: input.rowCount))
    return all.selecting(order)
  }
}

/// What the stage tells about itself.
extension Complete {
  /// What happened to the rows, in one sentence.
  public func sentence(for record: StageRecord) -> String {
    "Adds \(counted(record.added ?? 0, "row")) for missing combinations of \(StoryText.list(items + partition))."
  }

  /// What is known before any row is read.
  public var rowForecast: String { "can add rows" }

  /// Some of the rows that were added.
  public func story(of run: StageRun) -> Story {
    var story = Story()
    story.add(["added \(counted(run.record.added ?? 0, "row"))"])
    let added = (0..<run.after.rowCount).lazy.filter { run.origins?.inputRow(of: $0) == nil }
    story.add(
      run.table(
        added.prefix(3).map { (.kept, $0, "added, comes from no row") }, of: .after,
        columns: Array(
          (items + partition
            + run.after.schema.names.filter {
              !(items + partition).contains($0)
            }).prefix(6))))
    return story
  }

  /// Whether the row was there.
  public func account(ofRow row: Int, in run: StageRun) -> [String] {
    run.origins?.inputRow(of: row) == nil ? ["it was added by `complete`, comes from no row"] : []
  }
}
