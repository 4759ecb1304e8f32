public import Catalog
public import Columnar
public import Diagnostics
import Kernels
import QueryLanguage

/// Turns the values of a column into columns.
public struct Pivot: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "pivot", "Turns the values of a column into columns: long to wide.", category: .reshape,
    details: """
      Each different value of the column becomes a column, filled from the column after `values`. \
      All other columns are the keys of the rows: the result has one row for each combination that \
      stands in the table, in the order of first appearance. Two rows for one cell are an error; \
      aggregate first.

      The new columns come in ascending order of the values, a missing value last as `null`; with \
      `in` they are those of the list, in its order, and rows with another value fill no column. \
      Names are the values as text; an empty text is called `(empty)`. `fill` gives a value to cells \
      without a row; a missing value that a row has stays missing. Without `in`, which columns there \
      are depends on the data, so the stages behind are checked when it has run.
      """,
    clauses: [
      ClauseForm("column", .name, required: true, help: "whose values become columns"),
      ClauseForm("values", words: ["values"], .name, required: true, help: "what fills them"),
      ClauseForm("in", words: ["in"], .expression, help: "the list of columns to make"),
      ClauseForm("fill", words: ["fill"], .expression, help: "the value of empty cells"),
    ],
    searchTerms: ["pivot_wider", "spread", "dcast", "long to wide", "crosstab"],
    examples: [
      Example(
        "A column for each kind",
        "rows [year, kind, n; 2023, \"b\", 1; 2024, \"a\", 2; 2024, \"b\", 3] | pivot kind values n",
        expected: "year,a,b\n2023,,1\n2024,2,3\n"),
      Example(
        "Chosen columns, empty cells filled",
        """
        rows [year, kind, n; 2023, "b", 1; 2024, "a", 2; 2024, "b", 3]
        | pivot kind values n in ["b", "a"] fill 0
        """,
        expected: "year,b,a\n2023,1,0\n2024,3,2\n"),
    ])

  /// The columns that the stage gives; without `in` those that are known before it runs.
  public let output: Schema
  /// Whether the columns depend on the data.
  public let hasOpenSchema: Bool
  let column: String
  let values: String
  private let valueField: Field
  let keys: [Field]
  /// The values of `in`.
  let chosen: [Value]?
  let fill: Value?
  private let inputNames: [String]
  private let place: Span
  private let verb: Span

  /// Binds the columns, the list and the filling.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    guard let (column, place) = try arguments.existingFields("column").first else {
      throw arguments.missingClause("column")
    }
    guard let (values, valuePlace) = try arguments.existingFields("values").first else {
      throw arguments.missingClause("values")
    }
    try Arguments.requireKey(column.type, at: place)
    guard column.name != values.name else {
      throw Diagnostic(
        "E355", "the column of the names cannot also give the values", at: valuePlace)
    }
    self.column = column.name
    self.values = values.name
    self.place = place
    verb = arguments.stage.verb.span
    inputNames = arguments.input.names
    keys = arguments.input.fields.filter { $0.name != column.name && $0.name != values.name }
    for key in keys where !key.type.isOrdered {
      throw Diagnostic(
        "E304", "`\(key.name)` is a \(key.type.name) and cannot be a key of rows", at: verb,
        label: "all columns but two are keys here",
        details: ["Leave it out first: … | drop \(Identifier.quoted(key.name)) | pivot …"])
    }
    var valueField = values
    valueField.isNeverNull = false
    fill = try Self.fill(arguments, &valueField)
    self.valueField = valueField
    chosen = try Self.chosen(arguments, column)
    hasOpenSchema = chosen == nil
    var fields = keys
    if let chosen {
      let span = arguments.span("in")
      for name in try Self.names(chosen, keys: keys, column: column.name, at: span) {
        fields.append(Field(name, valueField.type))
      }
    }
    output = Schema(fields)
  }

  private static func fill(
    _ arguments: Arguments, _ field: inout Field
  ) throws(Diagnostic) -> Value? {
    guard let expression = try arguments.optionalExpression("fill", mode: .constant),
      let value = expression.constant
    else { return nil }
    guard let type = JoinKeys.common(field.type, expression.type) else {
      throw Diagnostic(
        "E306", "`\(field.name)` is \(field.type.name) and cannot hold \(expression.type.name)",
        at: expression.span, label: "this is \(expression.type.name)")
    }
    field.type = type
    if case .date(let day) = value, type == .instant {
      return .instant(CivilCalendar.instant(ofDay: day))
    }
    return value
  }

  private static func chosen(
    _ arguments: Arguments, _ column: Field
  ) throws(Diagnostic) -> [Value]? {
    guard let (list, span) = try arguments.constant("in") else { return nil }
    guard case .list(let items, let element) = list else {
      throw Diagnostic(
        "E301", "`in` takes a list of values", at: span, label: "this is \(list.type.name)")
    }
    guard JoinKeys.common(column.type, element) == column.type else {
      throw Diagnostic(
        "E306", "`\(column.name)` is \(column.type.name) and never \(element.name)", at: span,
        label: "this is list<\(element.name)>")
    }
    if items.isEmpty {
      throw Diagnostic("E356", "the list of columns to make is empty", at: span)
    }
    // The values as the column would hold them: whole numbers as numbers, dates as instants.
    var builder = ColumnBuilder(element, capacity: items.count)
    for item in items { builder.append(item) }
    let wanted = builder.finish().converted(to: column.type).values
    for (index, value) in wanted.enumerated() where wanted[..<index].contains(value) {
      throw Diagnostic(
        "E356", "`\(name(of: value))` stands twice in the list", at: span)
    }
    return wanted
  }

  /// The name of the column of a value.
  private static func name(of value: Value) -> String {
    if value.isNull { return "null" }
    let text = ValueText.plain(value)
    return text.isEmpty ? "(empty)" : text
  }

  private static func names(
    _ values: [Value], keys: [Field], column: String, at span: Span
  ) throws(Diagnostic) -> [String] {
    var taken = Set<String>()
    var names: [String] = []
    for value in values {
      let name = name(of: value)
      if keys.contains(where: { $0.name == name }) {
        throw Diagnostic(
          "E343", "a value of `\(column)` is called like the column `\(name)`", at: span,
          details: [
            "Rename the column first: … | rename \(Identifier.quoted(name + "_key")) = "
              + "\(Identifier.quoted(name)) | pivot …"
          ])
      }
      guard taken.insert(name).inserted else {
        throw Diagnostic(
          "E343", "two values of `\(column)` would give a column called `\(name)`", at: span)
      }
      names.append(name)
    }
    return names
  }

  /// All columns: those that nobody wants later tell rows apart too.
  public func columnsRead(for wanted: Set<String>) -> Set<String> { Set(inputNames) }

  /// The largest number of columns that values may give.
  private static let columnLimit = 10_000

  /// Places the values.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    let workers = context.workers
    let named = try input.columns(named: [column])[0]
    let (columnOfRow, made) = try self.columns(of: named, workers)
    let names = try Self.names(made, keys: keys, column: column, at: place)
    let grouping = try input.grouping(by: keys.map(\.name), workers: workers)
    let (cells, overflow) = grouping.groupCount.multipliedReportingOverflow(by: made.count)
    try context.requireRows(overflow ? .max : cells, at: verb)
    let placed = CellRows(
      keys: grouping, columnOfRow: columnOfRow, width: made.count, workers: workers)
    try context.checkpoint()
    if let conflict = placed.conflict {
      throw try twoRows(conflict, placed.conflictCount, input, named)
    }
    context.record.groups = .init(count: grouping.groupCount, sizes: grouping.sizes)
    if placed.leftOut > 0 {
      context.record.unmatched = placed.leftOut
      context.note(
        "W15",
        "\(counted(placed.leftOut, "row")) with a value of `\(column)` that is not in the list")
    }
    context.trace(.gathered(origins(placed, input.rowCount, grouping)))
    let source = try input.columns(named: [values])[0].converted(to: valueField.type)
    // The value of empty cells stands behind all rows.
    let filled = fill.map { fill in
      Column.concatenate(
        [source, .constant(fill, valueField.type, count: 1)], type: valueField.type)
    }
    let wide = workers.map(made.count) { index in
      guard let filled else { return source.gatherOptional(placed.columns[index]) }
      return filled.gatherOptional(
        Self.filling(placed.columns[index], with: UInt32(truncatingIfNeeded: source.count)))
    }
    let keyColumns = try input.columns(named: keys.map(\.name))
    let keyed = workers.map(keyColumns.count) { index in
      keyColumns[index].gather(placed.firstRows.base, count: placed.firstRows.count)
    }
    return Table(
      Schema(keys + names.map { Field($0, valueField.type) }), keyed + wide,
      rowCount: input.rowCount == 0 ? 0 : placed.firstRows.count, provenance: input.provenance)
  }

  private static func filling(_ cells: Buffer<UInt32>, with row: UInt32) -> Buffer<UInt32> {
    Buffer(count: cells.count) { target in
      for index in 0..<cells.count {
        target[index] = cells.base[index] == JoinMatches.noRow ? row : cells.base[index]
      }
    }
  }

  /// The number of each row's column, and the values of the columns in order.
  private func columns(
    of column: Column, _ workers: Workers
  ) throws(Diagnostic) -> (ofRow: Buffer<UInt32>, values: [Value]) {
    guard let grouping = Grouping([column], rowCount: column.count, workers: workers) else {
      throw Diagnostic("E304", "`\(self.column)` cannot give names", at: place)
    }
    guard chosen != nil || grouping.groupCount <= Self.columnLimit else {
      throw Diagnostic(
        "E357",
        "`pivot` would make \(NumberText.grouped(grouping.groupCount)) columns", at: place,
        label: "the limit is \(NumberText.grouped(Self.columnLimit))",
        details: ["The columns to make can be given: … in [\"a\", \"b\"]"])
    }
    let distinct = column.gather(grouping.firstRows.base, count: grouping.groupCount)
    var numbers = [UInt32](repeating: .max, count: grouping.groupCount)
    let made: [Value]
    if let chosen {
      made = chosen
      let places = Dictionary(uniqueKeysWithValues: zip(chosen, 0..<UInt32(chosen.count)))
      for group in 0..<grouping.groupCount {
        numbers[group] = places[distinct.value(at: group)] ?? .max
      }
    } else {
      let order = RowOrder.sorted(
        by: [SortColumn(distinct)], count: grouping.groupCount, workers: workers)
      for (number, group) in order.array.enumerated() { numbers[Int(group)] = UInt32(number) }
      made = order.array.map { distinct.value(at: Int($0)) }
    }
    let mapping = Buffer(numbers)
    let ofRow = mapping.gather(grouping.groups.base, count: column.count)
    return (ofRow, made)
  }

  /// The row of the result that each row went into.
  private func origins(
    _ placed: CellRows, _ rowCount: Int, _ grouping: Grouping
  ) -> Buffer<UInt32> {
    var numbers = [UInt32](repeating: RowOrigins.none, count: grouping.groupCount)
    for (number, row) in placed.firstRows.array.enumerated() {
      numbers[Int(grouping.groups.base[Int(row)])] = UInt32(number)
    }
    return Buffer(count: rowCount) { target in
      for row in 0..<rowCount { target[row] = numbers[Int(grouping.groups.base[row])] }
    }
  }

  /// The error for two rows that belong into one cell.
  private func twoRows(
    _ conflict: (first: Int, second: Int), _ count: Int, _ input: Table, _ named: Column
  ) throws(Diagnostic) -> Diagnostic {
    var parts: [String] = []
    for (key, keyColumn) in zip(keys, try input.columns(named: keys.map(\.name))) {
      parts.append("\(key.name) = \(Self.shown(keyColumn.value(at: conflict.first)))")
    }
    parts.append("\(column) = \(Self.shown(named.value(at: conflict.first)))")
    let names = (keys.map(\.name) + [column]).map(Identifier.quoted).joined(separator: ", ")
    let value = Identifier.quoted(values)
    let more = count > 1 ? ", and \(counted(count - 1, "row")) more like the second" : ""
    return Diagnostic(
      "E342", "two rows belong into one cell", at: verb,
      label: "rows \(conflict.first + 1) and \(conflict.second + 1)\(more)",
      details: [
        parts.joined(separator: ", "),
        "Aggregate first: … | group by \(names) agg \(value) = sum(\(value)) | pivot …",
      ])
  }

  private static func shown(_ value: Value) -> String {
    if case .text(let text) = value { return "\"\(text)\"" }
    return value.isNull ? "null" : ValueText.plain(value)
  }
}
