import Catalog
import Columnar
import Diagnostics
import Kernels

/// `weighted_mean(x, w)`.
enum WeightedMean: AggregateFunction {
  static let declaration = Declaration.aggregate(
    "weighted_mean", "Gives the mean of values that count by a weight.",
    details: """
      sum(x * w) / sum(w) over the rows in which both are there; null when the weights add up to 0.
      """,
    parameters: [
      ParameterInfo("x", "number", help: "The values."),
      ParameterInfo("w", "number", help: "The weights."),
    ], terms: ["weighted average"],
    examples: [
      Example(
        "Means of groups", "rows [m, n; 10, 1; 20, 3] | agg x = weighted_mean(m, n)",
        expected: "x\n17.5"),
      Example(
        "No weight", "rows [m, n; 10, 0] | agg x = weighted_mean(m, n) ?? -1",
        expected: "x\n-1"),
    ])

  struct Totals: BitwiseCopyable {
    var sum = CompensatedSum()
    var weight = CompensatedSum()
    var count: Int64 = 0
  }

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> AggregateKernel {
    let x = try call.numeric(0)
    let w = try call.numeric(1)
    if x == nil || w == nil { return .nothing(.number) }
    return .slots(
      type: .number,
      recipe { (operands, _) throws(Diagnostic) in
        (try operands[0].doubles(), try operands[1].doubles())
      })
  }

  /// Means of numbers, with weights or, without any, each counting once.
  static func recipe(
    _ values:
      @escaping @Sendable ([Operand], Int) throws(Diagnostic) -> (
        Vector<Double>, Vector<Double>?
      )
  ) -> SlotState<Totals>.Recipe {
    SlotState<Totals>.Recipe(
      start: { Totals() },
      take: { (slots, operands, groups, count) throws(Diagnostic) in
        let (numbers, weights) = try values(operands, count)
        let base = slots.base
        let validity = Validity.of(operands, count)
        guard let weights else {
          GroupLoops.update(base, groups, count: count, numbers, validity: validity) {
            $0.sum.add($1)
            $0.count &+= 1
          }
          return
        }
        GroupLoops.forEachValid(validity, count: count) { row in
          let group = Int(groups[row])
          base[group].sum.add(numbers[row] * weights[row])
          base[group].weight.add(weights[row])
        }
      },
      join: {
        $0.sum.add($1.sum)
        $0.weight.add($1.weight)
        $0.count &+= $1.count
      },
      finish: { (slots) throws(Diagnostic) in
        GroupResults.numbers(slots) {
          let total = Double($0.count) + $0.weight.value
          return total == 0 ? nil : $0.sum.value / total
        }
      })
  }
}
