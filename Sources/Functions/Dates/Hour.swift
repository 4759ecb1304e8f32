import Catalog
import Columnar
import Diagnostics

/// `hour(x)`.
enum Hour: ScalarFunction {
  static let declaration = PeriodFunctions.declaration(
    "hour", "Gives the hour of an instant as a period.",
    details: "hour_no(x) is the number of the hour in its day. A date gives its first hour.",
    examples: [
      Example("An instant", "hour(2024-03-01T12:30)", expected: "2024-03-01T12:00"),
      Example("The hour after", "hour(2024-03-01T23:59) + 1", expected: "2024-03-02T00:00"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try PeriodFunctions.bind(call, .hour)
  }
}
