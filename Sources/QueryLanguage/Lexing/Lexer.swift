public import Diagnostics

/// Splits query text into tokens: words, signs, literals and the ends of statements.
///
/// Reading never fails. What cannot be read is reported and becomes an `invalid` token, so that the
/// parser can go on. The time taken is linear in the length of the text.
public struct Lexer {
  /// The tokens of a text, and what was found on the way.
  public struct Result: Sendable {
    /// The tokens, the last one being `endOfText`.
    public var tokens: [Token]
    /// Every comment, in order.
    public var comments: [CommentSyntax]
    /// What was wrong.
    public var diagnostics: [Diagnostic]
    /// For each bracket that has a partner, the index of the partner; otherwise -1.
    var partners: [Int]
    /// For each opening bracket, whether a `|` stands somewhere inside it.
    var containsBar: [Bool]
    /// Whether an opening bracket or a long text has no end.
    var isOpenEnded = false
    /// The number of brackets without an end.
    var openBrackets = 0
  }

  let source: SourceText
  let bytes: [UInt8]
  let start: Int
  let limit: Int
  var position: Int
  var tokens: [Token] = []
  var comments: [CommentSyntax] = []
  var diagnostics: [Diagnostic] = []
  var atLineStart = true
  var hasOpenText = false
  /// The number of braces in texts whose end was looked for in vain.
  var openBraces = 0

  init(_ source: SourceText, lower: Int, upper: Int) {
    self.source = source
    self.bytes = source.bytes
    self.start = lower
    self.limit = min(upper, source.bytes.count)
    self.position = lower
  }

  /// Reads a whole text.
  public static func lex(_ source: SourceText) -> Result {
    lex(source, lower: 0, upper: source.bytes.count)
  }

  /// Reads a part of a text, such as an expression inside an `f"…"` text.
  static func lex(_ source: SourceText, lower: Int, upper: Int) -> Result {
    var lexer = Lexer(source, lower: lower, upper: upper)
    lexer.readAll()
    return lexer.arrangeLines()
  }

  /// The byte at an offset, or 0 beyond the end.
  func byte(_ offset: Int) -> UInt8 { offset < limit ? bytes[offset] : 0 }

  func span(_ lower: Int, _ upper: Int) -> Span { Span(source, lower, upper) }

  mutating func add(_ kind: Token.Kind, from lower: Int) {
    tokens.append(Token(kind, lower: lower, upper: position, startsLine: atLineStart))
    atLineStart = false
  }

  mutating func report(_ diagnostic: Diagnostic) {
    if diagnostics.count <= SyntaxErrors.limit { diagnostics.append(diagnostic) }
  }

  private mutating func readAll() {
    if start == 0, byte(0) == 0xEF, byte(1) == 0xBB, byte(2) == 0xBF { position = 3 }
    while position < limit {
      let current = bytes[position]
      switch current {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): position += 1
      case UInt8(ascii: "\n"):
        position += 1
        atLineStart = true
      case UInt8(ascii: "#"): readComment()
      case UInt8(ascii: "0")...UInt8(ascii: "9"): readNumber()
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        readText(from: position, prefix: .none)
      case UInt8(ascii: "`"): readQuotedName()
      case _ where Self.isNameStart(current): readName()
      case 0x80...: readUnicode()
      default: readSymbol()
      }
    }
  }

  private mutating func readComment() {
    let lower = position
    while position < limit, bytes[position] != UInt8(ascii: "\n") { position += 1 }
    var first = lower + 1
    var last = position
    while first < last, Self.isBlank(bytes[first]) { first += 1 }
    while last > first, Self.isBlank(bytes[last - 1]) { last -= 1 }
    comments.append(
      CommentSyntax(
        text: String(decoding: bytes[first..<last], as: UTF8.self), span: span(lower, position),
        isTrailing: !atLineStart))
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  static func isNameStart(_ byte: UInt8) -> Bool {
    (byte >= 0x41 && byte <= 0x5A) || (byte >= 0x61 && byte <= 0x7A) || byte == 0x5F
  }

  /// The offset after the letters, digits and `_` that begin at an offset.
  func endOfWord(from offset: Int) -> Int {
    var end = offset
    while end < limit {
      let current = bytes[end]
      if Self.isNameStart(current) || Self.isDigit(current) {
        end += 1
      } else if current >= 0x80 {
        let (scalar, length) = scalar(at: end)
        guard scalar.properties.isXIDContinue else { break }
        end += length
      } else {
        break
      }
    }
    return end
  }

  /// The Unicode scalar that begins at an offset, and its length in bytes.
  func scalar(at offset: Int) -> (Unicode.Scalar, Int) {
    let first = UInt32(byte(offset))
    let replacement = Unicode.Scalar(0xFFFD as UInt16) ?? "?"
    func part(_ index: Int) -> UInt32 { UInt32(byte(offset + index)) & 0x3F }
    switch first {
    case 0..<0x80: return (Unicode.Scalar(UInt8(first)), 1)
    case 0xC0..<0xE0: return (Unicode.Scalar((first & 0x1F) << 6 | part(1)) ?? replacement, 2)
    case 0xE0..<0xF0:
      let value = (first & 0x0F) << 12 | part(1) << 6 | part(2)
      return (Unicode.Scalar(value) ?? replacement, 3)
    case 0xF0...:
      let value = (first & 0x07) << 18 | part(1) << 12 | part(2) << 6 | part(3)
      return (Unicode.Scalar(value) ?? replacement, 4)
    default: return (replacement, 1)
    }
  }
}
