public import Catalog
import Columnar
import Diagnostics
import Kernels

/// What `extract` tells about its matches.
extension Extract {
  private var names: [String] { groups.map(\.name) }

  /// What becomes of the groups.
  public func sentence(for record: StageRecord) -> String {
    "Reads \(StoryText.list(names)) out of \(column), where the pattern finds them."
  }

  /// As many rows as before.
  public var rowForecast: String { "same rows" }

  /// Matches, and a text that did not match.
  public func story(of run: StageRun) -> Story {
    var story = Story()
    guard let texts = run.before.column(named: column) else { return story }
    let unmatched = run.record.unmatched ?? 0
    let missing = texts.nullCount
    var facts = [
      "matched \(StoryText.number(texts.count - missing - unmatched))",
      "not matched \(StoryText.number(unmatched))",
    ]
    if missing > 0 { facts.append("\(column) missing \(StoryText.number(missing))") }
    story.add(facts)
    let found = names.compactMap { run.after.column(named: $0) }
    func matches(_ row: Int) -> Bool { found.contains { $0.isValid(row) } }
    var rows = Array((0..<texts.count).lazy.filter(matches).prefix(2))
    rows += (0..<texts.count).lazy.filter { texts.isValid($0) && !matches($0) }.prefix(1)
    story.add(
      run.table(
        rows.map { row in
          matches(row) ? (.kept, row, "") : (.unknown, row, "the pattern found nothing")
        }, of: .after, columns: Array(([column] + names).prefix(6))))
    return story
  }
}
