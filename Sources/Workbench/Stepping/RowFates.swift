import Catalog
import Columnar
import Diagnostics
import Execution

/// What became of rows of the source: the answer to `.why not COND`.
struct RowFates {
  let report: StepReport
  let layout: StoryLayout
  private var run: TracedRun { report.run }

  /// Rows that are told one by one; the rest is counted.
  static let shownRows = 10

  /// Where one row ended.
  private struct Fate {
    /// The row of the table that was asked about.
    var row: Int
    /// Its row in the input of the stage that removed it, or in the result.
    var place: Int
    /// The stage that removed it; nil when it is in the result.
    var lostIn: Int?
    /// The last pile that it went into: the stage that made it, and its row there.
    var pile: (stage: Int, row: Int)?
    /// The stage behind which it can no longer be followed.
    var blurredIn: Int?
  }

  /// The answer as lines.
  ///
  /// - Parameters:
  ///   - rows: The matching rows of the input of a stage.
  ///   - first: The stage from which they are followed.
  ///   - table: What that input is called.
  func lines(for rows: [Int], from first: Int, in table: String) throws(Diagnostic) -> [String] {
    let matches = rows.count == 1 ? "matches" : "match"
    guard !rows.isEmpty else { return ["No row of \(table) matches."] }
    var lines = ["\(StoryText.counted(rows.count, "row")) of \(table) \(matches)."]
    let fates = follow(rows, from: first)
    let start = first < run.stages.count ? run.stages[first] : nil
    let before = start?.before ?? run.result
    let names = StageRun.identifyingColumns(of: before)
    let shown = fates.prefix(Self.shownRows)
    let labels = shown.map { fate in
      let label = start?.label(ofInput: fate.row) ?? "#\(fate.row + 1)"
      return label.isEmpty ? "row \(fate.row + 1)" : label
    }
    let titles = shown.map { fate in
      names.compactMap { start?.value($0, ofInput: fate.row) }.map(StoryText.cell)
        .joined(separator: " ")
    }
    let labelWidth = labels.map { DisplayWidth.cells($0) }.max() ?? 0
    let titleWidth = min(32, titles.map { DisplayWidth.cells($0) }.max() ?? 0)
    for ((fate, label), title) in zip(zip(shown, labels), titles) {
      let lead =
        "  " + layout.padded(label, to: labelWidth) + "  "
        + (titleWidth > 0
          ? layout.padded(layout.shortened(title, titleWidth), to: titleWidth) + "  " : "")
      let indent = DisplayWidth.cells(lead)
      var told = layout.wrapped(try words(fate), indent: indent, hanging: indent + 2)
      if let line = told.first { told[0] = lead + line.dropFirst(indent) }
      lines += told
    }
    if fates.count > Self.shownRows { lines += rest(fates.dropFirst(Self.shownRows)) }
    return lines
  }

  private func follow(_ rows: [Int], from first: Int) -> [Fate] {
    var fates = rows.map { Fate(row: $0, place: $0) }
    for (index, stage) in run.stages.enumerated().dropFirst(first) {
      let places = stage.origins?.firstResultRows(
        inputCount: stage.before.rowCount, resultCount: stage.after.rowCount)
      let isPile = stage.origins?.makesPiles ?? false
      for position in fates.indices
      where fates[position].lostIn == nil && fates[position].blurredIn == nil {
        guard let places else {
          fates[position].blurredIn = index
          continue
        }
        let next = places.base[fates[position].place]
        if next == RowOrigins.none {
          fates[position].lostIn = index
        } else {
          fates[position].place = Int(next)
          if isPile { fates[position].pile = (index, Int(next)) }
        }
      }
    }
    return fates
  }

  private func words(_ fate: Fate) throws(Diagnostic) -> String {
    let pile = fate.pile.map { pile in
      let keys = cells(run.stages[pile.stage].after, pile.row)
      return "reached \(report.name(pile.stage)) in (\(keys)); that row "
    }
    if let index = fate.blurredIn {
      return "reached \(report.name(index)), whose rows come from many rows together"
    }
    guard let index = fate.lostIn else {
      let number = fate.place + 1
      return pile.map { $0 + "is row \(number) of the result" }
        ?? "is in the result, as row \(number)"
    }
    let stage = run.stages[index]
    let reason = try stage.verb.reason(forLosing: fate.place, in: stage).map { ": \($0)" } ?? ""
    guard let pile else { return "removed in \(report.name(index))\(reason)" }
    return pile + "lost in \(report.name(index))\(reason)"
  }

  private func cells(_ table: Table, _ row: Int) -> String {
    let one = table.slice(row..<row + 1).compacted()
    let keys = zip(one.schema.fields, one.storedColumns).filter { !$0.0.type.isNumeric }
    let shown = keys.isEmpty ? Array(zip(one.schema.fields, one.storedColumns).prefix(2)) : keys
    return shown.prefix(3).map { StoryText.cell($0.1.value(at: 0)) }.joined(separator: ", ")
  }

  /// The rows that are not shown, counted by where they ended.
  private func rest(_ fates: ArraySlice<Fate>) -> [String] {
    var inResult = 0
    var blurred = 0
    var lost = [Int](repeating: 0, count: run.stages.count)
    for fate in fates {
      if let stage = fate.lostIn {
        lost[stage] += 1
      } else if fate.blurredIn != nil {
        blurred += 1
      } else {
        inResult += 1
      }
    }
    var parts: [String] = []
    for stage in lost.indices where lost[stage] > 0 {
      parts.append("\(StoryText.number(lost[stage])) removed in \(report.name(stage))")
    }
    if blurred > 0 { parts.append("\(StoryText.number(blurred)) taken together on the way") }
    if inResult > 0 { parts.append("\(StoryText.number(inResult)) in the result") }
    return layout.wrapped(
      "and \(StoryText.number(fates.count)) more: \(parts.joined(separator: ", "))", indent: 2,
      hanging: 4)
  }
}
