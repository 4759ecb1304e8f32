import Catalog
import Diagnostics

/// `max(x)`.
enum Maximum: AggregateFunction {
  static let declaration = Declaration.aggregate(
    "max", "Gives the largest value.",
    details: "Of numbers, dates, durations, texts by code point. Null for nothing.",
    parameters: [ParameterInfo("x", "value with an order", help: "The values.")],
    result: "the type of x", terms: ["largest", "greatest", "latest"],
    examples: [
      Example("Numbers", "rows [x; 3; 1; 2] | agg m = max(x)", expected: "m\n3"),
      Example(
        "Dates", "rows [x; 2024-03-01; 2023-05-06] | agg m = max(x)",
        expected: "m\n2024-03-01"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> AggregateKernel {
    try ExtremeValue.bind(call, largest: true)
  }
}
