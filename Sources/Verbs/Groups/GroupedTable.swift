import Catalog
import Columnar
import Diagnostics
import Kernels

/// The groups of a table: which rows are in which, and the keys of each.
struct GroupedTable {
  /// The rows that are in a group: all, unless a key asks for whole periods.
  var rows: Table
  /// For each of these rows its row in the input; nil when all rows are in a group.
  var inputRows: Buffer<UInt32>?
  /// The group of each row.
  var groups: Buffer<UInt32>
  /// The number of groups, with those that were added.
  var groupCount: Int
  /// The values of the keys, one per group.
  var keys: [Column]
  /// The number of groups without rows that a key with `every` has added.
  var added = 0
  /// The rows of each group that has some.
  var sizes: Buffer<UInt32>

  init(_ input: Table, _ keys: [GroupKey], _ context: RunContext) throws(Diagnostic) {
    var rows = input
    var values = try context.evaluate(keys.map(\.value), over: input)
    var spans: [ClosedRange<Int32>?] = []
    // How far the dates behind each key reach; a key of periods that are there already knows it.
    var ends = values.map(\.observedUntil)
    for (index, key) in keys.enumerated() {
      let dates = try Self.dates(key, input, context)
      let range = dates.flatMap { DayRange($0) }
      spans.append(key.isWhole ? key.grain.flatMap { range?.wholePeriods($0) } : nil)
      if let range, !key.isWhole { Self.noteEdges(key, range, context) }
      if let dates, let range, let grain = key.grain, !key.isWhole {
        ends[index] = range.observedUntil(dates, grain: grain)
      }
      guard key.isWhole else { continue }
      // Leaves out rows of the edges; missing periods stay.
      let kept = Self.rows(of: values[index], inside: spans[index])
      guard kept.count < values[index].count else { continue }
      context.record.removed = (context.record.removed ?? 0) + values[index].count - kept.count
      rows = rows.selecting(kept)
      inputRows = inputRows?.gather(kept.base, count: kept.count) ?? kept
      values = values.map { $0.gather(kept.base, count: kept.count) }
    }
    guard
      let grouping = Grouping(values, rowCount: rows.rowCount, workers: context.workers)
    else { throw Diagnostic("E304", "a list or record cannot be a key") }
    self.rows = rows
    groups = grouping.groups
    groupCount = grouping.groupCount
    sizes = grouping.sizes
    self.keys = values.map {
      $0.gather(grouping.firstRows.base, count: grouping.groupCount)
    }
    if keys.contains(where: \.isEvery) {
      try addMissingGroups(keys, spans: spans, context)
    }
    for (index, end) in ends.enumerated() { self.keys[index].observedUntil = end }
    for (key, column) in zip(keys, self.keys) where !key.isEvery {
      Self.noteMissingPeriods(key, column, context)
    }
  }

  private static func dates(
    _ key: GroupKey, _ input: Table, _ context: RunContext
  ) throws(Diagnostic) -> Column? {
    guard let date = key.date, input.has(date.columnsRead) else { return nil }
    return try context.evaluate([date], over: input)[0]
  }

  private static func rows(of periods: Column, inside span: ClosedRange<Int32>?) -> Buffer<UInt32> {
    guard case .int32(let numbers) = periods.data else {
      return RowOrder.identity(count: periods.count)
    }
    var rows = BufferBuilder<UInt32>(capacity: periods.count)
    for row in 0..<periods.count
    where !periods.isValid(row) || span?.contains(numbers.base[row]) ?? false {
      rows.append(UInt32(truncatingIfNeeded: row))
    }
    return rows.finish()
  }

  /// The rows of a group; none for one that was added.
  func rowCount(of group: Int) -> Int {
    group < sizes.count ? Int(sizes.base[group]) : 0
  }

  // MARK: Notes

  private static func noteEdges(_ key: GroupKey, _ range: DayRange, _ context: RunContext) {
    guard let grain = key.grain else { return }
    let edges = [
      range.cutsFirst(grain)
        ? ValueText.period(grain, grain.period(ofDay: range.first)) : nil,
      range.cutsLast(grain) ? ValueText.period(grain, grain.period(ofDay: range.last)) : nil,
    ].compactMap { $0 }
    guard let first = edges.first else { return }
    let names = edges.count == 2 && edges[1] != first ? "\(first) and \(edges[1])" : first
    let days = "\(ValueText.date(range.first)) to \(ValueText.date(range.last))"
    context.note(
      "W4",
      "partial \(grain.name): \(names), since dates run from \(days); `whole` leaves it out")
  }

