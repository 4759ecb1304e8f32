import Catalog
import Columnar
import Diagnostics

/// `month(x)`.
enum Month: ScalarFunction {
  static let declaration = PeriodFunctions.declaration(
    "month", "Gives the month of a date as a period.",
    details: "month_no(x) is the number of the month in its year.",
    examples: [
      Example("A date", "month(2024-03-15)", expected: "2024-03"),
      Example("The next month", "month(2024-12-31) + 1 month", expected: "2025-01"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try PeriodFunctions.bind(call, .month)
  }
}
