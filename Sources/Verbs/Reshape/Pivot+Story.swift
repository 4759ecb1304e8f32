public import Catalog
import Columnar
public import Diagnostics
import Kernels

/// What `pivot` tells about the columns it makes.
extension Pivot {
  private var keyText: String { StoryText.list(keys.map(\.name)) }

  /// What becomes a column, and what a row.
  public func sentence(for record: StageRecord) -> String {
    let rows = keys.isEmpty ? "" : ", with one row for each \(keyText)"
    return "Makes a column of each \(column), filled with its \(values)\(rows)."
  }

  /// One row for each combination of keys.
  public var rowForecast: String { keys.isEmpty ? "one row" : "one row per \(keyText)" }

  private func madeColumns(_ table: Table) -> [String] {
    Array(table.schema.names.dropFirst(keys.count))
  }

  /// The values that became columns, the cells without a row, and the first rows.
  public func story(of run: StageRun) throws(Diagnostic) -> Story {
    var story = Story()
    let made = madeColumns(run.after)
    story.add([
      "\(counted(made.count, "value")) of \(column) became columns: \(StoryText.list(made))"
    ])
    let cells = run.after.rowCount * made.count
    let filled = run.before.rowCount - (run.record.unmatched ?? 0)
    let filling = fill.map { ", filled with \(StoryText.inSentence($0))" } ?? ", missing"
    story.add([
      "\(counted(cells, "cell")): \(StoryText.number(filled)) from a row each"
        + (cells > filled ? ", \(StoryText.number(cells - filled)) without a row\(filling)" : "")
    ])
    let names = keys.map(\.name).prefix(3) + made
    story.add(run.firstRows(3, columns: Array(names.prefix(8))))
    return story
  }

  /// The rows whose values stand in its cells.
  public func account(ofRow row: Int, in run: StageRun) throws(Diagnostic) -> [String] {
    let rows = run.inputRows(of: row)
    guard !rows.isEmpty else { return ["comes from no row"] }
    let shown = rows.prefix(6).map { input in
      let label = run.label(ofInput: input)
      let name = run.value(column, ofInput: input).map(StoryText.cell) ?? ""
      let value = run.value(values, ofInput: input).map(StoryText.cell) ?? ""
      return "\(name) = \(value)" + (label.isEmpty ? "" : " from \(label)")
    }
    let more = rows.count > 6 ? " and \(StoryText.number(rows.count - 6)) more" : ""
    return [shown.joined(separator: ", ") + more]
  }
}
