import Catalog
import Diagnostics

/// `period(x, grain)`.
enum PeriodOfGrain: ScalarFunction {
  static let declaration = Declaration(
    "period", "Gives the period of a date, of a length that is given by a word.", category: .date,
    details: """
      For a length that comes from a parameter: `period(created, grain)` with grain one of hour, \
      day, week, month, quarter and year.
      """,
    parameters: [
      ParameterInfo("x", "date, instant or period", help: "The date."),
      ParameterInfo("grain", "text or word", help: "The length of the period, a constant."),
    ], result: "period", searchTerms: ["truncate", "floor_date", "date_trunc", "grain"],
    examples: [
      Example("A word", "period(2024-03-15, month)", expected: "2024-03"),
      Example("A text", "period(2024-03-15, \"quarter\")", expected: "2024-Q1"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    let words = ["hour", "day", "week", "month", "quarter", "year"]
    let word = try call.constantText(1, "the length of a period") ?? ""
    guard let grain = PeriodFunctions.grain(word, call) else {
      let near = Suggestion.nearest(to: word, among: words)
      throw Diagnostic(
        "E313", "`\(word)` is not the length of a period", at: call.optionalArgument(1)?.span,
        label: near.map { "did you mean `\($0)`?" } ?? "",
        details: ["The lengths are \(words.joined(separator: ", "))."])
    }
    var inner = call
    inner.arguments = [call.arguments[0]]
    return try PeriodFunctions.bind(inner, grain)
  }
}
