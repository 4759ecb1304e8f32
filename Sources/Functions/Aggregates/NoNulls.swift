import Catalog
import Columnar
import Diagnostics
import Kernels

/// `no_nulls(x)`.
enum NoNulls: AggregateFunction {
  static let declaration = Declaration.aggregate(
    "no_nulls", "Tells whether no value is null.",
    details: "True for no rows. For `expect`.",
    parameters: [ParameterInfo("x", "value", help: "The values.")], result: "bool",
    terms: ["complete", "not null", "missing"],
    examples: [
      Example("Complete", "rows [x; 1; 2] | agg ok = no_nulls(x)", expected: "ok\ntrue"),
      Example("A null", "rows [x; 1; null] | agg ok = no_nulls(x)", expected: "ok\nfalse"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> AggregateKernel {
    _ = try call.argument(0)
    return .slots(
      type: .bool, isNeverNull: true,
      SlotState<UInt8>.Recipe(
        start: { 1 },
        take: { (slots, operands, groups, count) throws(Diagnostic) in
          guard let validity = Validity.of(operands, count) else { return }
          for row in 0..<count where !validity[row] { slots.base[Int(groups[row])] = 0 }
        },
        join: { $0 &= $1 },
        finish: { (slots) throws(Diagnostic) in .bools(slots.finish { $0 }, nil) }))
  }
}
