import Catalog

/// `floor(x)`.
enum Floor: ScalarFunction {
  static let declaration = Declaration.ofNumber(
    "floor", "Rounds a number down to a whole one.",
    details: "Towards minus infinity: floor(-1.5) is -2.", result: "the type of x",
    terms: ["round down"],
    examples: [
      Example("A number", "floor(2.7)", expected: "2"),
      Example("A negative number", "floor(-1.5)", expected: "-2"),
    ])
  static func value(_ x: Double) -> Double { x.rounded(.down) }
}

extension Floor: RoundingMap {}
