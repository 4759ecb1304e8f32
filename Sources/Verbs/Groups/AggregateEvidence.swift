import Catalog
import Columnar
import Diagnostics
import Kernels

/// Which rows of a group an aggregate comes from, in words.
struct AggregateEvidence {
  let run: StageRun
  /// The rows of the group in the input, ascending.
  let rows: [Int]

  /// `best = 74.1 from #874 org-d/tune-8b; next 73.8 from #902`.
  func line(
    _ name: String, _ expression: BoundExpression, value: Value
  ) throws(Diagnostic) -> String {
    let head = "\(name) = \(StoryText.cell(value))"
    guard case .aggregate(let aggregate) = expression.kind,
      run.before.has(expression.columnsRead)
    else { return "\(head) from \(counted(rows.count, "row"))" }
    let members = try members(of: aggregate)
    if let extreme = aggregate.kernel.extreme, extreme.argument < aggregate.arguments.count {
      let words = try deciding(aggregate.arguments[extreme.argument], extreme.isLargest, members)
      if let words { return "\(head) from \(words)" }
    }
    guard let argument = aggregate.arguments.first, argument.constant == nil else {
      return "\(head) from \(counted(members.count, "row"))\(conditionText(aggregate))"
    }
    let column = try values(argument, members)
    let missing = column.nullCount
    let skipped = missing == 0 ? "" : ", \(StoryText.number(missing)) missing and skipped"
    return "\(head) from \(counted(members.count - missing, "value"))"
      + "\(conditionText(aggregate))\(skipped)"
  }

  private func conditionText(_ aggregate: BoundAggregate) -> String {
    aggregate.condition.map { " where \(StoryText.oneLine($0.span.text))" } ?? ""
  }

  /// The rows that `if:` lets in.
  private func members(of aggregate: BoundAggregate) throws(Diagnostic) -> [Int] {
    guard let condition = aggregate.condition else { return rows }
    let truth = try values(condition, rows)
    return rows.indices.filter { truth.value(at: $0) == .bool(true) }.map { rows[$0] }
  }

  private func values(_ expression: BoundExpression, _ rows: [Int]) throws(Diagnostic) -> Column {
    let table = run.before.selecting(Buffer(rows.map { UInt32(truncatingIfNeeded: $0) }))
    return try run.context.evaluate([expression], over: table)[0]
  }

  /// The row that decides, and the next one.
  private func deciding(
    _ key: BoundExpression, _ isLargest: Bool, _ members: [Int]
  ) throws(Diagnostic) -> String? {
    let keys = try values(key, members)
    guard keys.type != .null else { return nil }
    let top = TopRows.find(2, of: keys, largest: isLargest, workers: run.context.workers)
    guard top.rows.count > 0 else { return nil }
    var text = row(members[Int(top.rows.base[0])], withName: true)
    if top.rows.count > 1 {
      let place = Int(top.rows.base[1])
      let value = StoryText.cell(keys.value(at: place))
      text += "; next \(value) from \(row(members[place], withName: false))"
    }
    let missing = keys.nullCount
    return missing == 0 ? text : text + "; \(StoryText.number(missing)) missing"
  }

  private func row(_ row: Int, withName: Bool) -> String {
    let label = run.label(ofInput: row)
    let place = label.isEmpty ? "row \(StoryText.number(row + 1)) of this step" : label
    guard withName else { return place }
    let names = StageRun.identifyingColumns(of: run.before)
    let name = names.compactMap { run.value($0, ofInput: row) }.map(StoryText.cell)
    return ([place] + name).joined(separator: " ")
  }
}
