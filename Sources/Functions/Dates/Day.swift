import Catalog
import Columnar
import Diagnostics

/// `day(x)`.
enum Day: ScalarFunction {
  static let declaration = PeriodFunctions.declaration(
    "day", "Gives the day of an instant as a period.",
    details: "day_no(x) is the number of the day in its month.",
    examples: [
      Example("An instant", "day(2024-03-01T12:30)", expected: "2024-03-01"),
      Example("The next day", "day(2024-02-29) + 1 day", expected: "2024-03-01"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try PeriodFunctions.bind(call, .day)
  }
}
