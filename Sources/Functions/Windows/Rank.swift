import Catalog
import Diagnostics

/// `rank(x)`.
enum Rank: WindowFunction {
  static let declaration = Declaration.window(
    "rank", "Gives the place of a value among all, from 1 for the smallest.",
    details: """
      One more than the number of smaller values, so equal values share a place and the next one is \
      left out. Null where x is.
      """,
    parameters: Ranking.parameters, result: "int", terms: ["order", "position", "min_rank"],
    examples: [
      Example(
        "Ascending", "rows [x; 7; 5; 7] | derive r = rank(x)", expected: "x,r\n7,2\n5,1\n7,2"),
      Example(
        "Largest first", "rows [x; 7; 5; 7] | derive r = rank(x, descending: true)",
        expected: "x,r\n7,1\n5,3\n7,1"),
    ])
  static let needsOrder = false
  static func bind(_ call: FunctionCall, scope: WindowScope) throws(Diagnostic) -> WindowKernel {
    try Ranking.bind(call, descending: try Ranking.isDescending(call, 1)) { _, first, _, _ in
      first + 1
    }
  }
}
