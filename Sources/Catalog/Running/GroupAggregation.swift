public import Columnar
public import Diagnostics

/// Runs an aggregate over rows that have been given group numbers.
///
/// Streaming aggregates keep one state per stripe; a stripe is a run of whole blocks, the stripes
/// are chosen from the numbers of rows and groups alone, and their states are merged in order. So
/// every result has the same bits whatever the number of threads.
public enum GroupAggregation {
  /// The value of an aggregate for each group.
  ///
  /// - Parameters:
  ///   - kernel: The aggregate, bound to the types of its arguments.
  ///   - arguments: Its arguments, one value per row.
  ///   - condition: A bool column; rows where it is not true are left out. Nil for all rows.
  ///   - groups: The group of each row, below `groupCount`.
  ///   - groupCount: The number of groups; those without rows get the aggregate of nothing.
  ///   - rows: The rows of each group in the order that counts, asked for only when the aggregate
  ///     needs them; nil lets this function find them in the order of the table.
  ///   - workers: The threads.
  /// - Returns: `groupCount` values.
  public static func run(
    _ kernel: AggregateKernel, arguments: [Column], condition: Column? = nil,
    groups: Buffer<UInt32>, groupCount: Int, rows: (() -> GroupedRows)? = nil, workers: Workers
  ) throws(Diagnostic) -> Column {
    switch kernel.method {
    case .streaming(let makeState):
      return try stream(
        makeState, arguments: arguments, condition: condition, groups: groups,
        groupCount: groupCount, workers: workers)
    case .grouped(let evaluate):
      let grouped: GroupedRows
      if let condition, let ordered = rows?() {
        grouped = keeping(ordered, where: condition)
      } else if let condition {
        grouped = rowsByGroup(groups, groupCount: groupCount, where: condition)
      } else {
        grouped = rows?() ?? rowsByGroup(groups, groupCount: groupCount)
      }
      return try evaluate(arguments, grouped, workers)
    }
  }

  /// The rows of each group in the order of rows, by counting.
  ///
  /// - Parameter condition: A bool column; rows where it is not true are in no group.
  public static func rowsByGroup(
    _ groups: Buffer<UInt32>, groupCount: Int, where condition: Column? = nil
  ) -> GroupedRows {
    guard let condition else { return GroupedRows(groups: groups, groupCount: groupCount) }
    let isKept = Truth(condition)
    let kept = Buffer<UInt32>(count: groups.count) { target in
      // Numbers from `groupCount` on are in no group.
      let none = UInt32(truncatingIfNeeded: groupCount)
      for row in 0..<groups.count { target[row] = isKept[row] ? groups.base[row] : none }
    }
    return GroupedRows(groups: kept, groupCount: groupCount)
  }

  /// The rows of each group where a condition is true, in the order given.
  private static func keeping(_ grouped: GroupedRows, where condition: Column) -> GroupedRows {
    let isKept = Truth(condition)
    var rows = BufferBuilder<UInt32>(capacity: grouped.rows.count)
    var offsets: [UInt32] = [0]
    for group in 0..<grouped.groupCount {
      for position in grouped.range(group) {
        let row = grouped.rows.base[position]
        if isKept[Int(row)] { rows.append(row) }
      }
      offsets.append(UInt32(truncatingIfNeeded: rows.count))
    }
    return GroupedRows(offsets: Buffer(offsets), rows: rows.finish())
  }

  /// How many stripes rows are cut into: as many as blocks, but so few that merging the states of
  /// all groups costs less than reading the rows.
  static func stripeCount(rows: Int, groups: Int) -> Int {
    let affordable = max(1, rows / (2 * max(1, groups)))
    return max(1, min(Blocks.count(rows: rows), affordable, 256))
  }

  private static func stream(
    _ makeState: @Sendable (Int) -> any AggregateState, arguments: [Column], condition: Column?,
    groups: Buffer<UInt32>, groupCount: Int, workers: Workers
  ) throws(Diagnostic) -> Column {
    let rowCount = groups.count
    let blockCount = Blocks.count(rows: rowCount)
    let stripes = stripeCount(rows: rowCount, groups: groupCount)
    let states = try workers.map(stripes) { (stripe) throws(Diagnostic) -> StripeState in
      let state = makeState(groupCount)
      for block in blockCount * stripe / stripes..<blockCount * (stripe + 1) / stripes {
        try update(
          state, block: Blocks.range(block, rows: rowCount), arguments: arguments,
          condition: condition, groups: groups)
      }
      return StripeState(state: state)
    }
    let total = states[0].state
    for later in states.dropFirst() { try total.merge(later.state) }
    return try total.finish()
  }

  private static func update(
    _ state: any AggregateState, block: Range<Int>, arguments: [Column], condition: Column?,
    groups: Buffer<UInt32>
  ) throws(Diagnostic) {
    let blockGroups = groups.base + block.lowerBound
    guard let condition else {
      try state.update(
        arguments.map { Operand($0.slice(block)) }, groups: blockGroups, count: block.count)
      return
    }
    let isKept = Truth(condition)
    var kept = BufferBuilder<UInt32>(capacity: block.count)
    for row in block where isKept[row] { kept.append(UInt32(truncatingIfNeeded: row)) }
    let rows = kept.finish()
    guard rows.count > 0 else { return }
    let keptGroups = groups.gather(rows.base, count: rows.count)
    try state.update(
      arguments.map { Operand($0.gather(rows.base, count: rows.count)) }, groups: keptGroups.base,
      count: rows.count)
  }
}

/// A state on its way from the thread that filled it to the one that merges it.
private struct StripeState: @unchecked Sendable {
  let state: any AggregateState
}

/// Which rows of a bool column are true: neither false nor missing.
private struct Truth {
  private let values: Buffer<UInt8>?
  private let validity: Bitmap?

  init(_ column: Column) {
    if case .bool(let values) = column.data { self.values = values } else { self.values = nil }
    validity = column.validity
  }

  subscript(row: Int) -> Bool {
    guard let values else { return false }
    return values.base[row] != 0 && (validity?[row] ?? true)
  }
}
