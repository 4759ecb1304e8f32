import Catalog
import Diagnostics

/// `ntile(x, n)`.
enum NTile: WindowFunction {
  static let declaration = Declaration.window(
    "ntile", "Puts values into a number of equally large classes, from 1 for the smallest.",
    details: """
      Sizes differ by one at most, the first classes are the larger ones; equal values at a border \
      are parted in the order of rows, that of `along` if it is given. Null where x is.
      """,
    parameters: [
      ParameterInfo("x", "value with an order", help: "The values."),
      ParameterInfo("n", "int", help: "How many classes, a constant."),
    ], result: "int", terms: ["quantile class", "decile", "quartile"],
    examples: [
      Example(
        "Two halves", "rows [x; 4; 1; 3; 2] | derive h = ntile(x, 2)",
        expected: "x,h\n4,2\n1,1\n3,2\n2,1"),
      Example(
        "Unequal sizes", "rows [x; 1; 2; 3] | derive h = ntile(x, 2)",
        expected: "x,h\n1,1\n2,1\n3,2"),
    ])
  static let needsOrder = false
  static func bind(_ call: FunctionCall, scope: WindowScope) throws(Diagnostic) -> WindowKernel {
    let count = try call.constantInt(1, "a whole number") ?? 0
    guard (1...1_000_000_000).contains(count) else {
      throw call.valueError(1, "`ntile` needs a positive number of classes, not \(count)")
    }
    let classes = Int(count)
    return try Ranking.bind(call, descending: false) { place, _, _, rows in
      let (size, larger) = (rows / classes, rows % classes)
      let inLarger = larger * (size + 1)
      return place < inLarger
        ? place / (size + 1) + 1 : larger + (place - inLarger) / max(1, size) + 1
    }
  }
}
