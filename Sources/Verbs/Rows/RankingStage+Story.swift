import Catalog
import Columnar
import Diagnostics
import Kernels

/// What `top` and `bottom` tell about the cut.
extension RankingStage {
  private var rankText: String { StoryText.oneLine(by.span.text) }

  func sentence(for record: StageRecord) -> String {
    let size = largest ? "largest" : "smallest"
    let parts = partition.isEmpty ? "" : " for each \(StoryText.list(partition))"
    guard entities.isEmpty else {
      let names =
        "\(StoryText.number(count)) value\(count == 1 ? "" : "s") of \(StoryText.list(entities)) with the \(size) \(rankText)"
      guard let others else { return "Keeps all rows of the \(names)\(parts)." }
      return "Keeps the names of the \(names)\(parts) and calls all others \(others)."
    }
    return "Keeps the \(counted(count, "row")) with the \(size) \(rankText)\(parts), "
      + "\(StoryText.number(record.rowsOut)) of \(StoryText.number(record.rowsIn))."
  }

  var rowForecast: String {
    if others != nil { return "same rows" }
    let per = partition.isEmpty ? "" : " per \(StoryText.list(partition))"
    guard entities.isEmpty else {
      return "rows of at most \(StoryText.number(count)) \(StoryText.list(entities))\(per)"
    }
    let ties = withTies ? ", ties can add rows" : ""
    return count == 1 ? "at most one row\(per)\(ties)" : "at most \(count) rows\(per)\(ties)"
  }

  func story(of run: StageRun) throws(Diagnostic) -> Story {
    var story = Story()
    let standing = try Standing(self, run)
    story.add(run.countFacts)
    story.add(standing.table(parts: 6))
    var facts = [run.record.notes.contains { $0.code == "W8" } ? "" : "no ties at the cut"]
    let unranked = standing.unranked
    if unranked > 0 { facts.append("never ranked, since missing: \(StoryText.number(unranked))") }
    let hidden = standing.partCount - min(6, standing.partCount)
    if hidden > 0 { facts.append("\(counted(hidden, "more part")) not shown") }
    story.add(facts.filter { !$0.isEmpty })
    return story
  }

  func reason(forLosing row: Int, in run: StageRun) throws(Diagnostic) -> String? {
    try Standing(self, run).reason(forLosing: row)
  }

  func account(ofRow row: Int, in run: StageRun) throws(Diagnostic) -> [String] {
    guard let before = run.origins?.inputRow(of: row) else { return [] }
    return try Standing(self, run).account(of: before).map { [$0] } ?? []
  }
}

/// The ranking of rows or entities, part by part, computed once for all questions.
private struct Ranking: Sendable {
  /// A row for each candidate: a row of the input, or the first one of an entity.
  let table: Table
  /// The score of each candidate.
  let scores: Column
  /// Whether each candidate was kept.
  let isKept: [Bool]
  /// The candidate that each row of the input belongs to; nil when it is the row itself.
  let candidateOf: Buffer<UInt32>?
  /// The parts in the order of their first rows.
  let parts: [Int]
  private let partOf: Buffer<UInt32>?
  /// The candidates of one part after the other, in each the best first; equal ones in the order of
  /// rows; missing ones last.
  private let sorted: Buffer<UInt32>
  private let starts: [Int]

