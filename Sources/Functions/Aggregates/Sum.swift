import Catalog
import Columnar
import Diagnostics
import Kernels

/// `sum(x)`.
enum Sum: AggregateFunction {
  static let declaration = Declaration.aggregate(
    "sum", "Adds up values.",
    details: """
      Of nothing it is 0. Ints are added exactly, and a total outside 64 bits is an error; numbers \
      are added with compensation (Neumaier 1974), in an order that does not depend on threads.
      """,
    parameters: [ParameterInfo("x", "number or duration", help: "The values.")],
    result: "the type of x", terms: ["total"],
    examples: [
      Example("Numbers", "rows [x; 0.1; 0.2; 0.3] | agg s = sum(x)", expected: "s\n0.6"),
      Example("Of nothing", "rows [x; 1] | agg s = sum(x, if: x > 2)", expected: "s\n0"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> AggregateKernel {
    let x = try call.argument(0)
    switch x.type {
    case .number, .null: return numbers(call)
    case .int, .duration: return ints(call, x.type)
    case .bool:
      throw Diagnostic(
        "E301", "`sum` needs a number, not bool", at: x.span, label: "this is bool",
        details: ["Rows where it is true are counted by count(if: …), their share is fraction(…)."])
    default: throw call.typeError(0, expected: "a number or a duration")
    }
  }

  private static func ints(_ call: FunctionCall, _ type: DataType) -> AggregateKernel {
    .slots(
      type: type, isNeverNull: true,
      SlotState<Int128>.Recipe(
        start: { 0 },
        take: { (slots, operands, groups, count) throws(Diagnostic) in
          GroupLoops.update(
            slots.base, groups, count: count, try operands[0].int64s(),
            validity: Validity.of(operands, count)
          ) { $0 &+= Int128($1) }
        },
        join: { $0 &+= $1 },
        finish: { (slots) throws(Diagnostic) in
          for group in 0..<slots.groupCount where Int64(exactly: slots.base[group]) == nil {
            throw Arithmetic.overflow(call, "the total is \(slots.base[group])", type)
          }
          return .ints(slots.finish { Int64(truncatingIfNeeded: $0) }, nil, as: type)
        }))
  }

  private static func numbers(_ call: FunctionCall) -> AggregateKernel {
    .slots(
      // A total beyond the range of numbers is missing.
      type: .number,
      SlotState<CompensatedSum>.Recipe(
        start: { CompensatedSum() },
        take: { (slots, operands, groups, count) throws(Diagnostic) in
          if operands[0].type == .null { return }
          GroupLoops.sum(
            slots.base, groups, count: count, groupCount: slots.groupCount,
            try operands[0].doubles(), validity: Validity.of(operands, count))
        },
        join: { $0.add($1) },
        finish: { (slots) throws(Diagnostic) in
          for group in 0..<slots.groupCount where !slots.base[group].value.isFinite {
            throw Arithmetic.overflow(call, "the total is too large", .number)
          }
          return Column(
            .number, .double(slots.finish { $0.value }), count: slots.groupCount)
        }))
  }
}
