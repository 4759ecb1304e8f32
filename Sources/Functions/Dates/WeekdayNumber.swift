import Catalog
import Columnar
import Diagnostics

/// `weekday(x)`.
enum WeekdayNumber: ScalarFunction {
  static let declaration = DateParts.declaration(
    "weekday", "Gives the number of the day in its week, from 1 for Monday to 7 for Sunday.",
    details: "The numbers of ISO 8601, whatever day weeks begin with.",
    examples: [
      Example("A Friday", "weekday(2024-03-01)", expected: "5"),
      Example("At the weekend", "weekday(2024-03-03) >= 6", expected: "true"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try DateParts.bind(call) {
      Int32(truncatingIfNeeded: CivilCalendar.weekday(ofDay: $0).rawValue)
    }
  }
}
