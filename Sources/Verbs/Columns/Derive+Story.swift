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
    var columns = StageRun.identifyingColumns(of: run.after)
    for name in sources + made where !columns.contains(name) { columns.append(name) }
    story.add(replaced(made, run))
    story.add(run.firstRows(2, columns: Array(columns.suffix(6))))
    return story
  }

  /// Old and new values of columns that are replaced, as facts.
  private func replaced(_ made: [String], _ run: StageRun) -> [String] {
    guard run.after.rowCount > 0 else { return [] }
    return made.prefix(3).compactMap { name in
      guard let old = run.value(name, ofInput: 0),
        let new = run.after.slice(0..<1).column(named: name)?.value(at: 0), old != new
      else { return nil }
      return "first row: \(name) \(StoryText.cell(old)) -> \(StoryText.cell(new))"
    }
  }
}
