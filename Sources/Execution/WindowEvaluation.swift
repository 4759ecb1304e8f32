import Catalog
import Columnar
import Diagnostics
import Kernels
import QueryLanguage

/// Computes window functions: partitions and order once per stage, then each function over all rows.
enum WindowEvaluation {
  /// The values of a window for all rows of the table.
  static func evaluate(
    _ window: BoundWindow, over table: inout PreparedTable, _ evaluator: Evaluator,
    _ context: RunContext
  ) throws(Diagnostic) -> Column {
    try context.checkpoint()
    let partitions = try partitions(window.scope, table, evaluator, context)
    var inputs = window.arguments
    if let condition = window.condition { inputs.append(condition) }
    var columns = try evaluator.evaluate(inputs, over: table.table, context)
    let condition = window.condition == nil ? nil : columns.removeLast()
    switch window.method {
    case .window(let kernel):
      let values = try kernel.evaluate(
        columns, partitions, context.workers, &context.record.evaluation)
      try context.checkpoint()
      if kernel.readsNeighbours { noteGaps(window.name, partitions, context) }
      return values
    case .aggregate(let kernel):
      let values = try GroupAggregation.run(
        kernel, arguments: columns, condition: condition, groups: partitions.partitionOfRow,
        groupCount: partitions.rows.groupCount, rows: { partitions.rows },
        workers: context.workers)
      context.noteMeaning(
        ofAggregate: window.name, window.arguments, in: table.table.schema,
        text:
          "\(window.name)(\(window.arguments.map { Formatter.line(at: $0.span) }.joined(separator: ", ")))"
      )
      context.countUndefined(
        values, of: kernel, arguments: columns, condition: condition,
        groups: partitions.partitionOfRow, countsRows: true)
      return values.gather(partitions.partitionOfRow.base, count: table.rowCount)
    }
  }

  /// Says so when a function of the row before goes across periods without rows (note W9).
  private static func noteGaps(
    _ name: String, _ partitions: WindowPartitions, _ context: RunContext
  ) {
    guard let along = partitions.along, case .period(let grain) = along.type,
      case .int32(let places) = along.data
    else { return }
    var gaps = 0
    var first: (before: Int32, after: Int32)?
    for partition in 0..<partitions.rows.groupCount {
      var previous: Int32?
      for position in partitions.rows.range(partition) {
        let row = Int(partitions.rows.rows.base[position])
        guard along.isValid(row) else { continue }
        let place = places.base[row]
        if let previous, abs(Int(place) - Int(previous)) > 1 {
          gaps += 1
          if first == nil { first = (min(previous, place), max(previous, place)) }
        }
        previous = place
      }
    }
    guard let first else { return }
    let place =
      "\(ValueText.period(grain, first.before)) to \(ValueText.period(grain, first.after))"
    let what = gaps == 1 ? "a gap" : "\(NumberText.grouped(gaps)) gaps, the first"
    context.note(
      "W9",
      "`\(name)` goes across \(what) from \(place); `every` or `complete` adds the "
        + "\(grain.name)s between")
  }

  private static func partitions(
    _ scope: WindowScope, _ table: PreparedTable, _ evaluator: Evaluator, _ context: RunContext
  ) throws(Diagnostic) -> WindowPartitions {
    let rowCount = table.rowCount
    var keys: [Column] = []
    for name in scope.per {
      guard let column = table.table.column(named: name) else {
        throw .defect("partition column `\(name)` was not carried to this stage")
      }
      keys.append(column)
    }
    var groups = Buffer<UInt32>(repeating: 0, count: rowCount)
    var groupCount = rowCount > 0 ? 1 : 0
    if !keys.isEmpty {
      guard let grouping = Grouping(keys, rowCount: rowCount, workers: context.workers) else {
        throw Diagnostic("E304", "a list or record cannot partition rows")
      }
      groups = grouping.groups
      groupCount = grouping.groupCount
    }
    let order = try evaluator.evaluate(scope.along.map(\.expression), over: table.table, context)
    guard !order.isEmpty else {
      return WindowPartitions(
        rows: GroupedRows(groups: groups, groupCount: groupCount), partitionOfRow: groups,
        along: nil)
    }
    let sortColumns = zip(order, scope.along).map { SortColumn($0, descending: $1.descending) }
    let sorted = RowOrder.sorted(by: sortColumns, count: rowCount, workers: context.workers)
    // The groups in sorted order are sorted by counting, which keeps that order within a group.
    let sortedGroups = groups.gather(sorted.base, count: rowCount)
    let grouped = GroupedRows(groups: sortedGroups, groupCount: groupCount)
    let rows = sorted.gather(grouped.rows.base, count: grouped.rows.count)
    return WindowPartitions(
      rows: GroupedRows(offsets: grouped.offsets, rows: rows), partitionOfRow: groups,
      along: order[0])
  }
}
