import Catalog
import Columnar
import Diagnostics

/// `x in a..b`.
enum InRange: ScalarFunction {
  static let declaration = Declaration(
    "in range", "Tells whether a value lies between two ends, both included.", category: .logic,
    details: """
      Written `x in a..b`, `x in a..` or `x in ..b`. Null if any of the three is null. Ends that \
      are periods count as a whole: `created in 2024-01..2024-03` is from 1 January through 31 March.
      """,
    parameters: [
      ParameterInfo("x", "value", help: "The value."),
      ParameterInfo("low", "value", help: "The smallest value that fits.", default: "none"),
      ParameterInfo("high", "value", help: "The largest value that fits.", default: "none"),
    ], result: "bool", searchTerms: ["between"],
    examples: [
      Example("Numbers", "5 in 1..5", expected: "true"),
      Example("Dates", "2024-03-31 in 2024-01..2024-03", expected: "true"),
      Example("An open end", "2023-12-31 in 2024..", expected: "false"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    // The operands come without those that were left out.
    var tests: [(comparator: Comparator, operand: Int)] = []
    for (index, relation) in [(1, Relation.greaterOrEqual), (2, Relation.lessOrEqual)] {
      guard index < call.arguments.count, let end = call.arguments[index] else { continue }
      var pair = call
      pair.arguments = [call.arguments[0], end]
      tests.append((try Comparators.choose(pair, relation), tests.count + 1))
    }
    let chosen = tests
    var bound = BoundScalar.strict(call, type: .bool) {
      (operands, count, validity, _) throws(Diagnostic) in
      var result = Buffer<UInt8>(repeating: 1, count: count)
      for test in chosen {
        let part = try test.comparator(operands[0], operands[test.operand], count)
        result = SpanComparison.both(result, part)
      }
      return .bools(result, validity)
    }
    bound.form = .between(try ends(call))
    return bound
  }

  /// Each end as a comparison of its own, to tell on which side a value lies.
  private static func ends(_ call: FunctionCall) throws(Diagnostic) -> [RangeEnd] {
    var ends: [RangeEnd] = []
    for (index, relation) in [(1, Relation.greaterOrEqual), (2, Relation.lessOrEqual)] {
      guard index < call.arguments.count, let end = call.arguments[index] else { continue }
      var pair = call
      pair.arguments = [call.arguments[0], end]
      ends.append(
        RangeEnd(
          argument: ends.count + 1, isInside: try Comparators.bind(pair, relation),
          isLow: index == 1))
    }
    return ends
  }
}
