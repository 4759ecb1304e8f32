import Catalog
import Columnar
import Diagnostics

/// An f-string: `f"{a} of {b}"`.
enum FormatText: ScalarFunction {
  static let declaration = Declaration(
    "format text", "Joins the texts of several values, as written in an f-string.", category: .text,
    details: """
      Written f"{org}/{name}". Values appear as in CSV, numbers with all their digits; \
      format(x, pattern) rounds. Null if any value is null.
      """,
    parameters: [ParameterInfo("parts…", "value", help: "The values.", default: "")],
    result: "text", searchTerms: ["concat", "paste", "interpolate", "join"],
    examples: [
      Example("Two values", "f\"{1 + 1} of {\"three\"}\"", expected: "2 of three"),
      Example("A date", "f\"on {2024-03-01}\"", expected: "on 2024-03-01"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try TemporalArithmetic.refuseMonths(call)
    return .strict(call, type: .text) { (operands, count, validity, _) throws(Diagnostic) in
      try TextConversion.concatenated(operands, count: count, validity: validity)
    }
  }
}
