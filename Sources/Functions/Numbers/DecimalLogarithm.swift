import Catalog

/// `log10(x)`.
enum DecimalLogarithm: ScalarFunction {
  static let declaration = Declaration.ofNumber(
    "log10", "Gives the logarithm of a number to base 10.",
    details: """
      Zero and negative numbers have none: null, and counted. \(ElementaryFunctions.note)
      """,
    terms: ["logarithm", "magnitude"],
    examples: [
      Example("A power of ten", "log10(1000)", expected: "3"),
      Example("Not positive", "log10(-5) ?? 0", expected: "0"),
    ])
  static let isTotal = false
  static func value(_ x: Double) -> Double { ElementaryFunctions.log10(x) }
}

extension DecimalLogarithm: NumberMap {}
