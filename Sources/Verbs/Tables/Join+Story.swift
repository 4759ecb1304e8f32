public import Catalog
import Columnar
public import Diagnostics
import Kernels

/// What the joins tell about their matches.
extension Join {
  private var tableName: String { table.name.contains(" ") ? table.name : "`\(table.name)`" }
  private var keyText: String {
    StoryText.list(keys.pairs.map { $0.isShared ? $0.left : "\($0.left) == \($0.right)" })
  }

  /// Which rows are kept.
  public func sentence(for record: StageRecord) -> String {
    let on = "on \(keyText)"
    return switch kind {
    case .semi:
      "Keeps the \(counted(record.rowsOut, "row")) that have a match in \(tableName) \(on)."
    case .anti: "Keeps the \(counted(record.rowsOut, "row")) without a match in \(tableName) \(on)."
    case .inner: "Puts \(tableName) beside the rows that match it \(on)."
    case .left: "Puts \(tableName) beside the rows that match it \(on), and keeps the others."
    case .right: "Puts \(tableName) beside the rows that match it \(on), and adds its other rows."
    case .full: "Puts \(tableName) beside the rows that match it \(on), and keeps all of both."
    }
  }

  /// What the kind says about the number of rows.
  public var rowForecast: String {
    switch kind {
    case .semi, .anti: "fewer or equal rows"
    case .inner: "rows with a match; several matches repeat a row"
    case .left: "all rows; several matches repeat a row"
    case .right: "rows with a match, and all rows of \(table.name)"
    case .full: "all rows of both tables"
    }
  }

  /// The counts, a row that matches, one that does not, and one of the other table alone.
  public func story(of run: StageRun) throws(Diagnostic) -> Story {
    var story = Story()
    if let join = run.record.join { story.add(join.facts) }
    guard case .joined(let left, let right)? = run.origins else {
      story.add(run.countFacts)
      story.add(run.lostAndKept())
      return story
    }
    var rows: [(mark: StoryTable.Mark, row: Int, remark: String)] = []
    func first(_ mark: StoryTable.Mark, _ remark: String, where test: (Int) -> Bool) {
      guard let row = (0..<left.count).first(where: test) else { return }
      let source = right.base[row] == RowOrigins.none ? "" : " (its row \(right.base[row] + 1))"
      rows.append((mark, row, remark + source))
    }
    let none = RowOrigins.none
    first(.kept, "matched") { left.base[$0] != none && right.base[$0] != none }
    first(.unknown, "only here") { right.base[$0] == none }
    first(.unknown, "only in \(table.name)") { left.base[$0] == none }
    let columns = keys.pairs.map(\.left) + added.fields.map(\.name)
    story.add(
      run.table(rows, of: .after, columns: run.shownColumns(of: run.after, first: columns)))
    let lost = run.lostRows(limit: 1).map { (StoryTable.Mark.removed, $0, "no match") }
    story.add(
      run.table(
        lost, of: .before,
        columns: run.shownColumns(of: run.before, first: keys.pairs.map(\.left))))
    return story
  }

  /// No match, or one where none is wanted.
  public func reason(forLosing row: Int, in run: StageRun) throws(Diagnostic) -> String? {
    let words = run.words(keys.pairs.map(\.left), ofInput: row)
    if kind == .anti { return "\(words) has a match in \(tableName)" }
    let isMissing = keys.pairs.contains { run.value($0.left, ofInput: row)?.isNull ?? false }
    return isMissing
      ? "a missing key matches nothing: \(words)" : "\(words) has no match in \(tableName)"
  }

  /// The row of the other table.
  public func account(ofRow row: Int, in run: StageRun) throws(Diagnostic) -> [String] {
    guard case .joined(let left, let right)? = run.origins else { return [] }
    let place = right.base[row]
    guard place != RowOrigins.none else { return ["it has no match in \(tableName)"] }
    let other = try table.table(run.context)
    let one = other.slice(Int(place)..<Int(place) + 1)
    let cells = one.schema.names.prefix(4).compactMap { name in
      one.column(named: name).map { "\(name) \(StoryText.cell($0.value(at: 0)))" }
    }
    let text =
      "row \(StoryText.number(Int(place) + 1)) of \(tableName): \(cells.joined(separator: ", "))"
    return [left.base[row] == RowOrigins.none ? "it is only \(text)" : "matched \(text)"]
  }
}
