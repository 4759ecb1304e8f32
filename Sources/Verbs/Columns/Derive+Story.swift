public import Catalog
import Columnar
public import Diagnostics

/// What `derive` tells about the columns it makes.
extension Derive {
  /// Which columns it computes.
  public func sentence(for record: StageRecord) -> String {
    let names = StoryText.list(items.map(\.name))
    let parts = scope.per.isEmpty ? "" : " within each \(StoryText.list(scope.per))"
    let order = scope.along.isEmpty ? "" : " in the order of \(order)"
    return "Computes \(names) for each of \(counted(record.rowsIn, "row"))\(parts)\(order)."
  }

  private var order: String {
    StoryText.list(scope.along.map { StoryText.oneLine($0.expression.span.text) })
  }

  /// As many rows as before.
  public var rowForecast: String { "same rows" }

  /// How many values are missing, and two rows with what they were computed from.
  public func story(of run: StageRun) throws(Diagnostic) -> Story {
    var story = Story()
    var made: [String] = []
    for (name, value) in items where !made.contains(name) {
      guard let column = run.after.column(named: name) else { continue }
      made.append(name)
      let missing = column.nullCount
      let share = StoryText.share(missing, of: column.count)
      let verb = run.before.schema.index(of: name) == nil ? "new" : "replaced"
      if made.count <= 6 {
        story.add([
          "\(name): \(verb), \(value.type.name), "
            + (missing == 0 ? "never missing here" : "\(StoryText.number(missing))\(share) missing")
        ])
      }
    }
    let reads = items.reduce(into: Set<String>()) { $0.formUnion($1.value.columnsRead) }
    let sources = run.before.schema.names.filter { reads.contains($0) && !made.contains($0) }
    var columns = StageRun.identifyingColumns(of: run.after, besides: sources + made)
    for name in sources + made where !columns.contains(name) { columns.append(name) }
    let rows = telling(made, run).map { (StoryTable.Mark.plain, $0, was(made, $0, run)) }
    story.add(run.table(rows, of: .after, columns: Array(columns.suffix(6))))
    return story
  }

  /// Rows that are looked at for examples.
  private static let rowsLookedAt = 1000

  /// Up to three early rows with different values of the last new column; of a replaced one, rows
  /// where it has changed.
  private func telling(_ made: [String], _ run: StageRun) -> [Int] {
    let count = min(Self.rowsLookedAt, run.after.rowCount)
    guard let name = made.last, let new = run.after.slice(0..<count).column(named: name) else {
      return Array(0..<min(2, count))
    }
    let changed = (0..<count).filter { row in
      run.value(name, ofInput: row).map { $0 != new.value(at: row) } ?? true
    }
    var seen: Set<Value> = []
    var rows: [Int] = []
    for row in changed.isEmpty ? Array(0..<count) : changed where rows.count < 3 {
      if seen.insert(new.value(at: row)).inserted { rows.append(row) }
    }
    return rows
  }

  /// `was LLama`: the old value of a replaced column.
  private func was(_ made: [String], _ row: Int, _ run: StageRun) -> String {
    guard made.count == 1, let name = made.last, let old = run.value(name, ofInput: row) else {
      return ""
    }
    return "was \(StoryText.cell(old))"
  }
}
