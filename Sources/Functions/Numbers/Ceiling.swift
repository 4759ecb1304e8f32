import Catalog

/// `ceil(x)`.
enum Ceiling: ScalarFunction {
  static let declaration = Declaration.ofNumber(
    "ceil", "Rounds a number up to a whole one.",
    details: "Towards plus infinity: ceil(-1.5) is -1.", result: "the type of x",
    terms: ["round up", "ceiling"],
    examples: [
      Example("A number", "ceil(2.1)", expected: "3"),
      Example("A negative number", "ceil(-1.5)", expected: "-1"),
    ])
  static func value(_ x: Double) -> Double { x.rounded(.up) }
}

extension Ceiling: RoundingMap {}
