import Catalog
import Columnar
import Diagnostics

/// `month_no(x)`.
enum MonthNumber: ScalarFunction {
  static let declaration = DateParts.declaration(
    "month_no", "Gives the number of the month in its year, 1 to 12.",
    details: "month(x) is the month as a period.",
    examples: [
      Example("March", "month_no(2024-03-15)", expected: "3"),
      Example("A period", "month_no(2024-12)", expected: "12"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try DateParts.bind(call) { Int32(truncatingIfNeeded: CivilCalendar.date(ofDay: $0).month) }
  }
}
