/// One word, sign or literal of a query text, with the bytes that it covers.
public struct Token: Sendable, Hashable {
  /// What a token is, with its value.
  public enum Kind: Sendable, Hashable {
    /// A bare name, which may also be a verb or a clause word.
    case name(String)
    /// A name in backticks, which is never a verb or a clause word.
    case quotedName(String)
    /// A word that is reserved in expressions.
    case word(ReservedWord)
    /// A whole number without its sign.
    case int(UInt64)
    /// A number with a fraction, an exponent or a percent sign.
    case number(Double)
    /// A date, period, instant or compact duration.
    case literal(Literal)
    /// Text in NFC, without its quotes and with its escapes resolved.
    case text(String)
    /// An `f"…"` text: its pieces in order.
    case interpolated([InterpolationToken])
    case symbol(Symbol)
    /// The end of a row inside `rows [ … ]`.
    case rowBreak
    /// The end of a statement.
    case statementEnd
    case endOfText
    /// Something that has been reported and may stand for a value.
    case invalid
  }

  /// A word that is reserved in expressions.
  public enum ReservedWord: String, Sendable, Hashable, CaseIterable {
    case and, or, not, `in`, `is`, null, `true`, `false`, `if`, then, `else`, `case`
  }

  /// A sign made of one or two characters.
  public enum Symbol: String, Sendable, Hashable, CaseIterable {
    case bar = "|", comma = ",", colon = ":", semicolon = ";", at = "@"
    case leftParenthesis = "(", rightParenthesis = ")"
    case leftBracket = "[", rightBracket = "]"
    case leftBrace = "{", rightBrace = "}"
    case dot = ".", range = ".."
    case assign = "=", equal = "==", notEqual = "!="
    case less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
    case matches = "~", doesNotMatch = "!~", coalesce = "??"
    case plus = "+", minus = "-", star = "*", slash = "/", doubleSlash = "//", caret = "^"
    case fatArrow = "=>", arrow = "->"
  }

  /// A piece of an `f"…"` text.
  public enum InterpolationToken: Sendable, Hashable {
    case text(String)
    /// The bytes between a pair of braces.
    case expression(lower: Int, upper: Int)
  }

  /// What it is.
  public var kind: Kind
  /// The offset of its first byte.
  public var lower: Int
  /// The offset after its last byte.
  public var upper: Int
  /// Whether it is the first token on its line.
  public var startsLine: Bool

  /// Creates a token.
  public init(_ kind: Kind, lower: Int, upper: Int, startsLine: Bool = false) {
    self.kind = kind
    self.lower = lower
    self.upper = upper
    self.startsLine = startsLine
  }

  /// The bare or reserved word that the token is, if it is one.
  public var wordText: String? {
    switch kind {
    case .name(let text): text
    case .word(let word): word.rawValue
    default: nil
    }
  }

  /// Whether the token is this sign.
  public func isSymbol(_ symbol: Symbol) -> Bool { kind == .symbol(symbol) }
}

extension Token.Symbol {
  /// The sign that closes what this one opens.
  var closing: Token.Symbol? {
    switch self {
    case .leftParenthesis: .rightParenthesis
    case .leftBracket: .rightBracket
    case .leftBrace: .rightBrace
    default: nil
    }
  }

  /// Whether the sign closes a bracket.
  var isClosing: Bool {
    self == .rightParenthesis || self == .rightBracket || self == .rightBrace
  }

  /// Whether a line that ends with the sign goes on in the next line.
  ///
  /// A `*` may also be a column selector and `..` the end of an open range, so that neither decides
  /// by itself; the parser goes on after a `*` that needs a right side.
  var continuesLine: Bool {
    switch self {
    case .bar, .comma, .assign, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual,
      .matches, .doesNotMatch, .coalesce, .plus, .minus, .slash, .doubleSlash, .caret, .fatArrow,
      .arrow, .colon:
      true
    default: false
    }
  }
}
