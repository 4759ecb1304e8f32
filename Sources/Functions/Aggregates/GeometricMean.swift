import Catalog
import Columnar
import Diagnostics
import Kernels

/// `geo_mean(x)`.
enum GeometricMean: AggregateFunction {
  static let declaration = Declaration.aggregate(
    "geo_mean", "Gives the geometric mean of values.",
    details: "exp(mean(ln(x))). Null when a value is zero or negative. \(ElementaryFunctions.note)",
    terms: ["geometric mean", "log mean"],
    examples: [
      Example("Growth", "rows [x; 1; 100] | agg g = round(geo_mean(x), 9)", expected: "g\n10"),
      Example("A zero", "rows [x; 0; 5] | agg g = geo_mean(x) ?? -1", expected: "g\n-1"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> AggregateKernel {
    guard try call.numeric() != nil else { return .nothing(.number) }
    var recipe = WeightedMean.recipe { (operands, count) throws(Diagnostic) in
      let numbers = try operands[0].doubles()
      return (numbers.mapped(count: count) { ElementaryFunctions.naturalLog($0) }, nil)
    }
    recipe.finish = { (slots) throws(Diagnostic) in
      GroupResults.numbers(slots) {
        $0.count > 0 ? ElementaryFunctions.exponential($0.sum.value / Double($0.count)) : nil
      }
    }
    return .slots(type: .number, recipe)
  }
}
