import Catalog
import Columnar
import Diagnostics

/// `list(x)`.
enum CollectedList: AggregateFunction {
  static let declaration = Declaration.aggregate(
    "list", "Collects the values that are not null into a list.",
    details: "In the order of rows. Null for nothing.",
    parameters: [ParameterInfo("x", "value", help: "The values.")], result: "list",
    terms: ["array_agg", "collect", "nest"],
    examples: [
      Example("Numbers", "rows [x; 3; null; 1] | agg l = list(x)", expected: "l\n\"[3,1]\""),
      Example("How many", "rows [x; 3; 1] | agg n = length(list(x))", expected: "n\n2"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> AggregateKernel {
    let element = try call.argument(0).type
    let type = DataType.list(element)
    return AggregateKernel(
      type: type,
      .grouped { (columns, rows, _) throws(Diagnostic) in
        let column = columns[0]
        var kept = BufferBuilder<UInt32>(capacity: rows.rows.count)
        let present = Buffer<UInt8>(repeating: 0, count: rows.groupCount)
        let flags = UnsafeMutablePointer(mutating: present.base)
        let offsets = Buffer<Int32>(count: rows.groupCount + 1) { target in
          target[0] = 0
          for group in 0..<rows.groupCount {
            for position in rows.range(group) {
              let row = rows.rows.base[position]
              if column.isValid(Int(row)) { kept.append(row) }
            }
            target[group + 1] = Int32(truncatingIfNeeded: kept.count)
            flags[group] = target[group + 1] > target[group] ? 1 : 0
          }
        }
        let chosen = kept.finish()
        let items = column.gather(chosen.base, count: chosen.count)
        return Column(
          type, .list(ListData(offsets: offsets, items: items)),
          validity: Bitmap(bytes: present.base, count: rows.groupCount).orNilIfAllSet,
          count: rows.groupCount)
      })
  }
}
