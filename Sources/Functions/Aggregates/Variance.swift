import Catalog
import Columnar
import Diagnostics
import Kernels

/// `var(x)`.
enum Variance: AggregateFunction {
  static let declaration = Declaration.aggregate(
    "var", "Gives the sample variance of values.",
    details: """
      With n - 1 below; null for fewer than two values. One pass after Welford (1962), parts joined \
      after Chan, Golub and LeVeque (1983).
      """,
    terms: ["variance", "spread"],
    examples: [
      Example("Three numbers", "rows [x; 1; 2; 3] | agg v = var(x)", expected: "v\n1"),
      Example("One number", "rows [x; 1] | agg v = var(x) ?? -1", expected: "v\n-1"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> AggregateKernel {
    try moments(call) { $0.variance }
  }

  /// An aggregate that follows from count, mean and squared deviations.
  static func moments(
    _ call: FunctionCall, _ result: @escaping @Sendable (RunningMoments) -> Double?
  ) throws(Diagnostic) -> AggregateKernel {
    guard try call.numeric() != nil else { return .nothing(.number) }
    return .slots(
      type: .number,
      SlotState<RunningMoments>.Recipe(
        start: { RunningMoments() },
        take: { (slots, operands, groups, count) throws(Diagnostic) in
          GroupLoops.update(
            slots.base, groups, count: count, try operands[0].doubles(),
            validity: Validity.of(operands, count)
          ) { $0.add($1) }
        },
        join: { $0.add($1) },
        finish: { (slots) throws(Diagnostic) in GroupResults.numbers(slots, result) }))
  }
}
