public import Catalog
import Columnar
public import Diagnostics
import Kernels

/// What `dedupe` tells about the rows that lost.
extension Dedupe {
  /// Which rows stay.
  public func sentence(for record: StageRecord) -> String {
    let what = keys.count == 1 ? "values of" : "combinations of"
    return
      "Keeps one row for each of \(StoryText.number(record.rowsOut)) different \(what) "
      + "\(StoryText.list(keys)): \(rule)."
  }

  private func winners(_ run: StageRun) throws(Diagnostic) -> Winners {
    try run.memory.value("winners") { () throws(Diagnostic) in try Winners(run, keys: keys) }
  }

  private var rule: String {
    let what = value.map { StoryText.oneLine($0.span.text) } ?? ""
    return switch choice {
    case .first: "the first"
    case .last: "the last"
    case .largest: "the one with the largest \(what)"
    case .smallest: "the one with the smallest \(what)"
    }
  }

  /// One row for each key.
  public var rowForecast: String { "at most one row per \(StoryText.list(keys))" }

  /// Some rows that lost, each below the row that was kept instead.
  public func story(of run: StageRun) throws(Diagnostic) -> Story {
    var story = Story()
    story.add(run.countFacts)
    let winners = try winners(run)
    var rows: [(mark: StoryTable.Mark, row: Int, remark: String)] = []
    for row in run.lostRows(limit: 6) {
      guard rows.count(where: { $0.mark == .kept }) < 2 else { break }
      guard let winner = winners.winner(over: row) else { continue }
      if !rows.contains(where: { $0.row == winner }) { rows.append((.kept, winner, "")) }
      rows.append((.removed, row, try comparison(row, winner, run)))
    }
    let columns = run.shownColumns(of: run.before, first: run.columnsRead)
    story.add(run.table(rows, of: .before, columns: columns))
    return story
  }

  /// Which row was kept instead.
  public func reason(forLosing row: Int, in run: StageRun) throws(Diagnostic) -> String? {
    guard let winner = try winners(run).winner(over: row) else { return nil }
    let label = run.label(ofInput: winner)
    let name = label.isEmpty ? "another row" : label
    let words = try comparison(row, winner, run)
    return "\(name) of the same \(StoryText.list(keys)) was kept"
      + (words.isEmpty ? "" : ": \(words)")
  }

  /// How many rows the kept one stands for.
  public func account(ofRow row: Int, in run: StageRun) throws(Diagnostic) -> [String] {
    guard let kept = run.origins?.inputRow(of: row) else { return [] }
    let winners = try winners(run)
    let rivals = winners.rivals(of: kept)
    guard !rivals.isEmpty else { return ["the only row of its \(StoryText.list(keys))"] }
    var shown: [String] = []
    for rival in rivals.prefix(2) {
      let words = try comparison(rival, kept, run)
      let label = run.label(ofInput: rival)
      shown.append((label.isEmpty ? "another row" : label) + (words.isEmpty ? "" : " (\(words))"))
    }
    let more = rivals.count > 2 ? " and \(StoryText.number(rivals.count - 2)) more" : ""
    return ["kept instead of \(shown.joined(separator: ", "))\(more)"]
  }

  /// `score 65 < 71`: how a row compares with the one that was kept.
  private func comparison(_ row: Int, _ winner: Int, _ run: StageRun) throws(Diagnostic) -> String {
    guard let value else { return choice == .last ? "it is earlier" : "it is later" }
    let name = StoryText.oneLine(value.span.text)
    let mine = try run.value(of: value, inInput: row)
    let best = try run.value(of: value, inInput: winner)
    if mine.isNull { return "\(name) is missing" }
    if mine == best { return "\(name) is equal, it is later" }
    let sign = choice == .largest ? "<" : ">"
    return "\(name) \(StoryText.cell(mine)) \(sign) \(StoryText.cell(best))"
  }
}

/// The kept row of each key.
private struct Winners: Sendable {
  private let groups: Buffer<UInt32>
  private let kept: Buffer<UInt32>

  init(_ run: StageRun, keys: [String]) throws(Diagnostic) {
    let grouping = try run.before.grouping(by: keys, workers: run.context.workers)
    let groups = grouping.groups
    self.groups = groups
    kept = Buffer(count: grouping.groupCount) { target in
      target.update(repeating: RowOrigins.none, count: grouping.groupCount)
      guard let origins = run.origins else { return }
      for row in 0..<run.after.rowCount {
        guard let before = origins.inputRow(of: row) else { continue }
        target[Int(groups.base[before])] = UInt32(truncatingIfNeeded: before)
      }
    }
  }

  func winner(over row: Int) -> Int? {
    let winner = kept.base[Int(groups.base[row])]
    return winner == RowOrigins.none || Int(winner) == row ? nil : Int(winner)
  }

  func rivals(of row: Int) -> [Int] {
    (0..<groups.count).filter { groups.base[$0] == groups.base[row] && $0 != row }
  }
}
