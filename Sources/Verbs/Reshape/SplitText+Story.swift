public import Catalog
import Columnar
import Diagnostics
import Kernels

/// What `split` tells about the parts of texts.
extension SplitText {
  /// Where texts are cut.
  public func sentence(for record: StageRecord) -> String {
    list == nil
      ? "Cuts \(column) at each \"\(mark)\" into \(StoryText.list(parts)); the text stays."
      : "Cuts \(column) at each \"\(mark)\" into a list of parts."
  }

  /// As many rows as before.
  public var rowForecast: String { "same rows" }

  /// The texts with too few parts, and some rows.
  public func story(of run: StageRun) -> Story {
    var story = Story()
    guard list == nil, let last = parts.last, let ends = run.after.column(named: last) else {
      story.add(run.firstRows(3, columns: run.shownColumns(of: run.after, first: [column])))
      return story
    }
    let short = run.record.unmatched ?? 0
    story.add([
      "\(StoryText.number(run.before.rowCount - short)) with all \(counted(parts.count, "part"))",
      "\(StoryText.number(short)) with fewer or none",
    ])
    var rows = Array((0..<ends.count).lazy.filter { ends.isValid($0) }.prefix(2))
    rows += (0..<ends.count).lazy.filter { !ends.isValid($0) }.prefix(1)
    story.add(
      run.table(
        rows.map { row in
          ends.isValid(row) ? (.plain, row, "") : (.unknown, row, "fewer parts")
        }, of: .after, columns: Array(([column] + parts).prefix(6))))
    return story
  }
}
