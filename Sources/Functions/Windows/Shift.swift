import Catalog
import Columnar
import Diagnostics
import Kernels

/// Another row at a distance: what `lag`, `lead`, `delta` and `pct_change` share.
enum Shift: Sendable {
  /// So many rows earlier; later when negative.
  case rows(Int)
  /// The row whose place in time is earlier by exactly this duration, later when negative.
  case time(CalendarDuration, descending: Bool)

  /// Reads the distance from an argument.
  ///
  /// - Parameter sign: 1 to look back, -1 to look ahead.
  static func bind(
    _ call: FunctionCall, _ index: Int, _ scope: WindowScope, sign: Int64 = 1
  ) throws(Diagnostic) -> Shift {
    switch try call.constant(index) {
    case nil: return .rows(Int(sign))
    case .int(let count)?:
      guard abs(count) < 1 << 40 else { throw call.valueError(index, "this is too far away") }
      return .rows(Int(sign * count))
    case .duration(let length)?:
      guard let along = scope.along.first, along.expression.type.isTemporal else {
        throw call.valueError(
          index, "`\(call.name)` by a duration needs `along` a date, an instant or a period")
      }
      let signed = CalendarDuration(
        months: sign * length.months, microseconds: sign * length.microseconds)
      let shift = Shift.time(signed, descending: along.descending)
      if shift.target(of: 0, along.expression.type) == nil {
        throw call.valueError(
          index,
          "\(along.expression.type.name) has no row at a distance of \(ValueText.duration(length))")
      }
      return shift
    default: throw call.typeError(index, expected: "a number of rows or a duration")
    }
  }

  /// Whether the distance is a number of rows, so that it can go across a gap in time.
  var countsRows: Bool { if case .rows = self { true } else { false } }

  /// The values of a column at the distance; null where there is no such row.
  func apply(
    _ column: Column, _ partitions: WindowPartitions, _ workers: Workers
  ) throws(Diagnostic) -> Column {
    switch self {
    case .rows(let distance):
      return WindowLoops.reading(column, partitions, workers) { rows, output in
        for position in rows.indices {
          let source = position - distance
          if rows.indices.contains(source) { output.set(rows[position], rows[source]) }
        }
      }
    case .time(_, let descending):
      guard let along = partitions.along else {
        throw .defect("a shift in time came without a column to go along")
      }
      let type = along.type
      let places = try Shift.places(along)
      let present = along.presence
      return WindowLoops.reading(column, partitions, workers) { rows, output in
        // Missing places are last in the order, so the others are a beginning of it.
        var valid = 0
        while valid < rows.count, present[Int(rows[valid])] { valid += 1 }
        for position in 0..<valid {
          guard let target = target(of: places[Int(rows[position])], type) else { continue }
          let found = Shift.firstIndex(below: valid) {
            let place = places[Int(rows[$0])]
            return descending ? place <= target : place >= target
          }
          if found < valid, places[Int(rows[found])] == target {
            output.set(rows[position], rows[found])
          }
        }
      }
    }
  }

  /// The first index from which on a condition holds.
  private static func firstIndex(below count: Int, _ holds: (Int) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The places in time of a column, as whole numbers.
  static func places(_ column: Column) throws(Diagnostic) -> Vector<Int64> {
    if case .int32 = column.data {
      return try Operand(column).int32s().mapped(count: column.count) { Int64($0) }
    }
    return try Operand(column).int64s()
  }

  /// The place at the distance from another; nil when the type has no such place.
  func target(of place: Int64, _ type: DataType) -> Int64? {
    guard case .time(let distance, _) = self else { return nil }
    return Shift.moved(place, by: distance, type, sign: -1)
  }

  /// A place in time moved by a duration.
  static func moved(
    _ place: Int64, by distance: CalendarDuration, _ type: DataType, sign: Int64
  ) -> Int64? {
    switch type {
    case .date:
      guard distance.microseconds % CalendarDuration.day == 0 else { return nil }
      let day = Int32(truncatingIfNeeded: place)
      let moved =
        distance.months == 0
        ? day : CivilCalendar.adding(months: sign * distance.months, toDay: day)
      return Int64(moved) + sign * distance.microseconds / CalendarDuration.day
    case .instant:
      if distance.months == 0 { return saturatingSum(place, sign &* distance.microseconds) }
      let day = CivilCalendar.day(ofInstant: place)
      let moved = CivilCalendar.adding(months: sign * distance.months, toDay: day)
      let inDay = place - CivilCalendar.instant(ofDay: day)
      return saturatingSum(
        saturatingSum(CivilCalendar.instant(ofDay: moved), inDay), sign * distance.microseconds)
    case .period(let grain):
      return grain.steps(in: distance).map { saturatingSum(place, sign * $0) }
    default: return nil
    }
  }

  /// What help says about the distance.
  static let parameter = ParameterInfo(
    "by", "int or duration", help: "How many rows, or how much time, a constant.", default: "1")
}
