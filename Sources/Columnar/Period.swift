/// Period numbers: how many spans of a grain lie between the one of 1970-01-01 and this one.
extension Grain {
  /// The period that a day lies in; for `hour`, the first hour of the day.
  @inlinable
  public func period(ofDay day: Int32) -> Int32 {
    switch self {
    case .hour: return day &* 24
    case .day: return day
    case .week(let start): return floorDivide(day &+ weekShift(start), 7)
    case .month:
      let (year, month, _) = CivilCalendar.date(ofDay: day)
      return Int32(truncatingIfNeeded: (year - 1970) * 12 + month - 1)
    case .quarter:
      let (year, month, _) = CivilCalendar.date(ofDay: day)
      return Int32(truncatingIfNeeded: (year - 1970) * 4 + (month - 1) / 3)
    case .year: return Int32(truncatingIfNeeded: CivilCalendar.date(ofDay: day).year - 1970)
    }
  }

  /// The period that an instant lies in, in UTC.
  @inlinable
  public func period(ofInstant microseconds: Int64) -> Int32 {
    if case .hour = self {
      return Int32(truncatingIfNeeded: floorDivide(microseconds, 3_600_000_000))
    }
    return period(ofDay: CivilCalendar.day(ofInstant: microseconds))
  }

  /// The first day of a period.
  @inlinable
  public func firstDay(of period: Int32) -> Int32 {
    switch self {
    case .hour: return floorDivide(period, 24)
    case .day: return period
    case .week(let start): return period &* 7 &- weekShift(start)
    case .month:
      let number = Int(period)
      return CivilCalendar.days(
        year: 1970 + floorDivide(number, 12), month: floorModulo(number, 12) + 1, day: 1)
    case .quarter:
      let number = Int(period)
      return CivilCalendar.days(
        year: 1970 + floorDivide(number, 4), month: floorModulo(number, 4) * 3 + 1, day: 1)
    case .year: return CivilCalendar.days(year: 1970 + Int(period), month: 1, day: 1)
    }
  }

  /// The first instant of a period.
  @inlinable
  public func firstInstant(of period: Int32) -> Int64 {
    if case .hour = self { return Int64(period) * 3_600_000_000 }
    return CivilCalendar.instant(ofDay: firstDay(of: period))
  }

  /// The last day of a period.
  @inlinable
  public func lastDay(of period: Int32) -> Int32 {
    if case .hour = self { return floorDivide(period, 24) }
    return firstDay(of: period &+ 1) &- 1
  }

  /// Whether a period is near enough for a computed one.
  @inlinable
  public func isReachable(period number: Int64) -> Bool {
    let farthest = CivilCalendar.farthestDay
    let limit =
      switch self {
      case .hour: farthest * 24
      case .day: farthest
      case .week: farthest / 7
      case .month: farthest / 31
      case .quarter: farthest / 92
      case .year: farthest / 366
      }
    return number.magnitude <= limit.magnitude
  }

  /// How far the week's first day lies from 1970-01-01, a Thursday, counted back.
  @inlinable
  func weekShift(_ start: Weekday) -> Int32 { Int32((11 - start.rawValue) % 7) }

  /// The number of periods that a calendar duration spans, if it is a whole number of them.
  public func steps(in duration: CalendarDuration) -> Int64? {
    switch self {
    case .month, .quarter, .year:
      let size: Int64 =
        switch self {
        case .month: 1
        case .quarter: 3
        default: 12
        }
      guard duration.microseconds == 0, duration.months % size == 0 else { return nil }
      return duration.months / size
    case .hour, .day, .week:
      let size: Int64 =
        switch self {
        case .hour: 3_600_000_000
        case .day: CalendarDuration.day
        default: 7 * CalendarDuration.day
        }
      guard duration.months == 0, duration.microseconds % size == 0 else { return nil }
      return duration.microseconds / size
    }
  }
}
