import Catalog
import Columnar
import Diagnostics

/// `quantile(x, p)`.
enum Quantile: AggregateFunction {
  static let declaration = Declaration.aggregate(
    "quantile", "Gives the value below which a share of the sorted values lies.",
    details: """
      The nine definitions of Hyndman and Fan (1996), numbered as in R; 7, the usual one, \
      interpolates at position 1 + p(n - 1). Null for nothing.
      """,
    parameters: [
      ParameterInfo("x", "number", help: "The values."),
      ParameterInfo("p", "number", help: "The share, from 0 to 1, a constant: 0.9 or 90%."),
      ParameterInfo(
        "type", "int", help: "The definition, 1 to 9.", default: "7", labelled: true),
    ], terms: ["percentile", "p90", "quartile"],
    examples: [
      Example("A quartile", "rows [x; 1; 2; 3; 4] | agg q = quantile(x, 25%)", expected: "q\n1.75"),
      Example(
        "Another definition", "rows [x; 1; 2; 3; 4] | agg q = quantile(x, 0.25, type: 6)",
        expected: "q\n1.25"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> AggregateKernel {
    let share = try call.constantNumber(1, "a share from 0 to 1") ?? 0.5
    guard (0...1).contains(share) else {
      throw call.valueError(1, "`quantile` needs a share from 0 to 1, not \(share)")
    }
    let type = try call.constantInt(2, "a whole number") ?? 7
    guard (1...9).contains(type) else {
      throw call.valueError(2, "the types of quantiles are 1 to 9, not \(type)")
    }
    return try Quantiles.kernel(call) { (numbers) throws(Diagnostic) in
      Quantiles.quantile(numbers, share, type: Int(type))
    }
  }
}
