public import Catalog
import Columnar
public import Diagnostics
import Kernels

/// What tables of distributions have to say in common.
extension PartitionedValue {
  /// The value as written.
  var text: String { StoryText.oneLine(value.span.text) }
  /// ` for each kind`; nothing without `per`.
  var parts: String { per.isEmpty ? "" : " for each \(StoryText.list(per))" }
  /// ` per kind`; nothing without `per`.
  var forecast: String { per.isEmpty ? "" : " per \(StoryText.list(per))" }

  /// The values, those that are missing, and the first and last rows of the result.
  func story(of run: StageRun, _ noun: String) -> Story {
    var story = Story()
    let missing = run.record.nullsSkipped.reduce(0) { $0 + $1.count }
    story.add([
      counted(run.before.rowCount - missing, "value"), counted(run.after.rowCount, noun),
    ])
    let count = run.after.rowCount
    let places = count <= 5 ? Array(0..<count) : [0, 1, 2, count - 1]
    story.add(
      run.table(
        places.map { (.plain, $0, count > 5 && $0 == count - 1 ? "the last row" : "") },
        of: .after, columns: Array(run.after.schema.names.prefix(6))))
    return story
  }

  /// Why a row takes part in none of the rows of a distribution.
  func reason(_ row: Int, _ run: StageRun) throws(Diagnostic) -> String {
    try run.value(of: value, inInput: row).isNull ? "\(text) is missing" : "its value is left out"
  }

  /// `11 of 40 values`, with the values of the parts.
  func whose(_ row: Int, _ run: StageRun) -> String {
    let one = run.after.slice(row..<row + 1)
    let keys = per.compactMap { name in
      one.column(named: name).map { "\(name) \(StoryText.cell($0.value(at: 0)))" }
    }
    return keys.isEmpty ? "" : " of \(keys.joined(separator: ", "))"
  }

  func cell(_ name: String, _ row: Int, _ run: StageRun) -> String {
    run.after.slice(row..<row + 1).column(named: name).map { StoryText.cell($0.value(at: 0)) } ?? ""
  }
}

extension Lorenz {
  /// What the two shares are.
  public func sentence(for record: StageRecord) -> String {
    "Gives the share of the total \(clauses.text) that the rows with the smallest values hold\(clauses.parts)."
  }

  /// One row for each value and one for the beginning.
  public var rowForecast: String {
    "one row per different \(clauses.text)\(clauses.forecast), and the beginning"
  }

  /// The first and last points of the curve.
  public func story(of run: StageRun) -> Story { clauses.story(of: run, "point") }

  /// Only rows without a value take no part.
  public func reason(forLosing row: Int, in run: StageRun) throws(Diagnostic) -> String? {
    try clauses.reason(row, run)
  }

  /// How many rows the point adds.
  public func account(ofRow row: Int, in run: StageRun) -> [String] {
    let own = run.inputRows(of: row).count
    guard own > 0 else {
      return ["the beginning of the curve\(clauses.whose(row, run)), no rows yet"]
    }
    return [
      "\(counted(own, "row"))\(clauses.whose(row, run)) with one \(clauses.text); both shares count these "
        + "and all smaller ones"
    ]
  }
}

extension Histogram {
  /// Into how many bins.
  public func sentence(for record: StageRecord) -> String {
    "Counts how many values of \(clauses.text) fall into each bin\(clauses.parts)."
  }

  /// One row for each bin.
  public var rowForecast: String { "one row per bin\(clauses.forecast), also for empty ones" }

  /// The bins, the empty ones, and the fullest.
  public func story(of run: StageRun) -> Story {
    var story = Story()
    guard let counts = run.after.column(named: "n"), case .int64(let numbers) = counts.data,
      counts.count > 0
    else { return story }
    let all = numbers.array
    let empty = all.count { $0 == 0 }
    let total = all.reduce(0, +)
    story.add([
      "\(StoryText.number(Int(total))) values in \(counted(all.count, "bin"))",
      empty > 0 ? "\(StoryText.number(empty)) empty" : "none empty",
      "each from its lower end up to, without, its upper end",
    ])
    let fullest = all.indices.max { all[$0] < all[$1] } ?? 0
    let places = Set([0, 1, fullest, all.count - 1]).filter { all.indices.contains($0) }.sorted()
    story.add(
      run.table(
        places.map { place in
          let words = [
            place == fullest ? "the fullest" : "", place == all.count - 1 ? "the last" : "",
          ]
          return (.plain, place, words.filter { !$0.isEmpty }.joined(separator: ", "))
        }, of: .after, columns: Array(run.after.schema.names.prefix(6))))
    return story
  }

  /// Only rows without a value, or without a logarithm, take no part.
  public func reason(forLosing row: Int, in run: StageRun) throws(Diagnostic) -> String? {
    try run.value(of: clauses.value, inInput: row).isNull
      ? "\(clauses.text) is missing" : "\(clauses.text) is not above 0"
  }

  /// The smallest and largest value of the bin.
  public func account(ofRow row: Int, in run: StageRun) throws(Diagnostic) -> [String] {
    let rows = run.inputRows(of: row)
    let ends = "\(clauses.cell("from", row, run)) to \(clauses.cell("to", row, run))"
    guard let first = rows.first else {
      return ["no value\(clauses.whose(row, run)) lies in \(ends)"]
    }
    let value = StoryText.cell(try run.value(of: clauses.value, inInput: first))
    let label = run.label(ofInput: first)
    return [
      "\(counted(rows.count, "value"))\(clauses.whose(row, run)) from \(ends), the first \(value)"
        + (label.isEmpty ? "" : " in \(label)")
    ]
  }
}
