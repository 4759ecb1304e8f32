import Catalog
import Columnar
import Diagnostics
import Kernels

/// How far a moving window reaches.
enum RollingFrame: Sendable {
  /// So many rows before and after.
  case rows(before: Int, after: Int)
  /// Back by a duration without its end, or by half of it on both sides with both ends.
  case time(CalendarDuration, isCentered: Bool)

  /// A run of places in the order of the partitions.
  struct Span: Sendable {
    /// The first place.
    var first: Int
    /// The number of places.
    var count: Int
  }

  /// How far a centered window reaches on each side; nil when months cannot be halved.
  ///
  /// Where values lie a day, a week or a month apart, three of those are one on each side.
  private static func half(of length: CalendarDuration, _ type: DataType) -> CalendarDuration? {
    var (months, time): (Int64, Int64) = (2, 1)
    switch type {
    case .date, .period(.day): time = CalendarDuration.day
    case .period(.week): time = 7 * CalendarDuration.day
    case .period(.month): months = 1
    case .period(.quarter): months = 3
    case .period(.year): months = 12
    default: break
    }
    if months != 2, length.months % months == 0, length.microseconds == 0 {
      return CalendarDuration(months: length.months / months / 2 * months, microseconds: 0)
    }
    guard length.months % 2 == 0 else { return nil }
    let isWhole = length.microseconds % time == 0
    let half = isWhole ? length.microseconds / time / 2 * time : length.microseconds / 2
    return CalendarDuration(months: length.months / 2, microseconds: half)
  }

  static func bind(
    _ call: FunctionCall, _ index: Int, _ scope: WindowScope, isCentered: Bool
  ) throws(Diagnostic) -> RollingFrame {
    switch try call.constant(index) {
    case .int(let count)?:
      guard count >= 1, count < 1 << 31 else {
        throw call.valueError(index, "a window needs at least one row, not \(count)")
      }
      let rows = Int(count)
      // An even number of rows reaches one further back than ahead.
      return isCentered
        ? .rows(before: rows / 2, after: (rows - 1) / 2) : .rows(before: rows - 1, after: 0)
    case .duration(var length)?:
      guard let along = scope.along.first, along.expression.type.isTemporal, !along.descending
      else {
        throw call.valueError(
          index, "a window of time needs `along` a date, an instant or a period, ascending")
      }
      guard length.months >= 0, length.microseconds >= 0,
        length.months + length.microseconds > 0
      else { throw call.valueError(index, "a window needs a positive length") }
      if isCentered {
        guard let half = half(of: length, along.expression.type) else {
          throw call.valueError(index, "a centered window needs an even number of months")
        }
        length = half
      }
      if Shift.moved(0, by: length, along.expression.type, sign: 1) == nil {
        throw call.valueError(
          index,
          "\(along.expression.type.name) has no window of \(ValueText.duration(length))"
            + (isCentered ? " on each side" : ""))
      }
      return .time(length, isCentered: isCentered)
    default: throw call.typeError(index, expected: "a number of rows or a duration")
    }
  }

  /// The window of each place, in the order of the partitions.
  func spans(
    _ partitions: WindowPartitions, _ workers: Workers
  ) throws(Diagnostic) -> [Span] {
    var spans: [Span] = []
    spans.reserveCapacity(partitions.rows.rows.count)
    // Windows of rows run along columns of any type, which need not have places in time.
    var along: (column: Column, places: Vector<Int64>)?
    if case .time = self, let column = partitions.along {
      along = (column, try Shift.places(column))
    }
    for partition in 0..<partitions.rows.groupCount {
      let range = partitions.rows.range(partition)
      switch self {
      case .rows(let before, let after):
        for place in range {
          let first = max(range.lowerBound, place - before)
          let last = min(range.upperBound - 1, place + after)
          spans.append(Span(first: first, count: last - first + 1))
        }
      case .time(let length, let isCentered):
        guard let along else { throw .defect("a window of time came without a column") }
        timeSpans(
          range, partitions.rows.rows, along.column, along.places, length, isCentered, &spans)
      }
    }
    return spans
  }

  /// Both ends only move ahead, so one pass finds the windows of a partition.
  private func timeSpans(
    _ range: Range<Int>, _ rows: Buffer<UInt32>, _ along: Column, _ places: Vector<Int64>,
    _ length: CalendarDuration, _ isCentered: Bool, _ spans: inout [Span]
  ) {
    var valid = range.lowerBound
    while valid < range.upperBound, along.isValid(Int(rows.base[valid])) { valid += 1 }
    var first = range.lowerBound
    var end = range.lowerBound
    for place in range {
      guard place < valid else {
        spans.append(Span(first: place, count: 0))
        continue
      }
      let here = places[Int(rows.base[place])]
      let low = Shift.moved(here, by: length, along.type, sign: -1) ?? here
      let high = isCentered ? Shift.moved(here, by: length, along.type, sign: 1) ?? here : here
      while first < valid, isCentered ? value(first) < low : value(first) <= low { first += 1 }
      end = max(end, first)
      while end < valid, value(end) <= high { end += 1 }
      spans.append(Span(first: first, count: end - first))
    }

    func value(_ place: Int) -> Int64 { places[Int(rows.base[place])] }
  }
}
