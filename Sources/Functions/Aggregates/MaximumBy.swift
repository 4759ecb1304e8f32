import Catalog
import Columnar
import Diagnostics

/// `max_by(x, key)`.
enum MaximumBy: AggregateFunction {
  static let declaration = Declaration.aggregate(
    "max_by", "Gives the value of the row in which a key is largest.",
    details: "Rows without a key do not count. Of equal keys the earlier row wins.",
    parameters: [
      ParameterInfo("x", "value", help: "The value to give."),
      ParameterInfo("key", "value with an order", help: "What is compared."),
    ], result: "the type of x", terms: ["argmax", "arg_max", "which.max"],
    examples: [
      Example(
        "The best model", "rows [m, s; \"a\", 1; \"b\", 3] | agg best = max_by(m, s)",
        expected: "best\nb"),
      Example(
        "A tie", "rows [m, s; \"a\", 3; \"b\", 3] | agg best = max_by(m, s)",
        expected: "best\na"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> AggregateKernel {
    let x = try call.argument(0)
    let key = try call.argument(1, "values with an order") { $0.isOrdered }
    if key.type == .null { return .nothing(x.type) }
    return RowPicking.extreme(x.type, by: 1, largest: true)
  }
}
