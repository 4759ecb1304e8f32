import Catalog
import Diagnostics

/// `min(x)`.
enum Minimum: AggregateFunction {
  static let declaration = Declaration.aggregate(
    "min", "Gives the smallest value.",
    details: "Of numbers, dates, durations, texts by code point. Null for nothing.",
    parameters: [ParameterInfo("x", "value with an order", help: "The values.")],
    result: "the type of x", terms: ["smallest", "least", "earliest"],
    examples: [
      Example("Numbers", "rows [x; 3; 1; 2] | agg m = min(x)", expected: "m\n1"),
      Example("Texts", "rows [x; \"b\"; \"a\"] | agg m = min(x)", expected: "m\na"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> AggregateKernel {
    try ExtremeValue.bind(call, largest: false)
  }
}
