import Catalog
import Columnar
import Diagnostics
import Kernels

/// `substr(x, start, count)`.
enum Substring: ScalarFunction {
  static let declaration = Declaration(
    "substr", "Gives a part of a text by position.", category: .text,
    details: """
      Positions are code points counted from 0, as in x[0] for lists; a negative start counts from \
      the end. What lies outside the text is left out.
      """,
    parameters: [
      ParameterInfo("x", "text", help: "The text."),
      ParameterInfo("start", "int", help: "The position of the first character, from 0."),
      ParameterInfo("count", "int", help: "How many characters at most.", default: "all"),
    ], result: "text", searchTerms: ["substring", "slice", "left", "right", "mid"],
    examples: [
      Example("From the start", "substr(\"llama-2\", 0, 5)", expected: "llama"),
      Example("The end", "substr(\"llama-2\", -1)", expected: "2"),
      Example("Partly before the text", "substr(\"abc\", -5, 3)", expected: "a"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    _ = try call.argument(0, "text") { $0 == .text }
    for index in 1..<call.arguments.count {
      _ = try call.argument(index, "an int") { $0 == .int }
    }
    return .strict(call, type: .text) { (operands, count, validity, _) throws(Diagnostic) in
      let starts = try operands[1].int64s()
      let lengths = operands.count > 2 ? try operands[2].int64s() : nil
      return try TextLoops.map(
        operands[0], Array(operands.dropFirst()), count: count, validity: validity
      ) { view, row, _ in
        var start = starts[row]
        var beyond: Int64 = 0
        if start < 0 {
          start += Int64(UnicodeText.count(view))
          // The count runs from where the part would begin, so a part before the text is empty.
          beyond = min(0, start)
          start = max(0, start)
        }
        let first = UnicodeText.offset(view, ofCodePoint: Int(clamping: start))
        guard let lengths else { return UnicodeText.part(view, first..<view.count) }
        let rest = UnicodeText.part(view, first..<view.count)
        let inside = max(0, lengths[row]) + beyond
        let length = UnicodeText.offset(rest, ofCodePoint: Int(clamping: max(0, inside)))
        return UnicodeText.part(rest, 0..<length)
      }
    }
  }
}
