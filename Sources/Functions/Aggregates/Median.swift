import Catalog
import Diagnostics

/// `median(x)`.
enum Median: AggregateFunction {
  static let declaration = Declaration.aggregate(
    "median", "Gives the value in the middle of the sorted values.",
    details: "Of an even number of values the mean of the two in the middle. Null for nothing.",
    terms: ["middle", "p50"],
    examples: [
      Example("Three numbers", "rows [x; 9; 1; 2] | agg m = median(x)", expected: "m\n2"),
      Example("Two numbers", "rows [x; 1; 2] | agg m = median(x)", expected: "m\n1.5"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> AggregateKernel {
    try Quantiles.kernel(call) { (numbers) throws(Diagnostic) in Quantiles.quantile(numbers, 0.5) }
  }
}
