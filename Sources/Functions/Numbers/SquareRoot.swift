import Catalog

/// `sqrt(x)`.
enum SquareRoot: ScalarFunction {
  static let declaration = Declaration.ofNumber(
    "sqrt", "Gives the square root of a number.",
    details: "A negative number has none: null, and counted. Correctly rounded.",
    terms: ["root"],
    examples: [
      Example("A square", "sqrt(144)", expected: "12"),
      Example("A negative number", "sqrt(-1) ?? 0", expected: "0"),
    ])
  static let isTotal = false
  static func value(_ x: Double) -> Double { x.squareRoot() }
}

extension SquareRoot: NumberMap {}
