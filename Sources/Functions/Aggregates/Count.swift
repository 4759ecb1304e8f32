import Catalog
import Columnar
import Diagnostics
import Kernels

/// `count()` and `count(x)`.
enum Count: AggregateFunction {
  static let declaration = Declaration.aggregate(
    "count", "Counts rows, or the rows in which a value is not null.",
    details: "count() counts rows, count(x) values; of nothing it is 0.",
    parameters: [
      ParameterInfo(
        "x", "value", help: "The values; without them rows are counted.", default: "rows")
    ], result: "int", terms: ["n", "number of rows", "size"],
    examples: [
      Example(
        "Rows and values", "rows [x; 1; null; 3] | agg n = count(), k = count(x)",
        expected: "n,k\n3,2"),
      Example("With a condition", "rows [x; 1; 5; 9] | agg n = count(if: x > 2)", expected: "n\n2"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> AggregateKernel {
    .slots(
      type: .int, isNeverNull: true,
      SlotState<Int64>.Recipe(
        start: { 0 },
        take: { (slots, operands, groups, count) throws(Diagnostic) in
          let validity = Validity.of(operands, count)
          GroupLoops.count(slots.base, groups, count: count, validity: validity)
        },
        join: { $0 &+= $1 },
        finish: { (slots) throws(Diagnostic) in .ints(slots.finish { $0 }, nil) }))
  }
}
