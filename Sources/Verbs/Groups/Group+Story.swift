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
    let keyed = try keyGroups(run)
    story.add(
      [piles(sizes, keyed)]
        + (run.record.removed.map {
          ["\(counted($0, "row")) in no pile, since `whole` leaves out cut periods"]
        } ?? []))
    if keys.count == 2, let cross = CrossTable(keyNames, sizes, keyed) {
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

  /// The different values of each key, in the order of the result.
  private func keyGroups(_ run: StageRun) throws(Diagnostic) -> [KeyGroups] {
    try keyNames.map { name throws(Diagnostic) in
      let grouping = try run.after.grouping(by: [name], workers: run.context.workers)
      return KeyGroups(try run.after.columns(named: [name])[0], grouping)
    }
  }

  private func piles(_ sizes: [Int], _ keyed: [KeyGroups]) -> String {
    let added = sizes.count { $0 == 0 }
    var text = counted(sizes.count, "pile")
    if keys.count > 1 {
      let product = keyed.reduce(1) { $0 * $1.firsts.count }
      let factors = zip(keyNames, keyed).map { name, values in
        // The names of keys are words: 3 months, 6 families.
        let many = name.hasSuffix("y") && name != "day" ? name.dropLast() + "ies" : name + "s"
        let count = values.firsts.count
        return "\(StoryText.number(count)) \(count == 1 ? name : many)"
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

/// The different values of a key.
private struct KeyGroups {
  /// The place of each row's value among the different ones.
  let places: Buffer<UInt32>
  /// For each different value the first row that has it, ascending.
  let firsts: [UInt32]
  private let column: Column

  init(_ column: Column, _ grouping: Grouping) {
    self.column = column
    let order = (0..<grouping.groupCount).sorted {
      grouping.firstRows.base[$0] < grouping.firstRows.base[$1]
    }
    firsts = order.map { grouping.firstRows.base[$0] }
    var numbers = [UInt32](repeating: 0, count: order.count)
    for (place, group) in order.enumerated() { numbers[group] = UInt32(place) }
    places = Buffer(numbers).gather(grouping.groups.base, count: grouping.groups.count)
  }

  func name(_ place: Int) -> String { StoryText.cell(column.value(at: Int(firsts[place]))) }
}

/// The sizes of the piles of two keys, one key down and one across.
private struct CrossTable {
  let table: StoryTable

  private static let shownRows = 8

  /// Nil when it would not fit a screen.
  init?(_ names: [String], _ sizes: [Int], _ keyed: [KeyGroups]) {
    let (down, across) = (keyed[0], keyed[1])
    guard across.firsts.count <= 8, across.firsts.count > 1, down.firsts.count > 1 else {
      return nil
    }
    let heads = across.firsts.indices.map(across.name)
    guard heads.reduce(14, { $0 + max(5, $1.count + 2) }) <= 58 else { return nil }
    let shown = min(Self.shownRows, down.firsts.count)
    var cells = [[Int?]](repeating: [Int?](repeating: nil, count: heads.count), count: shown)
    for row in sizes.indices where Int(down.places.base[row]) < shown {
      cells[Int(down.places.base[row])][Int(across.places.base[row])] = sizes[row]
    }
    var rows: [StoryTable.Row] = []
    for (place, line) in cells.enumerated() {
      let added = zip(heads, line).filter { $0.1 == 0 }.map(\.0)
      rows.append(
        StoryTable.Row(
          [down.name(place)] + line.map { $0.map(StoryText.number) ?? "-" }
            + [StoryText.number(line.reduce(0) { $0 + ($1 ?? 0) })],
          remark: added.isEmpty ? "" : "<- added: \(StoryText.list(added, limit: 2))"))
    }
    let more = down.firsts.count - shown
    if more > 0 { rows.append(.init(["and \(StoryText.number(more)) more"])) }
    table = StoryTable(
      [.init(names[0])] + heads.map { .init($0, isNumeric: true) }
        + [.init("rows", isNumeric: true)], rows)
  }
}
