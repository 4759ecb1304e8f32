import Columnar
import QueryLanguage

/// The values of literals.
enum LiteralValue {
  static func value(of literal: Literal, weekStart: Weekday) -> Value {
    switch literal {
    case .null: .null
    // A width in rows is a plain count to the functions that take one.
    case .rows(let count): .int(count)
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    case .number(let value): .number(value)
    case .text(let value): .text(value)
    case .date(let date): .date(day(of: date))
    case .period(.month(let year, let month)):
      .period(
        .month, Grain.month.period(ofDay: CivilCalendar.days(year: year, month: month, day: 1)))
    case .period(.quarter(let year, let quarter)):
      .period(
        .quarter,
        Grain.quarter.period(
          ofDay: CivilCalendar.days(year: year, month: quarter * 3 - 2, day: 1)))
    case .period(.week(let year, let week)):
      // An ISO week always begins on Monday, whatever weeks the notebook groups by.
      .period(
        .week(startingOn: .monday),
        Grain.week(startingOn: .monday).period(
          ofDay: CivilCalendar.monday(isoYear: year, week: week)))
    case .instant(let instant):
      .instant(
        CivilCalendar.instant(ofDay: day(of: instant.date)) + instant.microseconds
          - Int64(instant.offsetMinutes) * 60_000_000)
    case .duration(let months, let microseconds):
      .duration(CalendarDuration(months: months, microseconds: microseconds))
    }
  }

  static func day(of date: CivilDateLiteral) -> Int32 {
    CivilCalendar.days(year: date.year, month: date.month, day: date.day)
  }
}
