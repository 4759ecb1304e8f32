import Catalog
import Columnar
import Diagnostics

/// `unique(x)`.
enum Unique: AggregateFunction {
  static let declaration = Declaration.aggregate(
    "unique", "Tells whether all values that are not null differ.",
    details: "True for nothing. For `expect`.",
    parameters: [ParameterInfo("x", "value", help: "The values.")], result: "bool",
    terms: ["distinct", "duplicates", "key"],
    examples: [
      Example("A key", "rows [x; 1; 2; null] | agg u = unique(x)", expected: "u\ntrue"),
      Example("A repeated value", "rows [x; 1; 1] | agg u = unique(x)", expected: "u\nfalse"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> AggregateKernel {
    _ = try call.argument(0, "values that can be told apart") { $0.isOrdered }
    return AggregateKernel(
      type: .bool, isNeverNull: true,
      .grouped { (columns, rows, workers) throws(Diagnostic) in
        let results = Buffer<UInt8>(repeating: 1, count: rows.groupCount)
        if columns[0].type == .null { return .bools(results, nil) }
        nonisolated(unsafe) let target = UnsafeMutablePointer(mutating: results.base)
        try DistinctCodes.forEachGroup(columns[0], rows, workers) { group, firstRows, valueCount in
          target[group] = firstRows.count == valueCount ? 1 : 0
        }
        return .bools(results, nil)
      })
  }
}
