import Catalog
import Columnar
import Diagnostics

/// `fraction(condition)`.
enum Fraction: AggregateFunction {
  static let declaration = Declaration.aggregate(
    "fraction", "Gives the share of rows in which a condition is true.",
    details: "Rows in which it is null do not count; null for nothing.",
    parameters: [ParameterInfo("condition", "bool", help: "The condition.")],
    terms: ["share", "proportion", "percent", "mean of bool"],
    examples: [
      Example("A share", "rows [x; 0; 0; 3; 4] | agg z = fraction(x == 0)", expected: "z\n0.5"),
      Example("Unknown rows", "rows [x; 1; 5; null] | agg z = fraction(x > 2)", expected: "z\n0.5"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> AggregateKernel {
    try TruthCounts.kernel(call, type: .number) { slots in
      GroupResults.numbers(slots) { $0.total > 0 ? Double($0.trues) / Double($0.total) : nil }
    }
  }
}
