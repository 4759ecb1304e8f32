import Catalog
import Columnar
import Diagnostics
import Kernels

/// What the functions with a regular expression share.
enum Matching {
  /// The pattern of a call, compiled once; nil when it is the literal null.
  static func pattern(_ call: FunctionCall, _ index: Int) throws(Diagnostic) -> TextPattern? {
    let argument = try call.argument(index, "a regular expression") { $0 == .text }
    guard let text = try constantPattern(call, index) else { return nil }
    return try TextPattern(text, at: argument.span)
  }

  private static func constantPattern(
    _ call: FunctionCall, _ index: Int
  ) throws(Diagnostic) -> String? {
    switch try call.constant(index) {
    case .text(let text)?: text
    default: nil
    }
  }

  /// Binds `~` or `!~`.
  static func bindTest(_ call: FunctionCall, negated: Bool) throws(Diagnostic) -> BoundScalar {
    _ = try call.argument(0, "text") { $0 == .text }
    let regex = try pattern(call, 1)
    var bound = BoundScalar.strict(call, type: .bool) {
      (operands, count, validity, _) throws(Diagnostic) in
      let values = try TextLoops.values(operands[0], count: count) { view, _ in
        regex?.matches(view) != negated ? UInt8(1) : 0
      }
      return .bools(values, validity)
    }
    bound.form =
      negated
      ? .relation(whenTrue: "does not match", whenFalse: "matches")
      : .relation(whenTrue: "matches", whenFalse: "does not match")
    return bound
  }

  /// The group that a call asks for: 1 if the pattern has one, else the whole match.
  static func group(
    _ call: FunctionCall, _ index: Int, _ regex: TextPattern?
  ) throws(Diagnostic) -> Int {
    let groupCount = regex?.groupCount ?? 0
    guard let group = try call.constantInt(index, "the number of a group") else {
      return min(1, groupCount)
    }
    guard (0...Int64(groupCount)).contains(group) else {
      throw call.valueError(
        index, "the pattern has \(groupCount) group\(groupCount == 1 ? "" : "s"), not \(group)")
    }
    return Int(group)
  }

  static func declaration(
    _ name: String, _ summary: String, details: String, result: String, terms: [String],
    examples: [Example]
  ) -> Declaration {
    Declaration(
      name, summary, category: .text,
      details: details + " Patterns are constants in the syntax of RE2.",
      parameters: [
        ParameterInfo("x", "text", help: "The text."),
        ParameterInfo("pattern", "text", help: "The regular expression, a constant."),
      ], result: result, searchTerms: terms, examples: examples)
  }
}
