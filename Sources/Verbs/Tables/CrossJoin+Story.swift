public import Catalog
import Columnar
import Diagnostics
import Kernels

/// What `cross join` tells about its pairs.
extension CrossJoin {
  /// All pairs.
  public func sentence(for record: StageRecord) -> String {
    "Pairs each of \(counted(record.rowsIn, "row")) with every row of \(table.name)."
  }

  /// The product.
  public var rowForecast: String { "each row once for every row of \(table.name)" }

  /// The product, and the first pairs.
  public func story(of run: StageRun) -> Story {
    var story = Story()
    let width = run.record.join?.maximumFanout ?? 0
    story.add([
      "\(StoryText.number(run.before.rowCount)) x \(StoryText.number(width)) = "
        + counted(run.after.rowCount, "pair")
    ])
    let own = StageRun.identifyingColumns(of: run.before) + run.before.schema.names
    let names = Array(own.prefix(3)) + added.fields.map(\.name)
    let columns = names.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    story.add(run.firstRows(3, columns: Array(columns.prefix(6))))
    return story
  }

  /// Without rows on the other side there are no pairs.
  public func reason(forLosing row: Int, in run: StageRun) -> String? {
    "\(table.name) has no rows to pair it with"
  }

  /// The row of the other table.
  public func account(ofRow row: Int, in run: StageRun) -> [String] {
    guard case .joined(_, let right)? = run.origins, row < right.count else { return [] }
    return ["paired with row \(StoryText.number(Int(right.base[row]) + 1)) of \(table.name)"]
  }
}
