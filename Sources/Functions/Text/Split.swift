import Catalog
import Columnar
import Diagnostics

/// `split(x, mark)`.
enum Split: ScalarFunction {
  static let declaration = Declaration.ofText(
    "split", "Cuts a text at each place of another one into a list.",
    details: """
      Empty pieces are kept: "a,,b" gives three. Empty text gives one empty piece. An empty mark is \
      an error.
      """,
    other: ParameterInfo("mark", "text", help: "The text between the pieces."),
    result: "list<text>", terms: ["tokenize", "separate"],
    examples: [
      Example("Commas", "split(\"a,b,c\", \",\")", expected: "[a, b, c]"),
      Example("The first piece", "split(\"7-b\", \"-\")[0]", expected: "7"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    for index in 0..<2 { _ = try call.argument(index, "text") { $0 == .text } }
    guard let mark = try call.constantText(1, "text") else {
      return .strict(call, type: .list(.text)) { (_, count, _, _) throws(Diagnostic) in
        .nulls(.list(.text), count: count)
      }
    }
    if mark.isEmpty { throw call.valueError(1, "`split` needs a mark that is not empty") }
    return .strict(call, type: .list(.text)) { (operands, count, validity, _) throws(Diagnostic) in
      let texts = try TextVector(operands[0])
      let marks = try TextVector(operands[1])
      var pieces = TextPieces()
      for row in 0..<count {
        if validity?[row] ?? true {
          let (view, mark) = (texts[row], marks[row])
          var start = 0
          while let next = UnicodeText.firstOffset(of: mark, in: view, from: start) {
            pieces.add(UnicodeText.part(view, start..<next))
            start = next + mark.count
          }
          pieces.add(UnicodeText.part(view, start..<view.count))
        }
        pieces.endList()
      }
      return pieces.finish(owners: texts.owners, validity: validity, count: count)
    }
  }
}
