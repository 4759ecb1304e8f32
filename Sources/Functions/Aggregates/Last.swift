import Catalog
import Columnar
import Diagnostics

/// `last(x)`.
enum Last: AggregateFunction {
  static let declaration = Declaration.aggregate(
    "last", "Gives the last value that is not null.",
    details: "In `derive` and `filter` the order is that of `along`, in `agg` that of the rows.",
    parameters: [ParameterInfo("x", "value", help: "The values.")], result: "the type of x",
    terms: ["latest", "tail"],
    examples: [
      Example("In order of rows", "rows [x; 5; 3; null] | agg l = last(x)", expected: "l\n3"),
      Example(
        "Along a column", "rows [d, x; 2, 7; 1, 5] | derive l = last(x) along d",
        expected: "d,x,l\n2,7,7\n1,5,7"),
    ])
  static let needsOrder = true

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> AggregateKernel {
    let type = try call.argument(0).type
    return .picking(
      type: type,
      .grouped { (columns, rows, workers) throws(Diagnostic) in
        let column = columns[0]
        return RowPicking.pick(column, rows, workers) { $0.last { column.isValid(Int($0)) } }
      })
  }
}
