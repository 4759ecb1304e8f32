import Catalog
import Columnar
import Diagnostics
import Kernels

/// `match(x, pattern)`.
enum Match: ScalarFunction {
  static let declaration: Declaration = {
    var declaration = Matching.declaration(
      "match", "Gives the first part of a text that a regular expression matches.",
      details: """
        With a group in parentheses, the part of the first group. Null when nothing matches.
        """,
      result: "text", terms: ["regex", "extract", "str_extract"],
      examples: [
        Example("A number", "match(\"llama-2-13b\", r\"\\d+b\")", expected: "13b"),
        Example("A group", "match(\"llama-2-13b\", r\"(\\w+)-(\\d+)\", group: 2)", expected: "2"),
      ])
    declaration.parameters.append(
      ParameterInfo("group", "int", help: "Which group; 0 is the whole match.", default: "1 or 0"))
    return declaration
  }()

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    _ = try call.argument(0, "text") { $0 == .text }
    let regex = try Matching.pattern(call, 1)
    let group = try Matching.group(call, 2, regex)
    return .strict(call, type: .text, isTotal: false) {
      (operands, count, validity, _) throws(Diagnostic) in
      try TextLoops.map(operands[0], count: count, validity: validity) { view, _, _ in
        regex?.find(view, from: 0, group: group)?.part.map { UnicodeText.part(view, $0) }
      }
    }
  }
}
