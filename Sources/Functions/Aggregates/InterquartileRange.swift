import Catalog
import Diagnostics

/// `iqr(x)`.
enum InterquartileRange: AggregateFunction {
  static let declaration = Declaration.aggregate(
    "iqr", "Gives the distance between the quartiles.",
    details: "quantile(x, 0.75) - quantile(x, 0.25), both of type 7. Null for nothing.",
    terms: ["interquartile range", "spread"],
    examples: [
      Example("Five numbers", "rows [x; 1; 2; 3; 4; 5] | agg r = iqr(x)", expected: "r\n2"),
      Example("One number", "rows [x; 7] | agg r = iqr(x)", expected: "r\n0"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> AggregateKernel {
    try Quantiles.kernel(call) { (numbers) throws(Diagnostic) in
      guard let low = Quantiles.quantile(numbers, 0.25),
        let high = Quantiles.quantile(numbers, 0.75)
      else { return nil }
      return high - low
    }
  }
}