  private static func noteMissingPeriods(
    _ key: GroupKey, _ column: Column, _ context: RunContext
  ) {
    guard let grain = key.grain, case .int32(let numbers) = column.data else { return }
    let present = Set((0..<column.count).filter { column.isValid($0) }.map { numbers.base[$0] })
    guard let low = present.min(), let high = present.max() else { return }
    let missing = Int(high) - Int(low) + 1 - present.count
    guard missing > 0 else { return }
    context.note(
      "W3",
      "\(counted(missing, grain.name)) between \(ValueText.period(grain, low)) and "
        + "\(ValueText.period(grain, high)) without rows; `every` adds them")
  }

  // MARK: Periods without rows

  /// Adds a group for each step of the keys with `every` and each combination of the others.
  private mutating func addMissingGroups(
    _ keyList: [GroupKey], spans: [ClosedRange<Int32>?], _ context: RunContext
  ) throws(Diagnostic) {
    let stepped = keyList.indices.filter { keyList[$0].isEvery }
    var ranges: [ClosedRange<Int32>] = []
    for index in stepped {
      guard let range = spans[index] ?? Self.range(of: keys[index]) else { return }
      ranges.append(range)
    }
    let others = keyList.indices.filter { !keyList[$0].isEvery }
    guard
      let tuples = Grouping(
        others.map { keys[$0] }, rowCount: groupCount, workers: context.workers)
    else { return }
    var cells = tuples.groupCount
    for range in ranges {
      let (product, overflow) = cells.multipliedReportingOverflow(
        by: Int(range.upperBound) - Int(range.lowerBound) + 1)
      try context.requireRows(overflow ? .max : product, at: keyList[stepped[0]].value.span)
      cells = product
    }
    var isPresent = [Bool](repeating: false, count: cells)
    for group in 0..<groupCount {
      if let cell = cell(of: group, tuples, stepped, ranges) { isPresent[cell] = true }
    }
    let missing = (0..<cells).filter { !isPresent[$0] }
    guard !missing.isEmpty else { return }
    // A cell number holds the tuple and the steps as digits, the last step the lowest.
    var width = 1
    for (position, index) in stepped.enumerated().reversed() {
      let size = Int(ranges[position].upperBound) - Int(ranges[position].lowerBound) + 1
      let steps = missing.map { Int32($0 / width % size) + ranges[position].lowerBound }
      let type = keys[index].type
      let column = Column(type, .int32(Buffer(steps)), count: steps.count)
      keys[index] = .concatenate([keys[index], column], type: type)
      width *= size
    }
    let sources = Buffer(missing.map { tuples.firstRows.base[$0 / width] })
    for index in others {
      let added = keys[index].gather(sources.base, count: sources.count)
      keys[index] = .concatenate([keys[index], added], type: keys[index].type)
    }
    groupCount += missing.count
    added = missing.count
  }

  /// The cell of a group; nil when a step is missing or outside.
  private func cell(
    of group: Int, _ tuples: Grouping, _ stepped: [Int], _ ranges: [ClosedRange<Int32>]
  ) -> Int? {
    var cell = Int(tuples.groups.base[group])
    for (index, range) in zip(stepped, ranges) {
      guard case .int32(let numbers) = keys[index].data, keys[index].isValid(group),
        range.contains(numbers.base[group])
      else { return nil }
      cell = cell * (Int(range.upperBound) - Int(range.lowerBound) + 1)
      cell += Int(numbers.base[group]) - Int(range.lowerBound)
    }
    return cell
  }

  private static func range(of column: Column) -> ClosedRange<Int32>? {
    guard case .int32(let numbers) = column.data else { return nil }
    let present = (0..<column.count).filter { column.isValid($0) }.map { numbers.base[$0] }
    guard let low = present.min(), let high = present.max() else { return nil }
    return low...high
  }
}
