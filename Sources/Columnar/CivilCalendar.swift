/// The proleptic Gregorian calendar in whole numbers, without time zones.
public enum CivilCalendar {
  /// How many days a computed date may lie from 1970-01-01: some 219,000 years, so that its
  /// microseconds and its hours can still be counted.
  public static let farthestDay: Int64 = 80_000_000

  /// Whether a day is near enough for a computed date.
  @inlinable @inline(__always)
  public static func isReachable(day: Int64) -> Bool { day.magnitude <= farthestDay.magnitude }

  /// Whether an instant is near enough for a computed one.
  @inlinable @inline(__always)
  public static func isReachable(instant: Int64) -> Bool {
    instant.magnitude <= (farthestDay * CalendarDuration.day).magnitude
  }

  /// The days from 1970-01-01 to a date.
  ///
  /// Counts years from March, so that the leap day is the last of its year (the usual era method:
  /// 400 years are 146,097 days). Valid for years of magnitude below five million.
  @inlinable
  public static func days(year: Int, month: Int, day: Int) -> Int32 {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(truncatingIfNeeded: era * 146_097 + dayOfEra - 719_468)
  }

  /// The date of a day number.
  @inlinable
  public static func date(ofDay days: Int32) -> (year: Int, month: Int, day: Int) {
    let shifted = Int(days) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// The number of days in a month.
  @inlinable
  public static func daysInMonth(year: Int, month: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Whether a year has a 29 February.
  @inlinable
  public static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// Whether a date exists.
  @inlinable
  public static func exists(year: Int, month: Int, day: Int) -> Bool {
    (1...12).contains(month) && day >= 1 && day <= daysInMonth(year: year, month: month)
  }

  /// The weekday of a day number.
  @inlinable
  public static func weekday(ofDay days: Int32) -> Weekday {
    // 1970-01-01 was a Thursday.
    Weekday(rawValue: floorModulo(Int(days) + 3, 7) + 1) ?? .monday
  }

  /// The ISO 8601 week of a day: weeks begin on Monday, week 1 holds the first Thursday.
  @inlinable
  public static func isoWeek(ofDay days: Int32) -> (year: Int, week: Int) {
    let thursday = days + Int32(4 - weekday(ofDay: days).rawValue)
    let year = date(ofDay: thursday).year
    return (year, Int(thursday - Self.days(year: year, month: 1, day: 1)) / 7 + 1)
  }

  /// The Monday of an ISO 8601 week.
  @inlinable
  public static func monday(isoYear: Int, week: Int) -> Int32 {
    let fourth = days(year: isoYear, month: 1, day: 4)
    return fourth - Int32(weekday(ofDay: fourth).rawValue - 1) + Int32((week - 1) * 7)
  }

  /// A date some months later; the day is cut to the length of the month.
  ///
  /// More months than lie between the farthest dates count as so many that the result is not
  /// reachable.
  @inlinable
  public static func adding(months: Int64, toDay days: Int32) -> Int32 {
    let (year, month, day) = date(ofDay: days)
    let total = Int64(year) * 12 + Int64(month - 1) + min(max(months, -6_000_000), 6_000_000)
    let newYear = Int(floorDivide(total, 12))
    let newMonth = Int(floorModulo(total, 12)) + 1
    let newDay = min(day, daysInMonth(year: newYear, month: newMonth))
    return Self.days(year: newYear, month: newMonth, day: newDay)
  }

  /// The day that an instant falls on, in UTC.
  @inlinable @inline(__always)
  public static func day(ofInstant microseconds: Int64) -> Int32 {
    Int32(truncatingIfNeeded: floorDivide(microseconds, CalendarDuration.day))
  }

  /// The first microsecond of a day; the first or last instant there is for a day beyond it.
  @inlinable @inline(__always)
  public static func instant(ofDay days: Int32) -> Int64 {
    let (instant, overflow) = Int64(days).multipliedReportingOverflow(by: CalendarDuration.day)
    return overflow ? (days < 0 ? .min : .max) : instant
  }
}

/// The sum, or the end of the range that it lies beyond.
@inlinable @inline(__always)
public func saturatingSum(_ a: Int64, _ b: Int64) -> Int64 {
  let (sum, overflow) = a.addingReportingOverflow(b)
  return overflow ? (a < 0 ? .min : .max) : sum
}

/// The quotient rounded down; the divisor is positive.
@inlinable @inline(__always)
public func floorDivide<T: FixedWidthInteger>(_ value: T, _ divisor: T) -> T {
  let quotient = value / divisor
  return value % divisor < 0 ? quotient - 1 : quotient
}

/// The remainder of rounding down, from 0 up to the divisor, which is positive.
@inlinable @inline(__always)
public func floorModulo<T: FixedWidthInteger>(_ value: T, _ divisor: T) -> T {
  let remainder = value % divisor
  return remainder < 0 ? remainder + divisor : remainder
}
