import Catalog
import Columnar
import Diagnostics
import Kernels

/// `replace(x, pattern, replacement)`.
enum Replace: ScalarFunction {
  static let declaration: Declaration = {
    var declaration = Matching.declaration(
      "replace", "Replaces every match of a regular expression in a text.",
      details: """
        The pattern is always a regular expression: a dot matches any character, r"\\." a dot. In \
        the replacement \\1 stands for the first group, \\0 for the match.
        """,
      result: "text", terms: ["regex", "gsub", "sub", "str_replace"],
      examples: [
        Example(
          "Remove marks", "replace(\"phi-2.5_mini\", r\"[-_.]\", \"\")", expected: "phi25mini"),
        Example("Swap", "replace(\"a/b\", r\"(\\w)/(\\w)\", r\"\\2/\\1\")", expected: "b/a"),
      ])
    declaration.parameters.append(
      ParameterInfo("replacement", "text", help: "What stands there instead, a constant."))
    return declaration
  }()

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    for index in 0..<3 { _ = try call.argument(index, "text") { $0 == .text } }
    let regex = try Matching.pattern(call, 1)
    if case .text(let replacement)? = try call.constant(2) {
      try regex?.check(replacement: replacement, at: call.optionalArgument(2)?.span)
    }
    return .strict(call, type: .text) { (operands, count, validity, _) throws(Diagnostic) in
      let replacement = try TextVector(operands[2])[0]
      var isTooLong = false
      let column = try TextLoops.map(operands[0], count: count, validity: validity) {
        view, _, builder in
        guard let result = regex?.replacing(view, with: replacement, &builder) else {
          isTooLong = true
          return TextView.empty
        }
        return result
      }
      if isTooLong {
        throw Diagnostic(
          "E504", "`replace` gives a text of more than 256 MB", at: call.span, kind: .limit)
      }
      return column
    }
  }
}
