import Catalog
import Columnar
import Diagnostics
import Kernels

/// Values that follow each other in steps of one: periods, dates, whole numbers.
enum Steps {
  static func has(_ type: DataType) -> Bool {
    switch type {
    case .int, .date, .period: true
    default: false
    }
  }

  /// The step of a constant in a column of a type; a period stands for its first or last day.
  static func step(
    _ value: Value, of type: DataType, isEnd: Bool, at span: Span
  ) throws(Diagnostic) -> Int64 {
    switch (value, type) {
    case (.int(let number), .int): return number
    case (.int(let year), .date), (.int(let year), .period):
      // A bare number is a year, as in comparisons with dates.
      guard (1...9999).contains(year) else { break }
      let number = Int32(truncatingIfNeeded: year - 1970)
      return try step(.period(.year, number), of: type, isEnd: isEnd, at: span)
    case (.date(let day), .date): return Int64(day)
    case (.date(let day), .period(let grain)): return Int64(grain.period(ofDay: day))
    case (.period(let grain, let number), .date):
      return Int64(isEnd ? grain.lastDay(of: number) : grain.firstDay(of: number))
    case (.period(let from, let number), .period(let grain)):
      if from == grain { return Int64(number) }
      let day = isEnd ? from.lastDay(of: number) : from.firstDay(of: number)
      return Int64(grain.period(ofDay: day))
    default: break
    }
    throw Diagnostic(
      "E301", "a \(type.name) is needed here, not \(value.type.name)", at: span,
      label: "this is \(value.type.name)")
  }

  /// The steps of a column; nil where the value is missing.
  static func values(_ column: Column) -> [Int64?] {
    (0..<column.count).map { row in
      guard column.isValid(row) else { return nil }
      switch column.data {
      case .int64(let values): return values.base[row]
      case .int32(let values): return Int64(values.base[row])
      default: return nil
      }
    }
  }

  static func column(_ steps: [Int64], _ type: DataType) -> Column {
    if type == .int { return Column(type, .int64(Buffer(steps)), count: steps.count) }
    let numbers = steps.map { Int32(truncatingIfNeeded: $0) }
    return Column(type, .int32(Buffer(numbers)), count: steps.count)
  }
}

/// The combinations of values that a table does not have.
struct Combinations {
  /// The columns of the missing combinations: the items, then the parts.
  let columns: [Column]
  /// How many are missing.
  let count: Int

  /// The values of one completed column.
  private struct Axis {
    var size: Int
    /// The number of each row's value; nil when it is missing or outside.
    var numberOfRow: [Int?]
    /// The values of numbers.
    var values: ([Int]) -> Column
  }

  init(
    _ input: Table, items: [String], partition: [String], span: (low: Int64, high: Int64)?,
    at place: Span, _ context: RunContext
  ) throws(Diagnostic) {
    var axes: [Axis] = []
    for (name, column) in zip(items, try input.columns(named: items)) {
      axes.append(try Self.axis(column, name: name, span: span, at: place, context))
    }
    let parts = try input.grouping(by: partition, workers: context.workers)
    let partCount = partition.isEmpty ? 1 : parts.groupCount
    var cells = partCount
    for axis in axes {
      let (product, overflow) = cells.multipliedReportingOverflow(by: axis.size)
      try context.requireRows(overflow ? .max : product, at: place)
      cells = product
    }
    var isPresent = [Bool](repeating: false, count: cells)
    row: for row in 0..<input.rowCount {
      var cell = partition.isEmpty ? 0 : Int(parts.groups.base[row])
      for axis in axes {
        guard let number = axis.numberOfRow[row] else { continue row }
        cell = cell * axis.size + number
      }
      isPresent[cell] = true
    }
    let missing = (0..<cells).filter { !isPresent[$0] }
    count = missing.count
    var columns: [Column] = []
    var width = 1
    for axis in axes.reversed() {
      columns.append(axis.values(missing.map { $0 / width % axis.size }))
      width *= axis.size
    }
    columns.reverse()
    let firstRows = parts.firstRows
    let rows = Buffer(missing.map { firstRows.count > 0 ? firstRows.base[$0 / width] : 0 })
    for column in try input.columns(named: partition) {
      columns.append(column.gather(rows.base, count: rows.count))
    }
    self.columns = columns
  }

  private static func axis(
    _ column: Column, name: String, span: (low: Int64, high: Int64)?, at place: Span,
    _ context: RunContext
  ) throws(Diagnostic) -> Axis {
    let type = column.type
    guard Steps.has(type) else {
      // Other values: those that are there, a missing one among them.
      guard let grouping = Grouping([column], rowCount: column.count, workers: context.workers)
      else { throw Diagnostic("E304", "`\(name)` cannot be a key", at: place) }
      return Axis(
        size: grouping.groupCount, numberOfRow: grouping.groups.array.map { Int($0) },
        values: { numbers in
          let rows = Buffer(numbers.map { grouping.firstRows.base[$0] })
          return column.gather(rows.base, count: rows.count)
        })
    }
    let steps = Steps.values(column)
    let low = span?.low ?? steps.lazy.compactMap { $0 }.min()
    let high = span?.high ?? steps.lazy.compactMap { $0 }.max()
    guard let low, let high, low <= high else {
      return Axis(
        size: 0, numberOfRow: [Int?](repeating: nil, count: column.count),
        values: { _ in .nulls(type, count: 0) })
    }
    let (width, overflow) = high.subtractingReportingOverflow(low)
    try context.requireRows(overflow || width == .max ? .max : Int(width) + 1, at: place)
    return Axis(
      size: Int(width) + 1,
      numberOfRow: steps.map { step in
        step.flatMap { $0 >= low && $0 <= high ? Int($0 - low) : nil }
      },
      values: { numbers in Steps.column(numbers.map { Int64($0) + low }, type) })
  }
}
