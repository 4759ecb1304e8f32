import Catalog
import Columnar
import Diagnostics

/// `count_distinct(x)`.
enum CountDistinct: AggregateFunction {
  static let declaration = Declaration.aggregate(
    "count_distinct", "Counts the different values that are not null.",
    details: "Exact, not an estimate. Of nothing it is 0.",
    parameters: [ParameterInfo("x", "value", help: "The values.")], result: "int",
    terms: ["nunique", "n_distinct", "unique", "cardinality"],
    examples: [
      Example(
        "Texts", "rows [x; \"a\"; \"b\"; \"a\"] | agg n = count_distinct(x)", expected: "n\n2"),
      Example(
        "Null does not count", "rows [x; 1; null] | agg n = count_distinct(x)",
        expected: "n\n1"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> AggregateKernel {
    _ = try call.argument(0, "values that can be told apart") { $0.isOrdered }
    return AggregateKernel(
      type: .int, isNeverNull: true,
      .grouped { (columns, rows, workers) throws(Diagnostic) in
        let counts = Buffer<Int64>(repeating: 0, count: rows.groupCount)
        if columns[0].type == .null { return .ints(counts, nil) }
        nonisolated(unsafe) let target = UnsafeMutablePointer(mutating: counts.base)
        try DistinctCodes.forEachGroup(columns[0], rows, workers) { group, firstRows, _ in
          target[group] = Int64(firstRows.count)
        }
        return .ints(counts, nil)
      })
  }
}
