import Catalog

/// `exp(x)`.
enum Exponential: ScalarFunction {
  static let declaration = Declaration.ofNumber(
    "exp", "Raises e to a power.",
    details: "A result too large for a number is null, and counted. \(ElementaryFunctions.note)",
    terms: ["exponential", "e"],
    examples: [
      Example("Zero", "exp(0)", expected: "1"),
      Example("Undo a logarithm", "round(exp(ln(7)), 6)", expected: "7"),
    ])
  static let isTotal = false
  static func value(_ x: Double) -> Double { ElementaryFunctions.exponential(x) }
}

extension Exponential: NumberMap {}
