import Catalog
import Columnar
import Diagnostics

/// `text(x)`.
enum ToText: ScalarFunction {
  static let declaration = Conversions.declaration(
    "text", "Writes a value as text.",
    details: """
      Values appear as in CSV, numbers with all their digits; format(x, pattern) rounds. Of json a \
      text gives its characters, anything else its JSON.
      """,
    terms: ["string", "str", "as.character", "to_string"],
    examples: [
      Example("A number", "text(1.5) == \"1.5\"", expected: "true"),
      Example("A text inside json", "text(parse_json(\"{'a': 'x'}\").a)", expected: "x"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    _ = try call.argument(0)
    return .strict(call, type: .text) { (operands, count, _, counts) throws(Diagnostic) in
      try Conversions.column(operands[0], to: .text, count: count, &counts)
    }
  }
}
