import Catalog
import Columnar
import Diagnostics

/// `year_no(x)`.
enum YearNumber: ScalarFunction {
  static let declaration = DateParts.declaration(
    "year_no", "Gives the year of a date as an int.", details: "year(x) is the year as a period.",
    examples: [
      Example("A date", "year_no(2024-03-15)", expected: "2024"),
      Example("In arithmetic", "2024 - year_no(2019-05-06)", expected: "5"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try DateParts.bind(call) { Int32(truncatingIfNeeded: CivilCalendar.date(ofDay: $0).year) }
  }
}
