import Diagnostics

// Text in all its forms.
extension Lexer {
  /// How often the end of a brace is looked for in vain; the time taken stays linear by it.
  private static let braceSearches = 16

  enum TextPrefix { case none, raw, interpolated }

  static let curlyQuotes: Set<Unicode.Scalar> = [
    "\u{2018}", "\u{2019}", "\u{201A}", "\u{201C}", "\u{201D}", "\u{201E}", "\u{00AB}", "\u{00BB}",
  ]

  /// Reads text that begins at an offset, with its prefix and its opening quotes.
  mutating func readText(from lower: Int, prefix: TextPrefix) {
    position = prefix == .none ? lower : lower + 1
    let quote = bytes[position]
    let isLong =
      quote == UInt8(ascii: "\"") && byte(position + 1) == quote && byte(position + 2) == quote
    let opening = span(lower, position + (isLong ? 3 : 1))
    position += isLong ? 3 : 1
    if isLong {
      // A line break directly after the quotes does not belong to the text.
      if byte(position) == UInt8(ascii: "\r"), byte(position + 1) == UInt8(ascii: "\n") {
        position += 1
      }
      if byte(position) == UInt8(ascii: "\n") { position += 1 }
    }
    var pieces: [Token.InterpolationToken] = []
    var content: [UInt8] = []
    var isBad = false
    var hasOpenBrace = false

    func flush() {
      if !content.isEmpty {
        pieces.append(.text(Normalization.nfc(String(decoding: content, as: UTF8.self))))
        content.removeAll(keepingCapacity: true)
      }
    }

    while position < limit {
      let current = bytes[position]
      if current == quote,
        !isLong || (byte(position + 1) == quote && byte(position + 2) == quote)
      {
        position += isLong ? 3 : 1
        if isBad { return add(.invalid, from: lower) }
        if prefix == .interpolated {
          flush()
          return add(.interpolated(pieces), from: lower)
        }
        return add(
          .text(Normalization.nfc(String(decoding: content, as: UTF8.self))), from: lower)
      }
      switch current {
      case UInt8(ascii: "\n") where !isLong:
        return endUnterminated(opening, isLong: isLong, from: lower)
      case UInt8(ascii: "\r") where byte(position + 1) == UInt8(ascii: "\n"):
        position += 1
      case UInt8(ascii: "\\") where prefix != .raw:
        if !readEscape(into: &content) { isBad = true }
      case UInt8(ascii: "{") where prefix == .interpolated:
        if byte(position + 1) == current {
          content.append(current)
          position += 2
        } else if hasOpenBrace || openBraces > Self.braceSearches {
          isBad = true
          position += 1
        } else if let end = endOfInterpolation(from: position + 1, isLong: isLong) {
          flush()
          pieces.append(.expression(lower: position + 1, upper: end))
          position = end + 1
        } else {
          report(SyntaxErrors.unclosedBracket(span(position, position + 1), before: nil))
          isBad = true
          hasOpenBrace = true
          openBraces += 1
          position += 1
        }
      case UInt8(ascii: "}") where prefix == .interpolated:
        if byte(position + 1) == current {
          position += 1
        } else {
          report(SyntaxErrors.strayBrace(span(position, position + 1)))
          isBad = true
        }
        content.append(current)
        position += 1
      default:
        content.append(current)
        position += 1
      }
    }
    endUnterminated(opening, isLong: isLong, from: lower)
  }

  private mutating func endUnterminated(_ opening: Span, isLong: Bool, from lower: Int) {
    report(SyntaxErrors.unterminatedText(opening, isLong: isLong))
    if isLong { hasOpenText = true }
    add(.invalid, from: lower)
  }

  /// Reads an escape; reports one that has no meaning.
  private mutating func readEscape(into content: inout [UInt8]) -> Bool {
    let lower = position
    position += 1
    switch byte(position) {
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "\\"): content.append(UInt8(ascii: "\\"))
    case UInt8(ascii: "\""): content.append(UInt8(ascii: "\""))
    case UInt8(ascii: "'"): content.append(UInt8(ascii: "'"))
    case UInt8(ascii: "u"): return readScalarEscape(from: lower, into: &content)
    case 0 where position >= limit, UInt8(ascii: "\n"):
      return true  // the end of the text is reported by itself
    case let other:
      position += other < 0x80 ? 1 : scalar(at: position).1
      report(SyntaxErrors.badEscape(span(lower, position)))
      return false
    }
    position += 1
    return true
  }

  /// Reads `\u{…}` with one to six hexadecimal digits.
  private mutating func readScalarEscape(from lower: Int, into content: inout [UInt8]) -> Bool {
    position += 1
    if byte(position) == UInt8(ascii: "{") {
      var end = position + 1
      while end < limit, end - position <= 7,
        Self.isNameStart(bytes[end]) || Self.isDigit(bytes[end])
      {
        end += 1
      }
      let digits = String(decoding: bytes[(position + 1)..<end], as: UTF8.self)
      if byte(end) == UInt8(ascii: "}") {
        position = end + 1
        if let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) {
          content.append(contentsOf: String(Character(scalar)).utf8)
          return true
        }
      }
    }
    report(SyntaxErrors.badScalarEscape(span(lower, position)))
    return false
  }

  /// The offset of the brace that closes an expression, quoted text inside it being skipped.
  private func endOfInterpolation(from lower: Int, isLong: Bool) -> Int? {
    var offset = lower
    var depth = 0
    while offset < limit {
      switch bytes[offset] {
      case UInt8(ascii: "\n") where !isLong: return nil
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        if depth == 0 { return offset }
        depth -= 1
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        let quote = bytes[offset]
        offset += 1
        while offset < limit, bytes[offset] != quote {
          if bytes[offset] == UInt8(ascii: "\n"), !isLong { return nil }
          if bytes[offset] == UInt8(ascii: "\\") { offset += 1 }
          offset += 1
        }
      default: break
      }
      offset += 1
    }
    return nil
  }

  /// Reads text in typographic quotes, which is an error with a certain fix.
  mutating func readCurlyText() {
    let lower = position
    position += scalar(at: lower).1
    let contentStart = position
    while position < limit, bytes[position] != UInt8(ascii: "\n") {
      let (current, length) = scalar(at: position)
      if Self.curlyQuotes.contains(current) || current == "\"" {
        let content = String(decoding: bytes[contentStart..<position], as: UTF8.self)
        position += length
        report(SyntaxErrors.curlyQuotes(content, span(lower, position)))
        return add(.invalid, from: lower)
      }
      position += length
    }
    position = contentStart
    report(SyntaxErrors.curlyQuotes(nil, span(lower, position)))
    add(.invalid, from: lower)
  }
}
