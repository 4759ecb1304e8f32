import Catalog
import Columnar
import Diagnostics
import Kernels

/// What `days` and `weeks` share: a duration as a number of units.
enum DurationUnits {
  static func bind(_ call: FunctionCall, unit: Int64) throws(Diagnostic) -> BoundScalar {
    _ = try call.argument(0, "a duration") { $0 == .duration }
    try TemporalArithmetic.refuseMonths(call)
    return .strict(call, type: .number) { (operands, count, validity, counts) throws(Diagnostic) in
      let values = Elementwise.map(try operands[0].int64s(), count: count) { length in
        // Whole units first, so that long durations lose nothing.
        Double(length / unit) + Double(length % unit) / Double(unit)
      }
      return .numbers(values, validity, &counts)
    }
  }
}

/// `days(d)`.
enum Days: ScalarFunction {
  static let declaration = Declaration(
    "days", "Gives the length of a duration in days.", category: .date,
    details: "With a fraction for what is left: 36 hours are 1.5 days.",
    parameters: [ParameterInfo("d", "duration", help: "The duration.")], result: "number",
    searchTerms: ["as days", "difftime"],
    examples: [
      Example("Between dates", "days(2024-03-01 - 2024-02-01)", expected: "29"),
      Example("A fraction", "days(36h)", expected: "1.5"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try DurationUnits.bind(call, unit: CalendarDuration.day)
  }
}