  init(_ stage: RankingStage, _ run: StageRun) throws(Diagnostic) {
    let workers = run.context.workers
    if stage.entities.isEmpty {
      table = run.before
      scores = try run.context.evaluate([stage.by], over: run.before)[0]
      candidateOf = nil
    } else {
      let keys = stage.partition + stage.entities
      let grouping = try run.before.grouping(by: keys, workers: workers)
      let keyColumns = try run.before.columns(named: keys).map {
        $0.gather(grouping.firstRows.base, count: grouping.groupCount)
      }
      scores =
        try stage.aggregation?.evaluate(
          over: run.before, groups: grouping.groups, groupCount: grouping.groupCount,
          keys: Array(zip(keys, keyColumns)), run.context)[0]
        ?? .nulls(.null, count: grouping.groupCount)
      table = run.before.selecting(grouping.firstRows)
      candidateOf = grouping.groups
    }
    let score = SortColumn(scores, descending: stage.largest)
    let count = table.rowCount
    if stage.partition.isEmpty {
      partOf = nil
      parts = [0]
      sorted = RowOrder.sorted(by: [score], count: count, workers: workers)
      starts = [0, count]
    } else {
      let grouping = try table.grouping(by: stage.partition, workers: workers)
      let groups = grouping.groups
      let numbers = Buffer<Int64>(count: count) { target in
        for row in 0..<count { target[row] = Int64(groups.base[row]) }
      }
      sorted = RowOrder.sorted(
        by: [SortColumn(Column(.int, .int64(numbers), count: count)), score], count: count,
        workers: workers)
      var starts = [0]
      starts.reserveCapacity(grouping.groupCount + 1)
      for size in grouping.sizes.array { starts.append(starts[starts.count - 1] + Int(size)) }
      self.starts = starts
      let firsts = grouping.firstRows.array
      parts = firsts.indices.sorted { firsts[$0] < firsts[$1] }
      partOf = groups
    }
    let places = run.origins?.firstResultRows(
      inputCount: run.before.rowCount, resultCount: run.after.rowCount)
    isKept = Self.kept(candidateOf, places, count: count)
  }

  private static func kept(
    _ candidateOf: Buffer<UInt32>?, _ places: Buffer<UInt32>?, count: Int
  ) -> [Bool] {
    var kept = [Bool](repeating: false, count: count)
    guard let places else { return kept }
    for row in 0..<places.count where places.base[row] != RowOrigins.none {
      kept[candidateOf.map { Int($0.base[row]) } ?? row] = true
    }
    return kept
  }

  func part(of candidate: Int) -> Int { partOf.map { Int($0.base[candidate]) } ?? 0 }

  /// The candidates of a part, the best first.
  func candidates(_ part: Int) -> [Int] {
    (starts[part]..<starts[part + 1]).map { Int(sorted.base[$0]) }
  }

  /// Those of them that have a score.
  func ranked(_ part: Int) -> [Int] { candidates(part).filter { scores.isValid($0) } }
}

/// The ranking in words.
private struct Standing {
  private let stage: RankingStage
  private let run: StageRun
  private let ranking: Ranking
  /// The columns that name a candidate.
  private let naming: [String]

  init(_ stage: RankingStage, _ run: StageRun) throws(Diagnostic) {
    self.stage = stage
    self.run = run
    ranking = try run.memory.value("ranking") { () throws(Diagnostic) in
      try Ranking(stage, run)
    }
    naming = stage.entities.isEmpty ? Self.naming(of: run.before, stage) : stage.entities
  }

  private static func naming(of table: Table, _ stage: RankingStage) -> [String] {
    let found = StageRun.identifyingColumns(of: table).filter { !stage.partition.contains($0) }
    if !found.isEmpty { return found }
    // The keys of a group tell its rows apart.
    let keys = table.schema.fields.filter {
      !$0.type.isNumeric && $0.type.isOrdered && !stage.partition.contains($0.name)
    }
    return Array(keys.map(\.name).prefix(2))
  }

  private func words(_ columns: [String], _ candidate: Int) -> String {
    let one = ranking.table.selecting(Buffer([UInt32(truncatingIfNeeded: candidate)]))
    return columns.compactMap { one.column(named: $0).map { StoryText.cell($0.value(at: 0)) } }
      .joined(separator: " ")
  }

  private var scores: Column { ranking.scores }

  var partCount: Int { ranking.parts.count }
  var unranked: Int { scores.nullCount }

  // MARK: The cut

