public import Catalog
import Columnar
public import Diagnostics

/// What `sort` tells about the order of rows.
extension Sort {
  /// What the rows are ordered by.
  public func sentence(for record: StageRecord) -> String {
    let keys = orders.map {
      StoryText.oneLine($0.expression.span.text) + ($0.descending ? ", largest first" : "")
    }
    return
      "Puts \(counted(record.rowsIn, "row")) in the order of \(keys.joined(separator: ", then "))."
  }

  /// As many rows as before.
  public var rowForecast: String { "same rows" }

  /// The rows that now come first and last, and where they stood.
  public func story(of run: StageRun) throws(Diagnostic) -> Story {
    var story = Story()
    let count = run.after.rowCount
    guard let origins = run.origins, count > 0 else { return story }
    let moved = (0..<count).count { origins.inputRow(of: $0) != $0 }
    story.add(["moved \(counted(moved, "row"))"])
    let places = count <= 4 ? Array(0..<count) : [0, 1, 2, count - 1]
    let rows = places.map { place in
      let old = origins.inputRow(of: place) ?? place
      let remark =
        old == place
        ? "stays" : "was row \(StoryText.number(old + 1))"
      return (
        mark: StoryTable.Mark.plain, row: place,
        remark: place == count - 1 && count > 4 ? "the last row, \(remark)" : remark
      )
    }
    let columns = run.shownColumns(of: run.after, first: run.columnsRead)
    story.add(run.table(rows, of: .after, columns: columns))
    return story
  }
}
