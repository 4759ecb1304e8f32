import Catalog
import Columnar
import Diagnostics
import Kernels

/// `mean(x)`.
enum Mean: AggregateFunction {
  static let declaration = Declaration.aggregate(
    "mean", "Gives the arithmetic mean of values.",
    details: """
      Null for nothing. From the exact sum of ints, or the compensated sum of numbers. The mean of \
      means loses the weights: use weighted_mean(x, n).
      """,
    parameters: [ParameterInfo("x", "number or duration", help: "The values.")],
    terms: ["average", "avg"],
    examples: [
      Example("Numbers", "rows [x; 1; 2; 6] | agg m = mean(x)", expected: "m\n3"),
      Example("Nulls are left out", "rows [x; 1; null; 2] | agg m = mean(x)", expected: "m\n1.5"),
    ])

  private struct IntTotal: BitwiseCopyable {
    var sum: Int128 = 0
    var count: Int64 = 0
  }

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> AggregateKernel {
    let x = try call.argument(0, "a number or a duration") { $0.isNumeric || $0 == .duration }
    switch x.type {
    case .null: return .nothing(.number)
    case .number: return numbers()
    default: return ints(x.type)
    }
  }

  private static func ints(_ type: DataType) -> AggregateKernel {
    .slots(
      type: type == .int ? .number : type,
      SlotState<IntTotal>.Recipe(
        start: { IntTotal() },
        take: { (slots, operands, groups, count) throws(Diagnostic) in
          GroupLoops.update(
            slots.base, groups, count: count, try operands[0].int64s(),
            validity: Validity.of(operands, count)
          ) {
            $0.sum &+= Int128($1)
            $0.count &+= 1
          }
        },
        join: {
          $0.sum &+= $1.sum
          $0.count &+= $1.count
        },
        finish: { (slots) throws(Diagnostic) in
          if type == .int {
            return GroupResults.numbers(slots) {
              $0.count > 0 ? Double($0.sum) / Double($0.count) : nil
            }
          }
          let values = slots.finish { total in
            total.count > 0 ? Int64(truncatingIfNeeded: total.sum / Int128(total.count)) : 0
          }
          return .ints(values, slots.groups { $0.count > 0 }, as: type)
        }))
  }

  private static func numbers() -> AggregateKernel {
    .slots(
      type: .number,
      WeightedMean.recipe { (operands, count) throws(Diagnostic) in
        (try operands[0].doubles(), nil)
      })
  }
}
