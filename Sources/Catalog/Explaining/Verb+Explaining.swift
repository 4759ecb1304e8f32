import Columnar
public import Diagnostics

/// What a verb that says nothing of its own tells about a run: its counts and some rows.
extension Verb {
  /// The declaration's summary.
  public func sentence(for record: StageRecord) -> String { Self.declaration.summary }

  /// Nothing is known about rows.
  public var rowForecast: String { "" }

  /// Counts, rows that went and rows that came, as the record and the origins have them.
  public func story(of run: StageRun) throws(Diagnostic) -> Story {
    var story = Story()
    story.add(run.countFacts)
    if let join = run.record.join { story.add(join.facts) }
    if let groups = run.record.groups { story.add(groups.facts(added: run.record.added ?? 0)) }
    switch run.origins {
    case .same?:
      let changed = run.record.columnsAdded + run.record.columnsRetyped.map(\.name)
      if !changed.isEmpty {
        let columns = run.shownColumns(of: run.after, first: run.columnsRead + changed)
        story.add(run.firstRows(2, columns: columns))
      }
    case .picked? where (run.record.removed ?? 0) > 0:
      story.add(run.lostAndKept())
    default:
      if run.after.schema.names.count > 0 { story.add(run.firstRows()) }
    }
    return story
  }

  /// Nothing is known about why.
  public func reason(forLosing row: Int, in run: StageRun) throws(Diagnostic) -> String? { nil }

  /// Nothing is known about how.
  public func account(ofRow row: Int, in run: StageRun) throws(Diagnostic) -> [String] { [] }
}

extension StageRun {
  /// `removed 228 (18%)`, `kept 1,012`, `added 3`: what the record counts.
  public var countFacts: [String] {
    var facts: [String] = []
    if let removed = record.removed, let kept = record.kept {
      facts.append(
        "removed \(StoryText.number(removed))\(StoryText.share(removed, of: record.rowsIn))")
      facts.append("kept \(StoryText.number(kept))")
    }
    if let added = record.added, added > 0, record.groups == nil {
      facts.append("added \(StoryText.counted(added, "row"))")
    }
    return facts
  }

  /// Two rows that went and two that stayed.
  public func lostAndKept(columns: [String]? = nil) -> StoryTable {
    var rows: [(mark: StoryTable.Mark, row: Int, remark: String)] = []
    rows += lostRows(limit: 2).map { (.removed, $0, "") }
    for row in 0..<min(2, after.rowCount) {
      if let kept = origins?.inputRow(of: row) { rows.append((.kept, kept, "")) }
    }
    return table(
      rows, of: .before, columns: columns ?? shownColumns(of: before, first: columnsRead))
  }
}

extension StageRecord.Join {
  /// The matches in words.
  public var facts: [String] {
    var facts = ["matched \(StoryText.number(leftMatched))"]
    facts.append("only here \(StoryText.number(leftOnly))")
    facts.append("only there \(StoryText.number(rightOnly))")
    if nullKeys > 0 { facts.append("missing keys \(StoryText.number(nullKeys))") }
    if maximumFanout > 1 { facts.append("up to \(StoryText.number(maximumFanout)) matches a row") }
    return facts
  }
}

extension StageRecord.Groups {
  /// The sizes in words.
  public func facts(added: Int) -> [String] {
    guard count > 1 else { return [] }
    let sizes =
      smallest == largest
      ? "each of \(StoryText.counted(smallest, "row"))"
      : "of \(StoryText.number(smallest)) to \(StoryText.counted(largest, "row"))"
    var facts = ["\(StoryText.counted(count, "group")) \(sizes)"]
    if added > 0 { facts.append("\(StoryText.number(added)) added without rows") }
    return facts
  }
}
