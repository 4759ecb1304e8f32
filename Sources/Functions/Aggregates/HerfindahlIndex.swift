import Catalog
import Diagnostics
import Kernels

/// `hhi(x)`.
enum HerfindahlIndex: AggregateFunction {
  static let declaration = Declaration.aggregate(
    "hhi", "Gives the Herfindahl-Hirschman index of concentration.",
    details: """
      The sum of squared shares, from 1/n to 1: of numbers their shares in the total, of other \
      values the shares of rows. Negative values are an error; null when all are zero.
      """,
    parameters: [ParameterInfo("x", "number or value", help: "The values.")],
    terms: ["herfindahl", "concentration", "simpson"],
    examples: [
      Example("Numbers", "hhi([1, 1, 2])", expected: "0.375"),
      Example("Texts", "rows [x; \"a\"; \"a\"; \"b\"; \"b\"] | agg h = hhi(x)", expected: "h\n0.5"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> AggregateKernel {
    try Concentration.kernel(call) { shares in
      var sum = CompensatedSum()
      for share in shares { sum.add(share * share) }
      return sum.value
    }
  }
}
