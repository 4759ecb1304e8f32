import Catalog
import Columnar
import Diagnostics

/// `end(p)`.
enum End: ScalarFunction {
  static let declaration = Declaration(
    "end", "Gives the last day of a period.", category: .date,
    details: "The day belongs to the period. For hours the last microsecond.",
    parameters: [ParameterInfo("p", "period", help: "The period.")], result: "date",
    searchTerms: ["last day", "end of month"],
    examples: [
      Example("A month", "end(2024-02)", expected: "2024-02-29"),
      Example("A year", "end(year(2023-05-06))", expected: "2023-12-31"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try PeriodEnds.bind(call) {
      $0.lastDay(of: $1)
    } instant: {
      Grain.hour.firstInstant(of: $0 &+ 1) - 1
    }
  }
}
