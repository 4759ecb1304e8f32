import Catalog
import Columnar
import Diagnostics

/// `all(condition)`.
enum AllRows: AggregateFunction {
  static let declaration = Declaration.aggregate(
    "all", "Tells whether a condition is true in every row.",
    details: "Rows in which it is null do not count; null for nothing.",
    parameters: [ParameterInfo("condition", "bool", help: "The condition.")], result: "bool",
    terms: ["every"],
    examples: [
      Example("Every row", "rows [x; 3; 5] | agg a = all(x > 2)", expected: "a\ntrue"),
      Example("Not every row", "rows [x; 1; 5] | agg a = all(x > 2)", expected: "a\nfalse"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> AggregateKernel {
    try TruthCounts.kernel(call, type: .bool) { slots in
      GroupResults.bools(slots) { $0.total > 0 ? $0.trues == $0.total : nil }
    }
  }
}
