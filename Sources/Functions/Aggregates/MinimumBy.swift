import Catalog
import Columnar
import Diagnostics

/// `min_by(x, key)`.
enum MinimumBy: AggregateFunction {
  static let declaration = Declaration.aggregate(
    "min_by", "Gives the value of the row in which a key is smallest.",
    details: "Rows without a key do not count. Of equal keys the earlier row wins.",
    parameters: [
      ParameterInfo("x", "value", help: "The value to give."),
      ParameterInfo("key", "value with an order", help: "What is compared."),
    ], result: "the type of x", terms: ["argmin", "arg_min", "which.min"],
    examples: [
      Example(
        "The smallest model", "rows [m, s; \"a\", 1; \"b\", 3] | agg low = min_by(m, s)",
        expected: "low\na"),
      Example(
        "Rows without a key", "rows [m, s; \"a\", null; \"b\", 3] | agg low = min_by(m, s)",
        expected: "low\nb"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> AggregateKernel {
    let x = try call.argument(0)
    let key = try call.argument(1, "values with an order") { $0.isOrdered }
    if key.type == .null { return .nothing(x.type) }
    return RowPicking.extreme(x.type, by: 1, largest: false)
  }
}
