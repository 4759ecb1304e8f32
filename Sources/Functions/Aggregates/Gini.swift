import Catalog
import Diagnostics
import Kernels

/// `gini(x)`.
enum Gini: AggregateFunction {
  static let declaration = Declaration.aggregate(
    "gini", "Gives the Gini coefficient of values.",
    details: """
      The sum of (2i - n - 1) times the i-th smallest value, over n times the sum of all: 0 when \
      all are equal, (n - 1) / n when one has everything. Negative values are an error; null when \
      all are zero, or for nothing.
      """,
    terms: ["inequality", "concentration"],
    examples: [
      Example("Unequal", "gini([1, 2, 3])", expected: "0.2222222222222222"),
      Example("Equal", "gini([5, 5, 5])", expected: "0"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> AggregateKernel {
    try Quantiles.kernel(call) { (numbers) throws(Diagnostic) in
      try Concentration.refuseNegative(call, numbers)
      var sorted = numbers
      sorted.sort()
      var weighted = CompensatedSum()
      let count = numbers.count
      for index in 0..<count {
        weighted.add(Double(2 * (index + 1) - count - 1) * numbers[index])
      }
      let total = Concentration.total(numbers)
      return total == 0 ? nil : weighted.value / (Double(count) * total)
    }
  }
}
