import Catalog

/// `log2(x)`.
enum BinaryLogarithm: ScalarFunction {
  static let declaration = Declaration.ofNumber(
    "log2", "Gives the logarithm of a number to base 2.",
    details: """
      Zero and negative numbers have none: null, and counted. \(ElementaryFunctions.note)
      """,
    terms: ["logarithm", "doubling"],
    examples: [
      Example("A power of two", "log2(8)", expected: "3"),
      Example("A half", "log2(0.5)", expected: "-1"),
    ])
  static let isTotal = false
  static func value(_ x: Double) -> Double { ElementaryFunctions.log2(x) }
}

extension BinaryLogarithm: NumberMap {}
