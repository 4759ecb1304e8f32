/// Colours query text for a page.
///
/// It goes by characters and places alone: the word after a pipe is a verb, whichever verbs there
/// are, and the first word of a statement is one of the few words that begin statements or a name.
enum CodeHighlighter {
  private static let statements: Set<String> = [
    "let", "load", "param", "def", "use", "set", "expect",
  ]
  private static let reserved: Set<String> = [
    "and", "or", "not", "in", "is", "null", "true", "false", "if", "then", "else", "case",
  ]

  /// The code as escaped HTML with a `span` around each piece that has a colour.
  static func html(_ code: String) -> String {
    let bytes = Array(code.utf8)
    var out = ""
    var position = 0
    var afterPipe = false
    for token in CodeScanner.tokens(bytes) {
      let gap = bytes[position..<token.range.lowerBound]
      let beginsLine = position == 0 || gap.contains(UInt8(ascii: "\n"))
      out += HTMLText.escaped(String(decoding: gap, as: UTF8.self))
      let text = String(decoding: bytes[token.range], as: UTF8.self)
      let shade = shade(token, text, afterPipe: afterPipe, beginsLine: beginsLine)
      let escaped = HTMLText.escaped(text)
      out += shade.map { "<span class=\"\($0)\">\(escaped)</span>" } ?? escaped
      position = token.range.upperBound
      afterPipe = token.kind == .pipe
    }
    return out + HTMLText.escaped(String(decoding: bytes[position...], as: UTF8.self))
  }

  private static func shade(
    _ token: CodeToken, _ text: String, afterPipe: Bool, beginsLine: Bool
  ) -> String? {
    switch token.kind {
    case .comment: "tc"
    case .text: "ts"
    case .number: "tn"
    case .quotedName: "tq"
    case .pipe: "tp"
    case .symbol: nil
    case .word:
      if afterPipe {
        "tv"
      } else if reserved.contains(text) || beginsLine && statements.contains(text) {
        "tk"
      } else {
        nil
      }
    }
  }
}
