import Columnar
import Testing

/// Numbers of periods.
@Suite struct PeriodTests {
  static let grains: [Grain] =
    [.hour, .day, .month, .quarter, .year] + Weekday.allCases.map { .week(startingOn: $0) }

  @Test func theFirstDayOf1970IsInPeriodZero() {
    for grain in Self.grains { #expect(grain.period(ofDay: 0) == 0, "\(grain)") }
  }

  /// Every day lies in exactly the period whose first and last days enclose it.
  @Test(arguments: grains)
  func daysLieBetweenFirstAndLast(grain: Grain) {
    var wrong = 0
    for day in stride(from: Int32(-800_000), through: 800_000, by: 397) {
      let period = grain.period(ofDay: day)
      let first = grain.firstDay(of: period)
      let last = grain.lastDay(of: period)
      if day < first || day > last { wrong += 1 }
      if grain.period(ofDay: first) != period && grain != .hour { wrong += 1 }
      if grain != .hour, grain.firstDay(of: period + 1) != last + 1 { wrong += 1 }
      let noon = CivilCalendar.instant(ofDay: day)
      if grain.period(ofInstant: noon) != period { wrong += 1 }
    }
    #expect(wrong == 0)
  }

  @Test(arguments: Weekday.allCases)
  func weeksBeginOnTheirDay(start: Weekday) {
    let grain = Grain.week(startingOn: start)
    for period in Int32(-60)...60 {
      let first = grain.firstDay(of: period)
      #expect(CivilCalendar.weekday(ofDay: first) == start)
      #expect(grain.lastDay(of: period) == first + 6)
    }
  }

  @Test func countsFrom1970() {
    let day = CivilCalendar.days(year: 2024, month: 8, day: 15)
    #expect(Grain.month.period(ofDay: day) == 54 * 12 + 7)
    #expect(Grain.quarter.period(ofDay: day) == 54 * 4 + 2)
    #expect(Grain.year.period(ofDay: day) == 54)
    #expect(Grain.hour.period(ofDay: day) == day * 24)
    // (date(2024, 8, 15) - date(1969, 12, 29)).days // 7 of Python.
    #expect(Grain.week(startingOn: .monday).period(ofDay: day) == 2850)
    #expect(Grain.month.period(ofDay: -1) == -1)
    #expect(Grain.quarter.period(ofDay: -1) == -1)
    #expect(Grain.year.period(ofDay: -1) == -1)
    #expect(Grain.year.period(ofDay: CivilCalendar.days(year: -1, month: 5, day: 1)) == -1971)
  }

  @Test func hoursComeFromInstants() {
    #expect(Grain.hour.period(ofInstant: -1) == -1)
    #expect(Grain.hour.period(ofInstant: 3_600_000_000) == 1)
    #expect(Grain.hour.firstInstant(of: 5) == 18_000_000_000)
    #expect(Grain.month.firstInstant(of: 1) == 31 * CalendarDuration.day)
    #expect(Grain.hour.lastDay(of: -1) == -1)
  }

  @Test func countsStepsOfDurations() {
    #expect(Grain.quarter.steps(in: .init(months: 6)) == 2)
    #expect(Grain.quarter.steps(in: .init(months: 4)) == nil)
    #expect(Grain.month.steps(in: .init(months: 1, microseconds: 1)) == nil)
    #expect(Grain.year.steps(in: .init(months: -24)) == -2)
    #expect(
      Grain.week(startingOn: .sunday).steps(in: .init(microseconds: 14 * 86_400_000_000)) == 2)
    #expect(Grain.day.steps(in: .init(months: 1)) == nil)
    #expect(Grain.hour.steps(in: .init(microseconds: CalendarDuration.day)) == 24)
  }
}
