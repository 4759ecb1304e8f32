import Catalog
import Columnar
import Diagnostics

/// `year(x)`.
enum Year: ScalarFunction {
  static let declaration = PeriodFunctions.declaration(
    "year", "Gives the year of a date as a period.",
    details: "year_no(x) is the number, for arithmetic.",
    examples: [
      Example("A date", "year(2024-03-15)", expected: "2024"),
      Example("Compared", "year(2024-03-15) == 2024", expected: "true"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try PeriodFunctions.bind(call, .year)
  }
}
