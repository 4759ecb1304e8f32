import Catalog
import Columnar
import Diagnostics

/// What `filter` and `reject` tell about their rows.
extension RowCondition {
  /// The condition as written, on one line.
  var text: String { StoryText.oneLine(condition.span.text) }

  /// Counts, the sides of a range, and some rows of each kind.
  ///
  /// - Parameter keepsTrue: Whether rows where the condition is true stay, or the others.
  func story(of run: StageRun, keepsTrue: Bool) throws(Diagnostic) -> Story {
    let outcome = try run.context.evaluator.rows(where: condition, in: run.before, run.context)
    let reasons = ConditionReasons(run)
    let unknown = outcome.unknownRows.count
    var why = ""
    if unknown > 0 {
      let words = reasons.unknown(condition, row: Int(outcome.unknownRows.base[0]))
      why = ": " + words.replacing("unknown, since ", with: "")
    }
    let unknownText = "\(StoryText.number(unknown)) unknown\(why)"
    var story = Story()
    var counts = run.countFacts
    if unknown > 0, counts.count == 2 {
      counts[keepsTrue ? 0 : 1] += ", of which " + unknownText
    }
    story.add(counts)
    let parts = try reasons.counts(condition)
    if !parts.isEmpty, keepsTrue { story.add(parts + ["unknown: \(StoryText.number(unknown))"]) }
    story.add(try samples(of: run, outcome, keepsTrue: keepsTrue))
    return story
  }

  /// Two rows that went, two that stayed and an unknown one, in the order of the table.
  private func samples(
    of run: StageRun, _ outcome: ConditionResult, keepsTrue: Bool
  ) throws(Diagnostic) -> StoryTable {
    let reasons = ConditionReasons(run)
    let unknown = outcome.unknownRows.count > 0 ? Int(outcome.unknownRows.base[0]) : nil
    let trueRows = (0..<min(2, outcome.trueRows.count)).map { Int(outcome.trueRows.base[$0]) }
    let others = Self.rows(of: run.before, outside: outcome, limit: 2)
    var rows: [(mark: StoryTable.Mark, row: Int, remark: String)] = []
    for row in trueRows { rows.append((keepsTrue ? .kept : .removed, row, "")) }
    for row in others {
      let remark = keepsTrue ? try reasons.isFalse(condition, row: row) : ""
      rows.append((keepsTrue ? .removed : .kept, row, Self.shortened(remark)))
    }
    if let unknown {
      let remark =
        keepsTrue
        ? "dropped by filter, reject would keep it" : "kept by reject, filter would drop it"
      rows.append((.unknown, unknown, remark))
    }
    rows.sort { $0.row < $1.row }
    return run.table(
      rows, of: .before, columns: run.shownColumns(of: run.before, first: run.columnsRead))
  }

  /// The first rows where the condition is false.
  private static func rows(
    of table: Table, outside outcome: ConditionResult, limit: Int
  ) -> [Int] {
    var rows: [Int] = []
    var nextTrue = 0
    var nextUnknown = 0
    for row in 0..<table.rowCount where rows.count < limit {
      if nextTrue < outcome.trueRows.count, Int(outcome.trueRows.base[nextTrue]) == row {
        nextTrue += 1
      } else if nextUnknown < outcome.unknownRows.count,
        Int(outcome.unknownRows.base[nextUnknown]) == row
      {
        nextUnknown += 1
      } else {
        rows.append(row)
      }
    }
    return rows
  }

  private static func shortened(_ remark: String) -> String { remark.count > 60 ? "" : remark }

  /// Why a row of the result was kept.
  func account(ofRow row: Int, in run: StageRun) throws(Diagnostic) -> [String] {
    guard let before = run.origins?.inputRow(of: row) else { return [] }
    return ["kept: \(try ConditionReasons(run).held(condition, row: before))"]
  }
}

extension ConditionReasons {
  /// Why the condition is true, false or unknown.
  func held(_ condition: BoundExpression, row: Int) throws(Diagnostic) -> String {
    try notTrue(condition, row: row)
  }
}
