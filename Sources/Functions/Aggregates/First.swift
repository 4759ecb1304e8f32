import Catalog
import Columnar
import Diagnostics

/// `first(x)`.
enum First: AggregateFunction {
  static let declaration = Declaration.aggregate(
    "first", "Gives the first value that is not null.",
    details: "In `derive` and `filter` the order is that of `along`, in `agg` that of the rows.",
    parameters: [ParameterInfo("x", "value", help: "The values.")], result: "the type of x",
    terms: ["earliest", "head"],
    examples: [
      Example("In order of rows", "rows [x; null; 5; 3] | agg f = first(x)", expected: "f\n5"),
      Example(
        "Along a column", "rows [d, x; 2, 7; 1, 5] | derive f = first(x) along d",
        expected: "d,x,f\n2,7,5\n1,5,5"),
    ])
  static let needsOrder = true

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> AggregateKernel {
    let type = try call.argument(0).type
    return .picking(
      type: type,
      .grouped { (columns, rows, workers) throws(Diagnostic) in
        let column = columns[0]
        return RowPicking.pick(column, rows, workers) { $0.first { column.isValid(Int($0)) } }
      })
  }
}
