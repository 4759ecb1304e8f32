import Catalog
import Columnar
import Diagnostics
import Functions
import Testing

@Suite struct DateTests {
  private func dates(_ values: Int32?...) -> TestArgument {
    .column(.date, values.map { $0.map { .date($0) } ?? .null })
  }

  @Test("Periods of many instants agree with the calendar") func periods() throws {
    // Every 11 hours and a bit over 30 years on both sides of 1970, so that the table is used and
    // not used.
    for step in [39_601_000_001 as Int64, 900_000_000_000_007] {
      let instants = (0..<3000).map { Int64($0 - 1500) * step }
      let column = TestArgument.column(.instant, instants.map { .instant($0) })
      for (name, grain) in [
        ("hour", Grain.hour), ("day", .day), ("week", .week(startingOn: .monday)),
        ("month", .month), ("quarter", .quarter), ("year", .year),
      ] {
        #expect(
          try evaluate(name, column)
            == instants.map { .period(grain, grain.period(ofInstant: $0)) }, "\(name)")
      }
    }
  }

  @Test("Parts of a date") func parts() throws {
    // Python: [date.isocalendar(d) for d in (date(2021, 1, 3), date(2024, 12, 30), date(1969, 12, 31))]
    let column = dates(day(2021, 1, 3), day(2024, 12, 30), day(1969, 12, 31), nil)
    #expect(try evaluate("week_no", column) == [.int(53), .int(1), .int(1), .null])
    #expect(try evaluate("weekday", column) == [.int(7), .int(1), .int(3), .null])
    #expect(try evaluate("month_no", column) == [.int(1), .int(12), .int(12), .null])
    #expect(try evaluate("quarter_no", column) == [.int(1), .int(4), .int(4), .null])
    #expect(try evaluate("day_no", column) == [.int(3), .int(30), .int(31), .null])
    #expect(
      try evaluate("hour_no", .column(.instant, [.instant(-1), .instant(3_600_000_000)]))
        == [.int(23), .int(1)])
  }

  @Test("Dates move by durations") func moving() throws {
    let month = TestArgument.constant(.duration(CalendarDuration(months: 1)))
    #expect(
      try evaluate("+", dates(day(2024, 1, 31), nil), month) == [.date(day(2024, 2, 29)), .null])
    #expect(try evaluate("-", dates(day(2024, 3, 31)), month) == [.date(day(2024, 2, 29))])
    let sixHours = TestArgument.constant(.duration(CalendarDuration(microseconds: 21_600_000_000)))
    #expect(try evaluate("+", dates(0), sixHours) == [.instant(21_600_000_000)])
    #expect(
      try evaluate("-", dates(day(2024, 3, 1)), dates(day(2024, 2, 1)))
        == [.duration(CalendarDuration(microseconds: 29 * CalendarDuration.day))])
    let periods = TestArgument.column(.period(.month), [.period(.month, 5), .null])
    #expect(try evaluate("+", periods, month) == [.period(.month, 6), .null])
    #expect(try evaluate("-", periods, .constant(.period(.month, 2))) == [.int(3), .null])
    #expect(failure("+", periods, sixHours)?.code == "E303")
    #expect(failure("-", periods, .constant(.period(.year, 2)))?.code == "E303")
  }

  @Test("Whole months between dates") func months() throws {
    #expect(
      try evaluate(
        "months_between", dates(day(2024, 1, 31), day(2024, 1, 15), day(2024, 3, 20)),
        dates(day(2024, 2, 29), day(2024, 2, 14), day(2024, 1, 20)))
        == [.int(1), .int(0), .int(-2)])
  }

  @Test("Dates are read from text, and what is none is counted") func parsing() throws {
    var undefined = 0
    let values = try evaluate(
      "parse_date", .texts("2024-02-29", "2023-02-29", nil, "2024-3-1", "x")
    ) { undefined = $0.undefined }
    #expect(values == [.date(day(2024, 2, 29)), .null, .null, .date(day(2024, 3, 1)), .null])
    #expect(undefined == 2)
    #expect(
      try evaluate("parse_date", .texts("5. MAY 2024", "1. december 1999"), .text("%d. %b %Y"))
        == [.date(day(2024, 5, 5)), .date(day(1999, 12, 1))])
    #expect(failure("parse_date", .texts("a"), .text("%Y-%m"))?.code == "E313")
    #expect(
      try evaluate("date", .ints(2023, 2024), .int(2), .int(29)) == [
        .null, .date(day(2024, 2, 29)),
      ])
  }

  @Test("Ends of periods") func ends() throws {
    let february = TestArgument.constant(
      .period(.month, Grain.month.period(ofDay: day(2024, 2, 1))))
    #expect(try evaluate("end", february) == [.date(day(2024, 2, 29))])
    #expect(try evaluate("start", february) == [.date(day(2024, 2, 1))])
    #expect(failure("month", .column(.period(.week(startingOn: .monday)), []))?.code == "E304")
    #expect(failure("period", dates(0), .text("mnth"))?.primary?.text == "did you mean `month`?")
  }
}
