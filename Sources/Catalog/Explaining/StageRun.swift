public import Columnar
public import Diagnostics
public import QueryLanguage

/// A stage after it ran with tracing: what `step` and `why` tell from.
public struct StageRun: Sendable {
  /// The stage as written.
  public let syntax: StageSyntax
  /// The bound verb.
  public let verb: any Verb
  /// The columns of the input, also those that nobody read.
  public let input: Schema
  /// The rows before and after.
  public let before: Table, after: Table
  /// What was counted.
  public let record: StageRecord
  /// Where the rows of the result come from; nil when the stage cannot say.
  public let origins: RowOrigins?
  /// For evaluating expressions again; what it records is dropped.
  public let context: RunContext
  /// The call of the program's own verb that the stage was expanded from.
  public let call: StageSyntax?
  /// What was computed for explaining.
  public let memory = StoryMemory()
  /// The stages before this one, each with the place of its rows.
  private let earlier: [RowOrigins?]

  /// Creates the record of a stage that follows others.
  public init(
    syntax: StageSyntax, verb: any Verb, input: Schema, before: Table, after: Table,
    record: StageRecord, origins: RowOrigins?, context: RunContext, call: StageSyntax? = nil,
    after earlier: [StageRun]
  ) {
    self.syntax = syntax
    self.verb = verb
    self.input = input
    self.before = before
    self.after = after
    self.record = record
    self.origins = origins
    self.context = context
    self.call = call
    self.earlier = earlier.map(\.origins)
  }

  // MARK: Rows

  /// The row of the source, from 0, that a row of the input is; nil for a row made on the way.
  public func sourceRow(ofInput row: Int) -> Int? {
    var row = row
    for origins in earlier.reversed() {
      guard let before = origins?.inputRow(of: row) else { return nil }
      row = before
    }
    return row
  }

  /// `#12` for a row of the input that is a row of the source; empty for others.
  public func label(ofInput row: Int) -> String {
    sourceRow(ofInput: row).map { "#\($0 + 1)" } ?? ""
  }

  /// `#12` for a row of the result that is a row of the source; empty for others.
  public func label(ofResult row: Int) -> String {
    origins?.inputRow(of: row).map { label(ofInput: $0) } ?? ""
  }

  /// The first rows of the input that are not in the result.
  public func lostRows(limit: Int) -> [Int] {
    origins?.lostRows(inputCount: before.rowCount, resultCount: after.rowCount, limit: limit) ?? []
  }

  /// The rows of the input that a row of the result comes from.
  public func inputRows(of row: Int) -> [Int] {
    origins?.inputRows(of: row, inputCount: before.rowCount) ?? []
  }

  // MARK: Values

  /// The value of a cell of the input; nil when nobody read its column.
  public func value(_ column: String, ofInput row: Int) -> Value? {
    Self.value(column, row, before)
  }

  private static func value(_ column: String, _ row: Int, _ table: Table) -> Value? {
    guard let index = table.schema.index(of: column) else { return nil }
    let stored = table.selection.map { Int($0.rows.base[row]) } ?? row
    return table.storedColumns[index].value(at: stored)
  }

  /// The value of an expression in a row of the input.
  public func value(
    of expression: BoundExpression, inInput row: Int
  ) throws(Diagnostic) -> Value {
    if case .column(let name) = expression.kind, let value = value(name, ofInput: row) {
      return value
    }
    // A window looks at other rows, so it is computed over all of them.
    if expression.looksAtOtherRows {
      let place = "\(expression.span.source.name) \(expression.span.lower) \(expression.span.upper)"
      let column = try memory.value("window \(place)") { () throws(Diagnostic) in
        try context.evaluate([expression], over: before)[0]
      }
      return column.value(at: row)
    }
    let one = before.selecting(Buffer([UInt32(truncatingIfNeeded: row)]))
    return try context.evaluate([expression], over: one)[0].value(at: 0)
  }

  /// `author a, type chat`: some columns of a row of the input in a sentence.
  public func words(_ columns: [String], ofInput row: Int) -> String {
    columns.compactMap { name in
      value(name, ofInput: row).map { "\(name) \(StoryText.cell($0))" }
    }.joined(separator: ", ")
  }

  // MARK: Columns

  /// The columns that the stage itself looks at, in the order of the input.
  public var columnsRead: [String] {
    let made = Set(record.columnsAdded)
    let read = verb.columnsRead(for: made)
    return input.names.filter { read.contains($0) }
  }

  /// The columns of a table that tell its rows apart for a reader: a text that rarely repeats.
  ///
  /// - Parameter others: Columns that are shown anyway; when one of them does, none else is needed.
  public static func identifyingColumns(of table: Table, besides others: [String] = []) -> [String]
  {
    let rows = min(table.rowCount, 200)
    guard rows > 0 else { return [] }
    var best: (name: String, distinct: Int)?
    var bestOther: (name: String, distinct: Int)?
    for (index, field) in table.schema.fields.enumerated() where field.type == .text {
      let column =
        table.selection.map { selection in
          table.storedColumns[index].gather(selection.rows.base, count: rows)
        } ?? table.storedColumns[index].slice(0..<rows)
      let distinct = Set((0..<rows).map { column.value(at: $0) }).count
      if others.contains(field.name), distinct > (bestOther?.distinct ?? 0) {
        bestOther = (field.name, distinct)
      }
      // Later columns must tell clearly more apart.
      if distinct * 10 > (best?.distinct ?? 0) * 13 { best = (field.name, distinct) }
    }
    guard let best, best.distinct * 4 >= rows || rows < 8 else { return [] }
    if let bestOther, bestOther.distinct * 10 >= best.distinct * 9 { return [bestOther.name] }
    return [best.name]
  }

  /// The columns to show of a table: all of a small one, else what names a row and some others.
  public func shownColumns(of table: Table, first others: [String]) -> [String] {
    let names = table.schema.names
    if names.count <= 3 { return names }
    var shown = Self.identifyingColumns(of: table)
    for name in others where names.contains(name) && !shown.contains(name) { shown.append(name) }
    if shown.count < 2 { shown += names.filter { !shown.contains($0) }.prefix(3 - shown.count) }
    return Array(shown.prefix(6))
  }

  // MARK: Tables of a story

  /// Which table rows of a story come from.
  public enum Side: Sendable { case before, after }

  /// Some rows of one side with their marks and remarks.
  public func table(
    _ rows: [(mark: StoryTable.Mark, row: Int, remark: String)], of side: Side,
    columns: [String]
  ) -> StoryTable {
    let table = side == .before ? before : after
    let fields = columns.compactMap { table.schema[$0] }
    let heads = fields.map { StoryTable.Column($0.name, isNumeric: $0.type.isNumeric) }
    return StoryTable(
      heads,
      rows.filter { $0.row < table.rowCount }.map { entry in
        StoryTable.Row(
          fields.map { field in
            Self.value(field.name, entry.row, table).map(StoryText.cell) ?? ""
          }, mark: entry.mark,
          label: side == .before ? label(ofInput: entry.row) : label(ofResult: entry.row),
          remark: entry.remark)
      })
  }

  /// The first rows of the result.
  public func firstRows(_ limit: Int = 3, columns: [String]? = nil) -> StoryTable {
    let rows = (0..<min(limit, after.rowCount)).map { (StoryTable.Mark.plain, $0, "") }
    return table(
      rows, of: .after, columns: columns ?? shownColumns(of: after, first: record.columnsAdded))
  }
}
