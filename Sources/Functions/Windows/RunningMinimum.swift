import Catalog
import Diagnostics

/// `running_min(x)`.
enum RunningMinimum: WindowFunction {
  static let declaration = Declaration.window(
    "running_min", "Gives the smallest value of all rows up to this one.",
    details: "Null where x is.",
    parameters: [ParameterInfo("x", "value with an order", help: "The values.")],
    terms: ["cummin", "lowest so far"],
    examples: [
      Example(
        "So far", "rows [d, x; 1, 5; 2, 3; 3, 8] | derive m = running_min(x) along d",
        expected: "d,x,m\n1,5,5\n2,3,3\n3,8,3"),
      Example(
        "A null", "rows [d, x; 1, 5; 2, null] | derive m = running_min(x) along d",
        expected: "d,x,m\n1,5,5\n2,,"),
    ])
  static let needsOrder = true
  static func bind(_ call: FunctionCall, scope: WindowScope) throws(Diagnostic) -> WindowKernel {
    try RunningExtreme.bind(call, largest: false)
  }
}
