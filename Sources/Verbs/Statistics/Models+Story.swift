public import Catalog
import Columnar
import Diagnostics
import Kernels

/// What the verbs that fit and compare tell about their rows.
extension Correlate {
  /// Which columns are compared.
  public func sentence(for record: StageRecord) -> String {
    let kind = method == "pearson" ? "Pearson" : method == "kendall" ? "Kendall" : "Spearman"
    return
      "Compares \(counted(columns.count, "column")) pair by pair by the correlation of \(kind)."
  }

  /// One row for each pair.
  public var rowForecast: String {
    counted(columns.count * (columns.count - 1) / 2, "row") + ", one per pair of columns"
  }

  /// The pairs with the largest correlation in size.
  public func story(of run: StageRun) -> Story {
    var story = Story()
    guard let results = run.after.column(named: "r"), let used = run.after.column(named: "n") else {
      return story
    }
    let positions = results.positions
    let missing = positions.count { $0.isNaN }
    let least = used.positions.min() ?? 0
    var facts = [
      "each pair uses the rows in which both have a value: \(StoryText.number(Int(least))) or more of "
        + StoryText.number(run.before.rowCount)
    ]
    if missing > 0 { facts.append("no correlation in \(counted(missing, "pair"))") }
    story.add(facts)
    let order = positions.indices.filter { !positions[$0].isNaN }
      .sorted { (-abs(positions[$0]), $0) < (-abs(positions[$1]), $1) }
    story.add(
      run.table(
        order.prefix(3).enumerated().map { (.plain, $1, $0 == 0 ? "the strongest" : "") },
        of: .after, columns: run.after.schema.names))
    return story
  }

  /// The rows that count.
  public func account(ofRow row: Int, in run: StageRun) -> [String] {
    guard let used = run.after.slice(row..<row + 1).column(named: "n")?.value(at: 0) else {
      return []
    }
    return [
      "from \(StoryText.cell(used)) of \(counted(run.before.rowCount, "row")), those in which both have a value"
    ]
  }
}

extension Compare {
  /// What is tested.
  public func sentence(for record: StageRecord) -> String {
    let test = isKruskal ? "of Kruskal and Wallis" : "of Mann and Whitney"
    return "Asks by the rank test \(test) whether \(StoryText.oneLine(value.span.text)) differs by "
      + "\(group.name)."
  }

  /// One row.
  public var rowForecast: String { "one row" }

  /// The groups beside each other.
  public func story(of run: StageRun) -> Story {
    var story = Story()
    func items(_ name: String) -> [Value] {
      guard case .list(let items, _)? = run.after.column(named: name)?.value(at: 0) else {
        return []
      }
      return items
    }
    let (groups, sizes, medians) = (items("groups"), items("n"), items("median"))
    let rows = groups.indices.prefix(8).map { index in
      StoryTable.Row([groups, sizes, medians].map { StoryText.cell($0[index]) })
    }
    let heads = [
      StoryTable.Column(group.name), .init("values", isNumeric: true),
      .init("median", isNumeric: true),
    ]
    story.add(StoryTable(heads, rows))
    if groups.count > 8 { story.add(["\(counted(groups.count - 8, "more group"))"]) }
    story.add(run.firstRows(1, columns: ["statistic", "df", "p"]))
    return story
  }
}

extension FitLinear {
  private var partText: String { per.isEmpty ? "" : " for each \(StoryText.list(per))" }

  /// What explains what.
  public func sentence(for record: StageRecord) -> String {
    let on = StoryText.list(terms.map { StoryText.oneLine($0.name) })
    let what = StoryText.oneLine(value.span.text)
    let result = name.map { ", and puts the fitted values beside the rows as \($0)" } ?? ""
    return "Fits \(what) as a sum of \(on) and a constant by least squares\(partText)\(result)."
  }

  /// One row for each term, or as many as before.
  public var rowForecast: String {
    guard name == nil else { return "same rows" }
    let parts = per.isEmpty ? "" : " and \(StoryText.list(per))"
    return "one row per term\(parts), the constant first"
  }

  /// The terms, or some fitted values.
  public func story(of run: StageRun) -> Story {
    var story = Story()
    guard let name else {
      story.add(run.firstRows(min(6, terms.count + 1), columns: run.after.schema.names))
      return story
    }
    guard let fitted = run.after.column(named: name) else { return story }
    let missing = fitted.nullCount
    story.add([
      missing == 0
        ? "a value for every row"
        : "no value in \(counted(missing, "row")), where something is missing"
    ])
    let reads = terms.reduce(into: value.columnsRead.union(per)) {
      $0.formUnion($1.expression.columnsRead)
    }
    let sources = run.before.schema.names.filter { reads.contains($0) }
    story.add(run.firstRows(3, columns: Array(sources.prefix(5)) + [name]))
    return story
  }

  /// The rows of its part.
  public func account(ofRow row: Int, in run: StageRun) -> [String] {
    let what = per.isEmpty ? "all rows" : "the rows of its \(StoryText.list(per))"
    return ["from the fit over \(what) in which every term has a value"]
  }
}

extension FitPowerlaw {
  /// What is fitted.
  public func sentence(for record: StageRecord) -> String {
    let from =
      xmin.map { "from \(NumberText.significant($0, digits: 6)) on" } ?? "where it fits best"
    return "Fits a power law to the tail of \(clauses.text)\(clauses.parts), \(from)."
  }

  /// One row for each part.
  public var rowForecast: String {
    clauses.per.isEmpty ? "one row" : "one row per \(StoryText.list(clauses.per))"
  }

  /// How much of the values the tail is.
  public func story(of run: StageRun) -> Story {
    var story = Story()
    let values = run.before.rowCount - run.record.nullsSkipped.reduce(0) { $0 + $1.count }
    if clauses.per.isEmpty, let tail = run.after.column(named: "tail")?.value(at: 0),
      case .int(let count) = tail
    {
      story.add([
        "the tail holds \(StoryText.number(Int(count))) of \(counted(values, "value"))"
          + StoryText.share(Int(count), of: values)
      ])
    }
    story.add(run.firstRows(4, columns: run.after.schema.names))
    return story
  }

  /// The values of its part.
  public func account(ofRow row: Int, in run: StageRun) -> [String] {
    [
      "\(clauses.cell("tail", row, run)) values\(clauses.whose(row, run)) from "
        + "\(clauses.cell("xmin", row, run)) on are the tail"
    ]
  }
}