  /// A line for each part: the kept ones, the cut, and the first that lost.
  func table(parts limit: Int) -> StoryTable {
    var rows: [StoryTable.Row] = []
    // Rows of the source have long names.
    let isLong =
      stage.entities.isEmpty && run.before.rowCount > 0 && run.sourceRow(ofInput: 0) != nil
    let shown = isLong && !stage.partition.isEmpty ? 1 : 3
    for part in ranking.parts.prefix(limit) {
      let candidates = ranking.candidates(part)
      guard let first = candidates.first else { continue }
      let ranked = ranking.ranked(part)
      // With `others` all rows stay; then the number asked for is where the cut lies.
      let cut =
        stage.others == nil
        ? ranked.prefix { ranking.isKept[$0] }.count : min(stage.count, ranked.count)
      let kept = ranked.prefix(cut)
      let shownKept = kept.count > 3 ? [kept.first, kept.last].compactMap { $0 } : Array(kept)
      let gap = kept.count > 3 ? "\(name(shownKept[0])) … \(name(shownKept[1]))" : nil
      let keptText = gap ?? shownKept.map(name).joined(separator: "  ")
      let lost = ranked.dropFirst(cut).prefix(shown).map(name).joined(separator: "  ")
      let more = ranked.count - cut - min(shown, ranked.count - cut)
      let tail = more > 0 ? "  and \(StoryText.number(more)) more" : ""
      let missing = candidates.count - ranked.count
      rows.append(
        StoryTable.Row(
          [
            words(stage.partition, first), keptText, "|",
            lost.isEmpty ? "nothing lost" : lost + tail,
          ],
          remark: missing > 0 ? "\(StoryText.number(missing)) missing, not ranked" : ""))
    }
    let heads = ["", "", "", ""].map { StoryTable.Column($0) }
    return StoryTable(heads, rows, hasHeader: false)
  }

  private func name(_ candidate: Int) -> String {
    let value = StoryText.cell(scores.value(at: candidate))
    let label = stage.entities.isEmpty ? run.label(ofInput: candidate) : ""
    let words = words(naming, candidate)
    let name = words.count > 14 ? words.prefix(13) + "…" : words
    return [label, name, value].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The last one kept in the part of a candidate.
  private func last(inPartOf candidate: Int) -> Int? {
    let ranked = ranking.ranked(ranking.part(of: candidate))
    return stage.others == nil
      ? ranked.last { ranking.isKept[$0] } : ranked.prefix(stage.count).last
  }

  private func candidate(of row: Int) -> Int {
    ranking.candidateOf.map { Int($0.base[row]) } ?? row
  }

  private func who(_ candidate: Int, row: Int) throws(Diagnostic) -> String {
    stage.entities.isEmpty ? "" : run.words(stage.entities, ofInput: row) + ": "
  }

  func reason(forLosing row: Int) throws(Diagnostic) -> String? {
    let candidate = candidate(of: row)
    let who = try who(candidate, row: row)
    guard scores.isValid(candidate) else {
      return who + "\(StoryText.oneLine(stage.by.span.text)) is missing, so it is not ranked"
    }
    guard let last = last(inPartOf: candidate) else { return nil }
    let mine = StoryText.cell(scores.value(at: candidate))
    let cut = StoryText.cell(scores.value(at: last))
    if scores.value(at: candidate) == scores.value(at: last) {
      return who + "\(mine) ties with the last one kept, which comes earlier"
    }
    return who + "\(mine) \(stage.largest ? "<" : ">") \(cut), the last one kept"
  }

  func account(of row: Int) throws(Diagnostic) -> String? {
    let candidate = candidate(of: row)
    guard scores.isValid(candidate) else { return nil }
    let ranked = ranking.ranked(ranking.part(of: candidate))
    guard let place = ranked.firstIndex(of: candidate) else { return nil }
    let next =
      ranked.first { !ranking.isKept[$0] }.map { "; the best that lost is \(name($0))" } ?? ""
    let who = try who(candidate, row: row)
    return who + "number \(place + 1) of \(StoryText.number(ranked.count)) by "
      + "\(StoryText.oneLine(stage.by.span.text)), \(StoryText.cell(scores.value(at: candidate)))\(next)"
  }
}
