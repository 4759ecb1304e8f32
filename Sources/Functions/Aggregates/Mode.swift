import Catalog
import Columnar
import Diagnostics

/// `mode(x)`.
enum Mode: AggregateFunction {
  static let declaration = Declaration.aggregate(
    "mode", "Gives the most frequent value.",
    details: "Of equally frequent values the smallest. Null for nothing.",
    parameters: [ParameterInfo("x", "value with an order", help: "The values.")],
    result: "the type of x", terms: ["most common", "most frequent"],
    examples: [
      Example("Texts", "rows [x; \"a\"; \"b\"; \"b\"] | agg m = mode(x)", expected: "m\nb"),
      Example("A tie", "rows [x; 2; 1] | agg m = mode(x)", expected: "m\n1"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> AggregateKernel {
    let type = try call.argument(0, "values with an order") { $0.isOrdered }.type
    if type == .null { return .nothing(.null) }
    return AggregateKernel(
      type: type,
      .grouped { (columns, rows, workers) throws(Diagnostic) in
        let column = columns[0]
        let order = RowComparison(column)
        let nothing = UInt32(truncatingIfNeeded: column.count)
        let chosen = Buffer<UInt32>(repeating: nothing, count: rows.groupCount)
        nonisolated(unsafe) let target = UnsafeMutablePointer(mutating: chosen.base)
        try DistinctCodes.forEachFrequency(column, rows, workers) { group, firstRows, counts in
          var best: Int?
          for index in firstRows.indices {
            guard let current = best else {
              best = index
              continue
            }
            let isSmaller = order.precedes(Int(firstRows[index]), Int(firstRows[current]))
            if counts[index] > counts[current] || counts[index] == counts[current] && isSmaller {
              best = index
            }
          }
          if let best { target[group] = firstRows[best] }
        }
        return Column.concatenate([column, .nulls(type, count: 1)], type: type)
          .gather(chosen.base, count: chosen.count)
      })
  }
}
