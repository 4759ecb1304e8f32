import Diagnostics

// Names, reserved words, signs, and characters from other alphabets.
extension Lexer {
  mutating func readName() {
    let lower = position
    let end = endOfWord(from: lower)
    if end == lower + 1 {
      let next = byte(end)
      if next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") {
        if bytes[lower] == UInt8(ascii: "r") { return readText(from: lower, prefix: .raw) }
        if bytes[lower] == UInt8(ascii: "f") { return readText(from: lower, prefix: .interpolated) }
      }
    }
    position = end
    let text = Normalization.nfc(String(decoding: bytes[lower..<end], as: UTF8.self))
    if let word = Token.ReservedWord(rawValue: text) {
      add(.word(word), from: lower)
    } else {
      add(.name(text), from: lower)
    }
  }

  /// Reads a name in backticks; a doubled backtick stands for one.
  mutating func readQuotedName() {
    let lower = position
    let tick = UInt8(ascii: "`")
    var content: [UInt8] = []
    position += 1
    while position < limit, bytes[position] != UInt8(ascii: "\n") {
      if bytes[position] == tick {
        if byte(position + 1) != tick {
          position += 1
          if content.isEmpty {
            report(SyntaxErrors.emptyName(span(lower, position)))
            return add(.invalid, from: lower)
          }
          let text = Normalization.nfc(String(decoding: content, as: UTF8.self))
          return add(.quotedName(text), from: lower)
        }
        position += 1
      }
      content.append(bytes[position])
      position += 1
    }
    report(SyntaxErrors.unterminatedName(span(lower, lower + 1)))
    add(.invalid, from: lower)
  }

  mutating func readSymbol() {
    let lower = position
    let first = bytes[lower]
    let next = byte(lower + 1)
    if let foreign = foreignSign(first, next, byte(lower + 2)) {
      position += foreign.written.utf8.count
      report(SyntaxErrors.foreignSign(foreign.written, foreign.meant, span(lower, position)))
      return add(foreign.kind, from: lower)
    }
    if first == UInt8(ascii: "."), Self.isDigit(next), !endsOperand {
      position = endOfWord(from: lower + 1)
      report(SyntaxErrors.fractionWithoutZero(span(lower, position)))
      return add(.invalid, from: lower)
    }
    if next < 0x80, next > 0x20 {
      let pair = String(decoding: [first, next], as: UTF8.self)
      if let symbol = Token.Symbol(rawValue: pair) {
        position += 2
        return add(.symbol(symbol), from: lower)
      }
    }
    if let symbol = Token.Symbol(rawValue: String(Unicode.Scalar(first))) {
      position += 1
      return add(.symbol(symbol), from: lower)
    }
    if first == UInt8(ascii: "!") {
      position += 1
      report(SyntaxErrors.foreignSign("!", "not", span(lower, position), inserting: "not "))
      return add(.word(.not), from: lower)
    }
    readUnknown()
  }

  /// Whether the token before can end an operand, so that a dot after it is a member.
  private var endsOperand: Bool {
    guard let last = tokens.last, last.upper == position else { return false }
    switch last.kind {
    case .name, .quotedName, .symbol(.rightParenthesis), .symbol(.rightBracket), .symbol(.dot):
      return true
    default: return false
    }
  }

  /// Signs from other languages that have one certain meaning here.
  private func foreignSign(
    _ first: UInt8, _ second: UInt8, _ third: UInt8
  ) -> (written: String, meant: String, kind: Token.Kind)? {
    switch (first, second, third) {
    case (UInt8(ascii: "&"), UInt8(ascii: "&"), _): ("&&", "and", .word(.and))
    case (UInt8(ascii: "|"), UInt8(ascii: "|"), _): ("||", "or", .word(.or))
    case (UInt8(ascii: "|"), UInt8(ascii: ">"), _): ("|>", "|", .symbol(.bar))
    case (UInt8(ascii: "%"), UInt8(ascii: ">"), UInt8(ascii: "%")): ("%>%", "|", .symbol(.bar))
    case (UInt8(ascii: "<"), UInt8(ascii: ">"), _): ("<>", "!=", .symbol(.notEqual))
    case (UInt8(ascii: "="), UInt8(ascii: "="), UInt8(ascii: "=")): ("===", "==", .symbol(.equal))
    case (UInt8(ascii: "="), UInt8(ascii: "~"), _): ("=~", "~", .symbol(.matches))
    case (UInt8(ascii: "*"), UInt8(ascii: "*"), _): ("**", "^", .symbol(.caret))
    default: nil
    }
  }

  /// Reads what begins with a byte beyond ASCII: a name, a curly quote, a sign or a blank.
  mutating func readUnicode() {
    let lower = position
    let (scalar, length) = scalar(at: lower)
    if scalar.properties.isXIDStart { return readName() }
    if Self.curlyQuotes.contains(scalar) { return readCurlyText() }
    if scalar.properties.isWhitespace {
      position += length
      return
    }
    if let (meant, kind) = Self.typographicSigns[scalar] {
      position += length
      report(SyntaxErrors.foreignSign(String(scalar), meant, span(lower, position)))
      return add(kind, from: lower)
    }
    readUnknown()
  }

  private static let typographicSigns: [Unicode.Scalar: (String, Token.Kind)] = [
    "\u{2260}": ("!=", .symbol(.notEqual)), "\u{2264}": ("<=", .symbol(.lessOrEqual)),
    "\u{2265}": (">=", .symbol(.greaterOrEqual)), "\u{2212}": ("-", .symbol(.minus)),
    "\u{2013}": ("-", .symbol(.minus)), "\u{2026}": ("..", .symbol(.range)),
    "\u{00D7}": ("*", .symbol(.star)), "\u{2192}": ("->", .symbol(.arrow)),
  ]

  /// Reports a run of characters that begin nothing, once.
  private mutating func readUnknown() {
    let lower = position
    while position < limit {
      let current = bytes[position]
      if position > lower {
        if current <= 0x20 || Self.isNameStart(current) || Self.isDigit(current) { break }
        if current < 0x80, "\"'`#|,()[]{}".utf8.contains(current) { break }
      }
      if current < 0x80 {
        position += 1
      } else {
        let (scalar, length) = scalar(at: position)
        if position > lower, scalar.properties.isXIDStart || scalar.properties.isWhitespace {
          break
        }
        position += length
      }
    }
    position = min(position, limit)
    let (first, _) = scalar(at: lower)
    report(SyntaxErrors.unknownCharacter(first, span(lower, position)))
    // Before a name, as in `$x`, the name is what is meant.
    if endOfWord(from: position) == position { add(.invalid, from: lower) }
  }
}
