import Catalog
import Columnar
import Diagnostics

/// `any(condition)`.
enum AnyRow: AggregateFunction {
  static let declaration = Declaration.aggregate(
    "any", "Tells whether a condition is true in at least one row.",
    details: "Rows in which it is null do not count; null for nothing.",
    parameters: [ParameterInfo("condition", "bool", help: "The condition.")], result: "bool",
    terms: ["some", "exists"],
    examples: [
      Example("One row", "rows [x; 1; 5] | agg a = any(x > 2)", expected: "a\ntrue"),
      Example("No row", "rows [x; 1; 2] | agg a = any(x > 2)", expected: "a\nfalse"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> AggregateKernel {
    try TruthCounts.kernel(call, type: .bool) { slots in
      GroupResults.bools(slots) { $0.total > 0 ? $0.trues > 0 : nil }
    }
  }
}
