public import Catalog
import Columnar
public import Diagnostics
import Kernels

/// What `group by` tells about its piles.
extension Group {
  private var keyNames: [String] { keys.map(\.name) }

  /// How many piles there are.
  public func sentence(for record: StageRecord) -> String {
    let names = keyNames.joined(separator: " and ")
    return
      "Puts \(counted(record.rowsIn, "row")) into \(counted(record.rowsOut, "pile")) by \(names) "
      + "and gives one row for each."
  }

  /// One row for each combination of keys.
  public var rowForecast: String {
    let every = keys.contains(where: \.isEvery) ? "; `every` can add rows" : ""
    let whole = keys.contains(where: \.isWhole) ? "; `whole` can leave out rows" : ""
    return "one row per \(keyNames.joined(separator: " and "))\(every)\(whole)"
  }

  /// The piles: a table of two keys, or the first rows.
  public func story(of run: StageRun) throws(Diagnostic) -> Story {
    var story = Story()
    let sizes = pileSizes(run)
    let values = try differentKeys(run.after)
    story.add(
      [piles(sizes, values)]
        + (run.record.removed.map {
          ["\(counted($0, "row")) in no pile, since `whole` leaves out cut periods"]
        } ?? []))
    if keys.count == 2, let cross = CrossTable(run, keyNames, sizes, values) {
      story.add(cross.table)
      return story
    }
    let rows = (0..<min(4, run.after.rowCount)).map { row in
      (
        mark: sizes[row] == 0 ? StoryTable.Mark.kept : .plain, row: row,
        remark: sizes[row] == 0 ? "added by every" : "from \(counted(sizes[row], "row"))"
      )
    }
    story.add(run.table(rows, of: .after, columns: Array(run.after.schema.names.prefix(7))))
    let more = run.after.rowCount - rows.count
    if more > 0 { story.add(["\(counted(more, "more pile"))"]) }
    return story
  }

  /// The number of rows in each pile of the result.
  private func pileSizes(_ run: StageRun) -> [Int] {
    var sizes = [Int](repeating: 0, count: run.after.rowCount)
    guard case .gathered(let rows)? = run.origins else { return sizes }
    for row in 0..<rows.count where rows.base[row] != RowOrigins.none {
      sizes[Int(rows.base[row])] += 1
    }
    return sizes
  }

  /// The different values of each key, in order.
  private func differentKeys(_ table: Table) throws(Diagnostic) -> [[Value]] {
    try table.columns(named: keyNames).map { column in
      var seen: Set<Value> = []
      return column.values.filter { seen.insert($0).inserted }
    }
  }

  private func piles(_ sizes: [Int], _ values: [[Value]]) -> String {
    let added = sizes.count { $0 == 0 }
    var text = counted(sizes.count, "pile")
    if keys.count > 1 {
      let product = values.reduce(1) { $0 * $1.count }
      let factors = zip(keyNames, values).map { name, values in
        // The names of keys are words: 3 months, 6 families.
        let many = name.hasSuffix("y") && name != "day" ? name.dropLast() + "ies" : name + "s"
        return "\(StoryText.number(values.count)) \(values.count == 1 ? name : many)"
      }
      text +=
        product == sizes.count
        ? " = \(factors.joined(separator: " x "))"
        : " of \(StoryText.number(product)) possible: \(factors.joined(separator: " x "))"
    }
    guard keys.contains(where: \.isEvery) else { return text }
    if added == 0 { return text + "; all have rows, none was added by `every`" }
    let verb = added == 1 ? "was" : "were"
    return text + "; \(StoryText.number(sizes.count - added)) have rows, "
      + "\(StoryText.number(added)) \(verb) added by `every`"
  }

  /// The rows behind each aggregate.
  public func account(ofRow row: Int, in run: StageRun) throws(Diagnostic) -> [String] {
    let rows = run.inputRows(of: row)
    if rows.isEmpty { return ["it was added by `every`, comes from no row"] }
    let evidence = AggregateEvidence(run: run, rows: rows)
    var lines: [String] = []
    for (name, expression) in aggregates {
      guard let column = run.after.slice(row..<row + 1).column(named: name) else { continue }
      lines.append(try evidence.line(name, expression, value: column.value(at: 0)))
    }
    return lines
  }

  /// Only `whole` leaves rows out.
  public func reason(forLosing row: Int, in run: StageRun) -> String? {
    "its period is cut by the first or last date, and `whole` leaves it out"
  }
}

extension Agg {
  /// One row from all.
  public func sentence(for record: StageRecord) -> String {
    "Sums up \(counted(record.rowsIn, "row")) in one."
  }

  /// One row.
  public var rowForecast: String { "one row" }

  /// The row.
  public func story(of run: StageRun) -> Story {
    var story = Story()
    story.add(run.firstRows(1, columns: Array(run.after.schema.names.prefix(8))))
    return story
  }

  /// The rows behind each aggregate.
  public func account(ofRow row: Int, in run: StageRun) throws(Diagnostic) -> [String] {
    let evidence = AggregateEvidence(run: run, rows: Array(0..<run.before.rowCount))
    var lines: [String] = []
    for (name, expression) in aggregates {
      guard let column = run.after.column(named: name) else { continue }
      lines.append(try evidence.line(name, expression, value: column.value(at: 0)))
    }
    return lines
  }
}

/// The sizes of the piles of two keys, one key down and one across.
private struct CrossTable {
  let table: StoryTable

  /// Nil when it would not fit a screen.
  init?(_ run: StageRun, _ names: [String], _ sizes: [Int], _ values: [[Value]]) {
    guard values[1].count <= 8, values[1].count > 1, values[0].count > 1,
      let first = run.after.column(named: names[0]), let second = run.after.column(named: names[1])
    else { return nil }
    let across = values[1]
    let width = across.reduce(14) { $0 + max(5, StoryText.cell($1).count + 2) }
    guard width <= 58 else { return nil }
    var cells: [Value: [Value: Int]] = [:]
    for row in sizes.indices {
      cells[first.value(at: row), default: [:]][second.value(at: row)] = sizes[row]
    }
    var rows: [StoryTable.Row] = []
    for down in values[0].prefix(8) {
      let line = cells[down] ?? [:]
      let added = across.filter { line[$0] == 0 }.map(StoryText.cell)
      rows.append(
        StoryTable.Row(
          [StoryText.cell(down)] + across.map { line[$0].map(StoryText.number) ?? "-" }
            + [StoryText.number(line.values.reduce(0, +))],
          remark: added.isEmpty ? "" : "<- added: \(StoryText.list(added, limit: 2))"))
    }
    let more = values[0].count - 8
    if more > 0 { rows.append(.init(["and \(StoryText.number(more)) more"])) }
    table = StoryTable(
      [.init(names[0])] + across.map { .init(StoryText.cell($0), isNumeric: true) }
        + [.init("rows", isNumeric: true)], rows)
  }
}
