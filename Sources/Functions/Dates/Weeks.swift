import Catalog
import Columnar
import Diagnostics

/// `weeks(d)`.
enum Weeks: ScalarFunction {
  static let declaration = Declaration(
    "weeks", "Gives the length of a duration in weeks.", category: .date,
    details: "With a fraction for what is left.",
    parameters: [ParameterInfo("d", "duration", help: "The duration.")], result: "number",
    searchTerms: ["as weeks"],
    examples: [
      Example("Between dates", "weeks(2024-03-15 - 2024-03-01)", expected: "2"),
      Example("A fraction", "weeks(84h)", expected: "0.5"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try DurationUnits.bind(call, unit: 7 * CalendarDuration.day)
  }
}
