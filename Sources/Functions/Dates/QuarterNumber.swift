import Catalog
import Columnar
import Diagnostics

/// `quarter_no(x)`.
enum QuarterNumber: ScalarFunction {
  static let declaration = DateParts.declaration(
    "quarter_no", "Gives the number of the quarter in its year, 1 to 4.",
    details: "quarter(x) is the quarter as a period.",
    examples: [
      Example("March", "quarter_no(2024-03-15)", expected: "1"),
      Example("October", "quarter_no(2024-10-01)", expected: "4"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try DateParts.bind(call) {
      Int32(truncatingIfNeeded: (CivilCalendar.date(ofDay: $0).month - 1) / 3 + 1)
    }
  }
}
