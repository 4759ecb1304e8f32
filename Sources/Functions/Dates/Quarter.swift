import Catalog
import Columnar
import Diagnostics

/// `quarter(x)`.
enum Quarter: ScalarFunction {
  static let declaration = PeriodFunctions.declaration(
    "quarter", "Gives the quarter of a date as a period.",
    details: "quarter_no(x) is its number, 1 to 4.",
    examples: [
      Example("A date", "quarter(2024-03-15)", expected: "2024-Q1"),
      Example("A month", "quarter(2024-11)", expected: "2024-Q4"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try PeriodFunctions.bind(call, .quarter)
  }
}
