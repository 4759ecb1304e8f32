import Catalog
import Columnar
import Diagnostics

/// `start(p)`.
enum Start: ScalarFunction {
  static let declaration = Declaration(
    "start", "Gives the first day of a period.", category: .date,
    details: "For hours the first instant.",
    parameters: [ParameterInfo("p", "period", help: "The period.")], result: "date",
    searchTerms: ["first day", "begin"],
    examples: [
      Example("A quarter", "start(2024-Q2)", expected: "2024-04-01"),
      Example("The week of a date", "start(week(2024-03-01))", expected: "2024-02-26"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try PeriodEnds.bind(call) {
      $0.firstDay(of: $1)
    } instant: {
      Grain.hour.firstInstant(of: $0)
    }
  }
}
