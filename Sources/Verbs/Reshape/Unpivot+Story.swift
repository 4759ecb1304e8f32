public import Catalog
import Columnar
import Diagnostics
import Kernels

/// What `unpivot` tells about the rows it makes.
extension Unpivot {
  private var names: [String] { chosen.map(\.name) }

  /// Which columns become rows.
  public func sentence(for record: StageRecord) -> String {
    "Makes \(counted(chosen.count, "row")) of each: the names of \(StoryText.list(names, limit: 4)) "
      + "go to \(nameColumn), their values to \(valueColumn)."
  }

  /// So many times as many.
  public var rowForecast: String { "\(counted(chosen.count, "row")) for each row" }

  /// The rows that the first one became.
  public func story(of run: StageRun) -> Story {
    var story = Story()
    let missing = run.after.column(named: valueColumn)?.nullCount ?? 0
    var facts = [
      "\(StoryText.number(run.before.rowCount)) x \(counted(chosen.count, "column")) = "
        + counted(run.after.rowCount, "row")
    ]
    if missing > 0 { facts.append("\(StoryText.number(missing)) of them with a missing value") }
    story.add(facts)
    let kept = run.after.schema.names.filter { $0 != nameColumn && $0 != valueColumn }
    let own = StageRun.identifyingColumns(of: run.before).filter { kept.contains($0) }
    let shown = (own + kept.filter { !own.contains($0) }).prefix(3) + [nameColumn, valueColumn]
    story.add(run.firstRows(min(4, chosen.count + 1), columns: Array(shown)))
    return story
  }

  /// The column that the value stood in.
  public func account(ofRow row: Int, in run: StageRun) -> [String] {
    let source = chosen[row % chosen.count]
    guard let input = run.origins?.inputRow(of: row),
      let value = run.value(source.source, ofInput: input)
    else { return [] }
    return ["\(valueColumn) \(StoryText.cell(value)) stood in column \(source.source)"]
  }
}
