import Catalog
import Diagnostics
import Kernels

/// `sd(x)`.
enum StandardDeviation: AggregateFunction {
  static let declaration = Declaration.aggregate(
    "sd", "Gives the sample standard deviation of values.",
    details: "The square root of var(x); null for fewer than two values.",
    terms: ["standard deviation", "stddev", "std"],
    examples: [
      Example("Three numbers", "rows [x; 2; 4; 6] | agg s = sd(x)", expected: "s\n2"),
      Example("One number", "rows [x; 1] | agg s = sd(x) ?? -1", expected: "s\n-1"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> AggregateKernel {
    try Variance.moments(call) { $0.variance.map { $0.squareRoot() } }
  }
}
