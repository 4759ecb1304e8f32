import Catalog
import Columnar
import Diagnostics
import Kernels

/// `match_all(x, pattern)`.
enum MatchAll: ScalarFunction {
  static let declaration: Declaration = {
    var declaration = Matching.declaration(
      "match_all", "Gives all parts of a text that a regular expression matches, as a list.",
      details: """
        With a group in parentheses, the parts of the first group. An empty list when nothing \
        matches. Matches do not overlap.
        """,
      result: "list<text>", terms: ["regex", "findall", "extract all"],
      examples: [
        Example("Numbers", "match_all(\"7b and 13b\", r\"\\d+\")", expected: "[7, 13]"),
        Example("Counted", "length(match_all(\"a-b-c\", r\"-\", group: 0))", expected: "2"),
      ])
    declaration.parameters.append(
      ParameterInfo("group", "int", help: "Which group; 0 is the whole match.", default: "1 or 0"))
    return declaration
  }()

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    _ = try call.argument(0, "text") { $0 == .text }
    let regex = try Matching.pattern(call, 1)
    let group = try Matching.group(call, 2, regex)
    return .strict(call, type: .list(.text)) { (operands, count, validity, _) throws(Diagnostic) in
      let texts = try TextVector(operands[0])
      var pieces = TextPieces()
      for row in 0..<count {
        if validity?[row] ?? true {
          let view = texts[row]
          var start = 0
          while start <= view.count, let found = regex?.find(view, from: start, group: group) {
            if let part = found.part { pieces.add(UnicodeText.part(view, part)) }
            start = next(after: found.match, in: view)
          }
        }
        pieces.endList()
      }
      return pieces.finish(owners: texts.owners, validity: validity, count: count)
    }
  }

  /// Where the next match may begin; after an empty one a whole code point further.
  private static func next(after match: Range<Int>, in view: TextView) -> Int {
    guard match.isEmpty else { return match.upperBound }
    var index = match.upperBound + 1
    while index < view.count, view.start[index] & 0xC0 == 0x80 { index += 1 }
    return index
  }
}
