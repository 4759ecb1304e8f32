import Catalog
import Diagnostics

/// `dense_rank(x)`.
enum DenseRank: WindowFunction {
  static let declaration = Declaration.window(
    "dense_rank", "Gives the place of a value among the different values, from 1.",
    details: "Equal values share a place and no place is left out. Null where x is.",
    parameters: Ranking.parameters, result: "int", terms: ["order", "position"],
    examples: [
      Example(
        "Ascending", "rows [x; 7; 5; 7; 9] | derive r = dense_rank(x)",
        expected: "x,r\n7,2\n5,1\n7,2\n9,3"),
      Example(
        "Largest first", "rows [x; 7; 5] | derive r = dense_rank(x, descending: true)",
        expected: "x,r\n7,1\n5,2"),
    ])
  static let needsOrder = false
  static func bind(_ call: FunctionCall, scope: WindowScope) throws(Diagnostic) -> WindowKernel {
    try Ranking.bind(call, descending: try Ranking.isDescending(call, 1)) { _, _, smaller, _ in
      smaller + 1
    }
  }
}
