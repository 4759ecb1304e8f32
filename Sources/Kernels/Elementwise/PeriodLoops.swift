public import Columnar

/// Periods of many days and instants at once.
///
/// Months, quarters and years come from a table of the days between the smallest and the largest
/// one, which is several times faster than the calendar's divisions for each row.
public enum PeriodLoops {
  /// The days of instants, in UTC.
  public static func days(ofInstants instants: Vector<Int64>, count: Int) -> Buffer<Int32> {
    Elementwise.map(instants, count: count) { CivilCalendar.day(ofInstant: $0) }
  }

  /// The period of each day.
  public static func periods(_ grain: Grain, ofDays days: Vector<Int32>, count: Int)
    -> Buffer<Int32>
  {
    switch grain {
    case .day: return days.expanded(count: count)
    case .hour: return Elementwise.map(days, count: count) { $0 &* 24 }
    case .week(let start):
      // A multiple of seven keeps the number positive, so that the division rounds down.
      let first = Grain.week(startingOn: start).period(ofDay: 0)
      let shift = -Grain.week(startingOn: start).firstDay(of: first)
      return Elementwise.map(days, count: count) { floorDivide($0 &+ shift, 7) &+ first }
    case .month, .quarter, .year:
      return perDay(days, count: count) { grain.period(ofDay: $0) }
    }
  }

  /// The period of each instant, in UTC.
  public static func periods(_ grain: Grain, ofInstants instants: Vector<Int64>, count: Int)
    -> Buffer<Int32>
  {
    if case .hour = grain {
      return Elementwise.map(instants, count: count) {
        Int32(truncatingIfNeeded: floorDivide($0, 3_600_000_000))
      }
    }
    return periods(grain, ofDays: Vector(days(ofInstants: instants, count: count)), count: count)
  }

  /// A value that depends on the day alone, computed once for each day that can occur.
  @inlinable @inline(__always)
  public static func perDay(
    _ days: Vector<Int32>, count: Int, _ value: (Int32) -> Int32
  ) -> Buffer<Int32> {
    if days.isConstant || count == 0 { return Elementwise.map(days, count: count, value) }
    let values = days.buffer.base
    var low = values[0]
    var high = values[0]
    for row in 0..<count {
      low = min(low, values[row])
      high = max(high, values[row])
    }
    let width = Int(high) - Int(low) + 1
    guard width <= 2 * count else { return Elementwise.map(days, count: count, value) }
    let table = Buffer<Int32>(count: width) { target in
      for offset in 0..<width { target[offset] = value(low &+ Int32(truncatingIfNeeded: offset)) }
    }
    let entries = table.base
    return Buffer<Int32>(count: count) { target in
      for row in 0..<count { target[row] = entries[Int(values[row] &- low)] }
    }
  }
}
