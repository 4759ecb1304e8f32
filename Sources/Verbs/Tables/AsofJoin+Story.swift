public import Catalog
import Columnar
public import Diagnostics
import Kernels

/// What `asof join` tells about its matches.
extension AsofJoin {
  private var tableName: String { table.name.contains(" ") ? table.name : "`\(table.name)`" }
  private var nearest: String {
    switch condition.side {
    case .before: "latest row before it"
    case .atOrBefore: "latest row up to it"
    case .atOrAfter: "earliest row from it on"
    case .after: "earliest row after it"
    }
  }
  private var ownColumns: [String] { keys.pairs.map(\.left) + [condition.left] }

  /// Which row of the other table stands beside each.
  public func sentence(for record: StageRecord) -> String {
    let same = keys.pairs.isEmpty ? "" : " of the same \(StoryText.list(keys.pairs.map(\.left)))"
    let limit = condition.limit == nil ? "" : ", if it is near enough"
    return "Puts beside each row, by its \(condition.left), the \(nearest) of \(tableName)"
      + "\(same)\(limit)."
  }

  /// As many rows as before.
  public var rowForecast: String { "same rows" }

  /// The counts, two rows with a match and one without.
  public func story(of run: StageRun) throws(Diagnostic) -> Story {
    var story = Story()
    guard case .joined(_, let right)? = run.origins else { return story }
    let matched = (0..<right.count).lazy.filter { right.base[$0] != RowOrigins.none }
    let alone = (0..<right.count).lazy.filter { right.base[$0] == RowOrigins.none }
    let count = run.record.join?.leftMatched ?? 0
    var facts = [
      "with a match \(StoryText.number(count))",
      "without \(StoryText.number(right.count - count))",
    ]
    if let join = run.record.join, join.rightOnly > 0 {
      facts.append("\(counted(join.rightOnly, "row")) of \(tableName) taken by none")
    }
    story.add(facts)
    var rows: [(mark: StoryTable.Mark, row: Int, remark: String)] = []
    for row in matched.prefix(2) {
      rows.append((.kept, row, "row \(StoryText.number(Int(right.base[row]) + 1)) there"))
    }
    for row in alone.prefix(1) { rows.append((.unknown, row, try lack(row, run))) }
    let names = ownColumns + added.fields.map(\.name)
    story.add(run.table(rows, of: .after, columns: run.shownColumns(of: run.after, first: names)))
    return story
  }

  private func lack(_ row: Int, _ run: StageRun) throws(Diagnostic) -> String {
    let isMissing = ownColumns.contains { run.value($0, ofInput: row)?.isNull ?? false }
    return isMissing ? "a missing value matches nothing" : "no such row there"
  }

  /// The row of the other table.
  public func account(ofRow row: Int, in run: StageRun) throws(Diagnostic) -> [String] {
    guard case .joined(_, let right)? = run.origins, row < right.count else { return [] }
    let own = run.words(ownColumns, ofInput: row)
    let place = right.base[row]
    guard place != RowOrigins.none else {
      return ["\(own) has no match in \(tableName): \(try lack(row, run))"]
    }
    let other = try table.table(run.context)
    let one = other.slice(Int(place)..<Int(place) + 1)
    let cells = one.schema.names.prefix(4).compactMap { name in
      one.column(named: name).map { "\(name) \(StoryText.cell($0.value(at: 0)))" }
    }
    return [
      "\(own) got the \(nearest), row \(StoryText.number(Int(place) + 1)) of \(tableName): "
        + cells.joined(separator: ", ")
    ]
  }
}
