import Columnar
import Testing

/// Days, weeks and months against Python's `datetime`.
@Suite struct CalendarTests {
  /// From `date(y, m, d).toordinal() - date(1970, 1, 1).toordinal()`, `isoweekday()` and
  /// `isocalendar()` of Python 3.11.
  static let days: [(date: [Int], day: Int32, weekday: Int, isoYear: Int, isoWeek: Int)] = [
    ([1, 1, 1], -719_162, 1, 1, 1), ([1582, 10, 15], -141_427, 5, 1582, 41),
    ([1600, 2, 29], -135_081, 2, 1600, 9), ([1899, 12, 31], -25_568, 7, 1899, 52),
    ([1900, 2, 28], -25_509, 3, 1900, 9), ([1900, 3, 1], -25_508, 4, 1900, 9),
    ([1969, 12, 31], -1, 3, 1970, 1), ([1970, 1, 1], 0, 4, 1970, 1),
    ([2000, 2, 29], 11_016, 2, 2000, 9), ([2000, 3, 1], 11_017, 3, 2000, 9),
    ([2004, 12, 31], 12_783, 5, 2004, 53), ([2005, 1, 1], 12_784, 6, 2004, 53),
    ([2008, 12, 29], 14_242, 1, 2009, 1), ([2009, 12, 31], 14_609, 4, 2009, 53),
    ([2010, 1, 3], 14_612, 7, 2009, 53), ([2015, 12, 31], 16_800, 4, 2015, 53),
    ([2020, 12, 31], 18_627, 4, 2020, 53), ([2021, 1, 3], 18_630, 7, 2020, 53),
    ([2021, 1, 4], 18_631, 1, 2021, 1), ([2024, 2, 29], 19_782, 4, 2024, 9),
    ([2024, 12, 31], 20_088, 2, 2025, 1), ([2026, 12, 31], 20_818, 4, 2026, 53),
    ([2100, 2, 28], 47_540, 7, 2100, 8), ([2100, 3, 1], 47_541, 1, 2100, 9),
    ([9999, 12, 31], 2_932_896, 5, 9999, 52),
  ]

  @Test func agreesWithPython() {
    for row in Self.days {
      let day = CivilCalendar.days(year: row.date[0], month: row.date[1], day: row.date[2])
      #expect(day == row.day)
      let date = CivilCalendar.date(ofDay: row.day)
      #expect([date.year, date.month, date.day] == row.date)
      #expect(CivilCalendar.weekday(ofDay: row.day).rawValue == row.weekday)
      let week = CivilCalendar.isoWeek(ofDay: row.day)
      #expect(week.year == row.isoYear && week.week == row.isoWeek)
      let monday = CivilCalendar.monday(isoYear: row.isoYear, week: row.isoWeek)
      #expect(monday == row.day - Int32(row.weekday - 1))
    }
  }

  /// Walks day by day from year -401 to 401 and around 1900 and 2000 with a naive calendar.
  @Test(arguments: [(-401, 401), (1895, 2105)])
  func followsANaiveCalendar(from: Int, through: Int) {
    var expected = CivilCalendar.days(year: from, month: 1, day: 1)
    var wrong = 0
    for year in from...through {
      let leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
      let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      if CivilCalendar.isLeap(year) != leap { wrong += 1 }
      for (index, length) in lengths.enumerated() {
        if CivilCalendar.daysInMonth(year: year, month: index + 1) != length { wrong += 1 }
        for day in 1...length {
          let date = CivilCalendar.date(ofDay: expected)
          if date != (year, index + 1, day) { wrong += 1 }
          if CivilCalendar.days(year: year, month: index + 1, day: day) != expected { wrong += 1 }
          expected += 1
        }
      }
    }
    #expect(wrong == 0)
  }

  @Test func knowsWhichDatesExist() {
    #expect(CivilCalendar.exists(year: 2024, month: 2, day: 29))
    #expect(!CivilCalendar.exists(year: 1900, month: 2, day: 29))
    #expect(!CivilCalendar.exists(year: 2024, month: 13, day: 1))
    #expect(!CivilCalendar.exists(year: 2024, month: 0, day: 1))
    #expect(!CivilCalendar.exists(year: 2024, month: 4, day: 31))
    #expect(!CivilCalendar.exists(year: 2024, month: 4, day: 0))
  }

  @Test(
    arguments: [
      ("2024-01-31", 1, "2024-02-29"), ("2023-01-31", 1, "2023-02-28"),
      ("2024-02-29", 12, "2025-02-28"),
      ("2024-02-29", 48, "2028-02-29"), ("2024-03-31", -1, "2024-02-29"),
      ("2024-01-15", -1, "2023-12-15"),
      ("2024-12-31", 2, "2025-02-28"), ("2024-05-31", 0, "2024-05-31"),
      ("0001-01-31", -12, "0000-01-31"),
      ("0000-01-31", -1, "-0001-12-31"), ("2024-10-31", -1200, "1924-10-31"),
    ] as [(String, Int64, String)])
  func addsMonths(from: String, months: Int64, expected: String) {
    let parts = from.split(separator: "-").compactMap { Int($0) }
    let day = CivilCalendar.days(year: parts[0], month: parts[1], day: parts[2])
    let moved = CivilCalendar.adding(months: months, toDay: day)
    #expect(ValueText.date(moved) == expected)
  }

  @Test func findsTheDayOfAnInstant() {
    #expect(CivilCalendar.day(ofInstant: -1) == -1)
    #expect(CivilCalendar.day(ofInstant: 0) == 0)
    #expect(CivilCalendar.day(ofInstant: CalendarDuration.day - 1) == 0)
    #expect(CivilCalendar.instant(ofDay: -2) == -2 * CalendarDuration.day)
  }

  @Test func roundsQuotientsDown() {
    for value in -15...15 {
      for divisor in 1...7 {
        let quotient = floorDivide(value, divisor)
        let remainder = floorModulo(value, divisor)
        #expect(quotient * divisor + remainder == value && (0..<divisor).contains(remainder))
      }
    }
  }
}
