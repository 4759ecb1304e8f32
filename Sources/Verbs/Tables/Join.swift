public import Catalog
public import Columnar
public import Diagnostics
import Kernels
import QueryLanguage

/// Puts the columns of another table beside rows with equal keys.
public struct Join: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "join", "Puts the columns of another table beside rows with equal keys.",
    category: .tables,
    details: """
      `join` and `inner join` keep matching rows, `left join` all rows of this table, `right join` \
      all of the other, `full join` all of both; `semi join` keeps the rows of this table that have \
      a match, `anti join` those that have none. A key is a column of both, or `left == right`. A \
      missing key matches nothing.

      Rows come in the order of this table, then of the other. A column of the other table whose \
      name is taken gets the table's name in front, or `prefix`. When both sides repeat a key, \
      `many` must say that all pairs are wanted; `one` demands that the other table repeats none.
      """,
    clauses: [
      ClauseForm("table", .table, required: true, help: "the table to join"),
      ClauseForm("on", words: ["on"], .expressions, required: true, help: "which rows match"),
      ClauseForm("one", words: ["one"], .flag, help: "each key stands once on the right"),
      ClauseForm("many", words: ["many"], .flag, help: "both sides may repeat keys"),
      ClauseForm(
        "prefix", words: ["prefix"], .text, help: "stands before names of the right side"),
    ],
    searchTerms: ["merge", "lookup", "inner join", "vlookup"],
    examples: [
      Example(
        "Keeping rows without a match",
        """
        rows [author, n; "a", 1; "b", 2]
        | left join rows [name, kind; "a", "company"] on author == name one
        """,
        expected: "author,n,name,kind\na,1,a,company\nb,2,,\n"),
      Example(
        "All pairs of a repeated key, with a clashing name",
        """
        rows [k, v; "x", 1; "x", 2]
        | join rows [k, v; "x", 7; "x", 8] on k many prefix "other_"
        """,
        expected: "k,v,other_v\nx,1,7\nx,1,8\nx,2,7\nx,2,8\n"),
      Example(
        "Rows without a match",
        "rows [id; 1; 2; 3] | anti join rows [id; 2] on id", expected: "id\n1\n3\n"),
    ])

  /// All kinds of joins.
  public static var spellings: [[String]] {
    [["join"]] + Kind.allCases.map { [$0.rawValue, "join"] }
  }

  enum Kind: String, Sendable, CaseIterable { case inner, left, right, full, semi, anti }

  /// The columns that the stage gives.
  public let output: Schema
  let kind: Kind
  let table: any BoundTable
  let keys: JoinKeys
  let added: JoinedColumns
  private let allowsMany: Bool
  private let requiresOne: Bool
  private let input: Schema
  private let stage: StageSyntax

  /// Binds the table and its keys.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    stage = arguments.stage
    input = arguments.input
    let word = arguments.stage.verb.text.split(separator: " ").first.map(String.init) ?? ""
    kind = Kind(rawValue: word) ?? .inner
    guard let table = try arguments.tables("table").first else {
      throw arguments.missingClause("table")
    }
    self.table = table
    keys = try JoinKeys(
      arguments.expressionList("on"), left: arguments.input, right: table.schema,
      rightName: table.name, arguments.binder)
    allowsMany = arguments.has("many")
    requiresOne = arguments.has("one")
    guard kind != .semi, kind != .anti else {
      added = JoinedColumns()
      output = arguments.input
      return
    }
    let keepsAllLeft = kind == .inner || kind == .left
    let keepsAllRight = kind == .inner || kind == .right
    var fields: [Field] = []
    for field in arguments.input.fields {
      var field = field
      if let pair = keys.pairs.first(where: { $0.left == field.name && $0.isShared }) {
        field.type = pair.type
      }
      field.isNeverNull = field.isNeverNull && keepsAllLeft
      fields.append(field)
    }
    added = try JoinedColumns(
      of: table, beside: arguments.input,
      leavingOut: Set(keys.pairs.filter(\.isShared).map(\.right)), isAlwaysThere: keepsAllRight,
      arguments)
    output = Schema(fields + added.fields)
  }

  /// The wanted columns of this table and its keys.
  public func columnsRead(for wanted: Set<String>) -> Set<String> {
    wanted.intersection(input.names).union(keys.pairs.map(\.left))
  }

  /// Matches the rows.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    let right = try table.table(context)
    let matches = JoinMatches(
      left: try keys.columns(of: input, isLeft: true),
      right: try keys.columns(of: right, isLeft: false), leftCount: input.rowCount,
      rightCount: right.rowCount, workers: context.workers)
    try context.checkpoint()
    record(matches, input, context)
    switch kind {
    case .semi, .anti:
      let rows = matches.leftRows(matched: kind == .semi)
      context.record.kept = rows.count
      context.record.removed = input.rowCount - rows.count
      context.trace(.picked(rows))
      return input.selecting(rows)
    case .inner, .left, .right, .full: break
    }
    let errors = JoinErrors(stage: stage, keys: keys, table: table)
    if requiresOne { try errors.requireUnique(matches, right) }
    if !allowsMany { try errors.requireNoMultiplying(matches, input) }
    try context.requireRows(matches.pairCount, at: stage.verb.span)
    let (leftRows, rightRows) = matches.pairs(
      keepLeft: kind == .left || kind == .full, keepRight: kind == .right || kind == .full,
      workers: context.workers)
    context.trace(.joined(left: leftRows, right: rightRows))
    try noteMatches(matches, input, right, context)
    var columns: [(name: String, column: Column)] = []
    for field in input.schema.fields {
      guard let column = input.column(named: field.name) else { continue }
      let pair = keys.pairs.first { $0.left == field.name && $0.isShared }
      let wide = pair.map { column.converted(to: $0.type) } ?? column
      var result = wide.gatherOptional(leftRows)
      if let pair, kind == .right || kind == .full,
        let other = right.column(named: pair.right)?.converted(to: pair.type)
      {
        result = result.filled(from: other.gatherOptional(rightRows))
      }
      columns.append((field.name, result))
    }
    columns += added.columns(of: right, at: rightRows)
    let fields = columns.compactMap { column in output[column.name] }
    return Table(
      Schema(fields), columns.map(\.column), rowCount: leftRows.count,
      provenance: input.provenance ?? right.provenance)
  }

  private func record(_ matches: JoinMatches, _ input: Table, _ context: RunContext) {
    context.record.join = .init(
      leftMatched: matches.leftMatched, leftOnly: input.rowCount - matches.leftMatched,
      rightOnly: matches.rightOnly, nullKeys: matches.leftNullKeys + matches.rightNullKeys,
      maximumFanout: matches.maximumFanout)
  }

  /// Says which rows have no partner (note W15), and keeps in mind which columns were repeated.
  private func noteMatches(
    _ matches: JoinMatches, _ input: Table, _ right: Table, _ context: RunContext
  ) throws(Diagnostic) {
    let name = table.name.contains(" ") ? table.name : "`\(table.name)`"
    let keyNames = keys.pairs.map(\.left).joined(separator: ", ")
    if matches.pairCount > matches.leftMatched, matches.leftMatched > 0 {
      context.history.repeats.append(
        RowHistory.Repeat(
          columns: Set(input.schema.names), isLeft: true, source: "row of the table before",
          average: Double(matches.pairCount) / Double(matches.leftMatched)))
    }
    let rightMatched = right.rowCount - matches.rightOnly
    if matches.pairCount > rightMatched, rightMatched > 0 {
      context.history.repeats.append(
        RowHistory.Repeat(
          columns: Set(added.fields.map(\.name)), isLeft: false, source: "\(keyNames) of \(name)",
          average: Double(matches.pairCount) / Double(rightMatched)))
    }
    let leftOnly = input.rowCount - matches.leftMatched
    var parts: [String] = []
    if leftOnly > 0 {
      let example = try example(of: matches.leftRows(matched: false), in: input, isLeft: true)
      parts.append("\(counted(leftOnly, "row")) here\(example)")
    }
    if matches.rightOnly > 0 {
      let example = try example(of: matches.rightRowsWithoutMatch, in: right, isLeft: false)
      parts.append("\(counted(matches.rightOnly, "row")) of \(name)\(example)")
    }
    guard !parts.isEmpty else { return }
    context.note("W15", "keys on one side only: \(parts.joined(separator: ", "))")
  }

  /// The key of the first of some rows, in parentheses; nothing when there is none to show.
  private func example(
    of rows: Buffer<UInt32>, in side: Table, isLeft: Bool
  ) throws(Diagnostic) -> String {
    guard rows.count > 0 else { return "" }
    let values = try keys.columns(of: side, isLeft: isLeft).map { column in
      ValueText.plain(column.value(at: Int(rows.base[0])))
    }
    let first = values.joined(separator: ", ")
    return rows.count == 1 ? " (\(first))" : " (such as \(first))"
  }
}

extension Column {
  /// The values, and those of another column of the same type where there are none.
  func filled(from other: Column) -> Column {
    guard let validity else { return self }
    let size = count
    let picks = Buffer<UInt32>(count: size) { target in
      for row in 0..<size {
        target[row] = UInt32(truncatingIfNeeded: validity[row] ? row : size + row)
      }
    }
    return Column.concatenate([self, other], type: type).gather(picks.base, count: size)
  }
}
