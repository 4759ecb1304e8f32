import Catalog
import Columnar
import Diagnostics

/// `week(x)`.
enum Week: ScalarFunction {
  static let declaration = PeriodFunctions.declaration(
    "week", "Gives the week of a date as a period, written as its first day.",
    details: "Weeks begin on Monday unless `set week_start`. week_no(x) is the ISO number.",
    examples: [
      Example("A Friday", "week(2024-03-01)", expected: "2024-02-26"),
      Example("Distance", "week(2024-03-01) - week(2024-02-01)", expected: "4"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try PeriodFunctions.bind(call, .week(startingOn: call.weekStart))
  }
}
