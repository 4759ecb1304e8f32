import Catalog

/// `ln(x)`.
enum NaturalLogarithm: ScalarFunction {
  static let declaration = Declaration.ofNumber(
    "ln", "Gives the natural logarithm of a number.",
    details: """
      Zero and negative numbers have none: null, and counted. \(ElementaryFunctions.note)
      """,
    terms: ["log", "logarithm"],
    examples: [
      Example("One", "ln(1)", expected: "0"),
      Example("Not positive", "ln(0) ?? -1", expected: "-1"),
    ])
  static let isTotal = false
  static func value(_ x: Double) -> Double { ElementaryFunctions.naturalLog(x) }
}

extension NaturalLogarithm: NumberMap {}
