import Catalog
import Diagnostics
import Kernels

/// `entropy(x)`.
enum Entropy: AggregateFunction {
  static let declaration = Declaration.aggregate(
    "entropy", "Gives the Shannon entropy of shares, in nats.",
    details: """
      Minus the sum of p ln p (Shannon 1948): of numbers over their shares in the total, of other \
      values over the shares of rows. Divided by ln(2) it is in bits. Negative values are an error; \
      null when all are zero. \(ElementaryFunctions.note)
      """,
    parameters: [ParameterInfo("x", "number or value", help: "The values.")],
    terms: ["diversity", "shannon", "information"],
    examples: [
      Example("Two halves, in bits", "round(entropy([1, 1]) / ln(2), 9)", expected: "1"),
      Example("One value", "rows [x; \"a\"; \"a\"] | agg e = entropy(x)", expected: "e\n0"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> AggregateKernel {
    try Concentration.kernel(call) { shares in
      var sum = CompensatedSum()
      for share in shares where share > 0 {
        sum.add(share * ElementaryFunctions.naturalLog(share))
      }
      return 0 - sum.value
    }
  }
}
