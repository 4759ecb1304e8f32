public import Catalog
import Columnar
import Diagnostics
import Kernels

/// What `explode` tells about the lists.
extension Explode {
  /// What each item becomes.
  public func sentence(for record: StageRecord) -> String {
    "Gives each item of \(column) a row of its own"
      + (name == column ? "." : ", as \(name).")
  }

  /// One row for each item.
  public var rowForecast: String { "one row per item; none goes away" }

  /// How many lists gave how many rows, the longest, and those without items.
  public func story(of run: StageRun) -> Story {
    var story = Story()
    guard case .picked(let rows)? = run.origins else { return story }
    var sizes = [Int](repeating: 0, count: run.before.rowCount)
    for row in 0..<rows.count { sizes[Int(rows.base[row])] += 1 }
    let empty = run.record.unmatched ?? 0
    var facts = [
      "\(counted(run.before.rowCount - empty, "list")) with \(counted(rows.count - empty, "item"))"
    ]
    if empty > 0 {
      facts.append("\(StoryText.number(empty)) empty or missing: one row without an item")
    }
    let longest = sizes.indices.max { sizes[$0] < sizes[$1] }
    if let longest, sizes[longest] > 1 {
      let label = run.label(ofInput: longest)
      facts.append(
        "the longest has \(StoryText.number(sizes[longest]))" + (label.isEmpty ? "" : ": \(label)"))
    }
    story.add(facts)
    let shown = run.shownColumns(
      of: run.after, first: [name] + (index.map { [$0] } ?? []))
    var picked = Array(0..<min(3, rows.count))
    let items = run.after.column(named: name)
    if empty > 0, let items,
      let place = (0..<items.count).first(where: {
        !items.isValid($0) && sizes[Int(rows.base[$0])] == 1
      }),
      !picked.contains(place)
    {
      picked.append(place)
    }
    story.add(
      run.table(
        picked.map { place in
          let isAlone = !(items?.isValid(place) ?? true)
          let list = run.value(column, ofInput: Int(rows.base[place])) ?? .null
          let remark = isAlone ? (list.isNull ? "its list is missing" : "no item there") : ""
          return (isAlone ? .unknown : .plain, place, remark)
        }, of: .after, columns: shown))
    return story
  }

  /// Which item of which list.
  public func account(ofRow row: Int, in run: StageRun) -> [String] {
    guard case .picked(let rows)? = run.origins, row < rows.count else { return [] }
    let source = rows.base[row]
    guard let list = run.value(column, ofInput: Int(source)) else { return [] }
    guard case .list(let items, _) = list, !items.isEmpty else {
      return ["its \(column) is \(list.isNull ? "missing" : "empty"), so it has no item"]
    }
    var first = row
    while first > 0, rows.base[first - 1] == source { first -= 1 }
    return [
      "item \(StoryText.number(row - first + 1)) of \(StoryText.number(items.count)) of its \(column)"
    ]
  }
}
