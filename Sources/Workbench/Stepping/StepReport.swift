import Catalog
import Columnar
import Execution

/// What a pipeline did, stage by stage: the answer to `step`.
public struct StepReport: Sendable {
  /// The run, from the data set to the last stage.
  let run: TracedRun
  /// The stages to show; those of named tables before them have been shown where they were made.
  let shown: Range<Int>

  /// The stages of a pipeline itself.
  ///
  /// - Parameter lastStages: How many of them to show; nil for all.
  init(_ run: TracedRun, lastStages: Int? = nil) {
    self.run = run
    let own = run.tableNames.firstIndex { $0 == nil } ?? run.stages.count
    let first = lastStages.map { max(own, run.stages.count - $0) } ?? own
    shown = first..<run.stages.count
  }

  /// The table that the shown stages start from, in a line.
  var sourceLine: String {
    let name = run.tableNames.last { $0 != nil } ?? nil
    let before = shown.lowerBound
    let table = before < run.stages.count ? run.stages[before].before : run.result
    var line = name ?? run.sourceName
    if name != nil, line != run.sourceName { line += ", made from \(run.sourceName)" }
    line += "   \(StoryText.counted(table.rowCount, "row"))"
    if let provenance = run.source.provenance { line += "   (\(provenance))" }
    return line
  }

  /// The number that a stage is called by: in its own pipeline, counted from 1.
  func number(_ stage: Int) -> Int {
    let name = run.tableNames[stage]
    let first = run.tableNames.firstIndex(of: name) ?? 0
    return stage - first + 1
  }

  /// What sentences call a stage: `step 2`, or `step 2 of busiest`.
  func name(_ stage: Int) -> String {
    let own = "step \(number(stage))"
    return run.tableNames[stage].map { "\(own) of \($0)" } ?? own
  }
}

extension StageRecord {
  /// Missing values that aggregates left out, in words.
  var skippedText: String? {
    guard !nullsSkipped.isEmpty else { return nil }
    let parts = nullsSkipped.map { "\(StoryText.number($0.count)) missing \($0.name)" }
    return "aggregates skipped \(StoryText.list(parts, limit: 5))"
  }
}
