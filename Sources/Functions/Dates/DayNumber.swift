import Catalog
import Columnar
import Diagnostics

/// `day_no(x)`.
enum DayNumber: ScalarFunction {
  static let declaration = DateParts.declaration(
    "day_no", "Gives the number of the day in its month, 1 to 31.",
    details: "day(x) is the day as a period.",
    examples: [
      Example("A date", "day_no(2024-03-15)", expected: "15"),
      Example("The end of a month", "day_no(end(2024-02))", expected: "29"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try DateParts.bind(call) { Int32(truncatingIfNeeded: CivilCalendar.date(ofDay: $0).day) }
  }
}
