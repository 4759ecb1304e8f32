import Catalog
import Diagnostics
import Kernels

/// `top_share(x, p)`.
enum TopShare: AggregateFunction {
  static let declaration = Declaration.aggregate(
    "top_share", "Gives the share of the total that the largest values hold.",
    details: """
      The sum of the ⌈p·n⌉ largest values over the sum of all n. Negative values are an error; null \
      when all are zero, or for nothing.
      """,
    parameters: [
      ParameterInfo("x", "number", help: "The values."),
      ParameterInfo("p", "number", help: "The share of values, from 0 to 1, a constant: 1%."),
    ], terms: ["concentration", "top 1%", "pareto"],
    examples: [
      Example(
        "The largest quarter", "rows [x; 1; 1; 1; 7] | agg t = top_share(x, 25%)",
        expected: "t\n0.7"),
      Example("All", "top_share([1, 2, 3], 100%)", expected: "1"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> AggregateKernel {
    let share = try call.constantNumber(1, "a share from 0 to 1") ?? 0
    guard (0...1).contains(share) else {
      throw call.valueError(1, "`top_share` needs a share from 0 to 1, not \(share)")
    }
    return try Quantiles.kernel(call) { (numbers) throws(Diagnostic) in
      try Concentration.refuseNegative(call, numbers)
      var sorted = numbers
      sorted.sort()
      var top = CompensatedSum()
      for index in (numbers.count - taken(share, of: numbers.count))..<numbers.count {
        top.add(numbers[index])
      }
      let total = Concentration.total(numbers)
      return total == 0 ? nil : top.value / total
    }
  }

  /// ⌈p·n⌉, where a product that is whole but for rounding counts as whole: 0.07 · 100 is 7.
  static func taken(_ share: Double, of count: Int) -> Int {
    let product = share * Double(count)
    let nearest = product.rounded()
    let isWhole = abs(product - nearest) <= 4 * nearest.ulp
    return min(count, Int(isWhole ? nearest : product.rounded(.up)))
  }
}
