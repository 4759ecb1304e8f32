import Catalog
import Columnar
import Diagnostics

/// `week_no(x)`.
enum WeekNumber: ScalarFunction {
  static let declaration = DateParts.declaration(
    "week_no", "Gives the number of the week in its year after ISO 8601, 1 to 53.",
    details: "Weeks begin on Monday; week 1 holds the year's first Thursday.",
    examples: [
      Example("A Friday in March", "week_no(2024-03-01)", expected: "9"),
      Example("The first days of a year", "week_no(2021-01-03)", expected: "53"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try DateParts.bind(call) { Int32(truncatingIfNeeded: CivilCalendar.isoWeek(ofDay: $0).week) }
  }
}
