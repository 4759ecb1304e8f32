import Columnar
import Testing

/// Text of dates, durations and whole values.
@Suite struct ValueTextTests {
  private func day(_ year: Int, _ month: Int, _ day: Int) -> Int32 {
    CivilCalendar.days(year: year, month: month, day: day)
  }

  @Test func writesDates() {
    #expect(ValueText.date(day(2024, 3, 1)) == "2024-03-01")
    #expect(ValueText.date(day(1, 1, 1)) == "0001-01-01")
    #expect(ValueText.date(day(-44, 3, 15)) == "-0044-03-15")
    #expect(ValueText.date(day(12_345, 6, 7)) == "12345-06-07")
  }

  /// As `datetime.isoformat()` of Python writes them, without trailing zeros of the fraction.
  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (1_709_296_215_250_000, "2024-03-01T12:30:15.25Z"),
      (-1, "1969-12-31T23:59:59.999999Z"), (1_000_001, "1970-01-01T00:00:01.000001Z"),
      (-62_135_596_800_000_000, "0001-01-01T00:00:00Z"),
    ] as [(Int64, String)])
  func writesInstants(microseconds: Int64, expected: String) {
    #expect(ValueText.instant(microseconds) == expected)
  }

  @Test func writesPeriods() {
    let august = day(2024, 8, 15)
    let cases: [(Grain, String)] = [
      (.hour, "2024-08-15T00:00"), (.day, "2024-08-15"), (.month, "2024-08"),
      (.quarter, "2024-Q3"), (.year, "2024"), (.week(startingOn: .monday), "2024-08-12"),
      (.week(startingOn: .sunday), "2024-08-11"),
    ]
    for (grain, expected) in cases {
      #expect(ValueText.period(grain, grain.period(ofDay: august)) == expected)
    }
    #expect(ValueText.period(.hour, -1) == "1969-12-31T23:00")
    #expect(ValueText.period(.month, -1) == "1969-12")
    #expect(ValueText.period(.quarter, -1) == "1969-Q4")
  }

  @Test(
    arguments: [
      (0, 0, "0 days"), (27, 0, "2 years 3 months"), (1, 0, "1 month"),
      (0, 86_400_000_000, "1 day"), (0, 2_635_200_000_000, "30 days 12 h"),
      (0, 5_400_500_000, "1 h 30 min 0.5 s"), (-13, 0, "-1 year -1 month"), (0, -1, "-1e-06 s"),
    ] as [(Int64, Int64, String)])
  func writesDurations(months: Int64, microseconds: Int64, expected: String) {
    let duration = CalendarDuration(months: months, microseconds: microseconds)
    #expect(ValueText.duration(duration) == expected)
  }

  @Test func writesNestedValues() {
    let list = Value.list([.int(1), .null], of: .int)
    let record = Value.record([.init("a", list), .init("b", .text("x")), .init("c", .null)])
    #expect(ValueText.plain(record) == "{a: [1, null], b: x, c: null}")
    #expect(ValueText.plain(.null).isEmpty)
    #expect(ValueText.plain(.bool(true)) == "true")
    #expect(ValueText.plain(.number(-0.0)) == "0")
    #expect(ValueText.plain(.int(.min)) == "-9223372036854775808")
    #expect(ValueText.plain(.list([], of: .null)) == "[]")
  }

  @Test func namesTypes() {
    #expect(DataType.list(.period(.week(startingOn: .sunday))).name == "list<period<week>>")
    #expect(
      DataType.record([Field("a", .int), Field("b", .null)]).name == "record{a: int, b: null}")
    #expect(Value.list([.int(1)], of: .int).type == .list(.int))
    #expect(Value.record([.init("a", .text(""))]).type == .record([Field("a", .text)]))
    #expect(DataType.date.isTemporal && !DataType.duration.isTemporal)
    #expect(DataType.text.isOrdered && !DataType.list(.int).isOrdered)
    #expect(DataType.int.isNumeric && !DataType.bool.isNumeric)
  }
}
