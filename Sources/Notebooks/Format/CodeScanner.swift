/// What a piece of query text is, as far as its characters tell.
enum CodeTokenKind: Sendable {
  case comment, text, number, word, quotedName, pipe, symbol
}

/// A piece of query text.
struct CodeToken: Sendable {
  var kind: CodeTokenKind
  var range: Range<Int>
}

/// Cuts query text into pieces for colouring and for ids of cells.
///
/// It knows only how characters group and never fails; white space lies between the pieces.
struct CodeScanner {
  private let bytes: [UInt8]
  private var position = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The pieces of a text, in order.
  static func tokens(_ bytes: [UInt8]) -> [CodeToken] {
    var scanner = CodeScanner(bytes)
    var found: [CodeToken] = []
    while let token = scanner.next() { found.append(token) }
    return found
  }

  private mutating func next() -> CodeToken? {
    while position < bytes.count, bytes[position] <= 32 { position += 1 }
    guard position < bytes.count else { return nil }
    let start = position
    let kind: CodeTokenKind
    switch bytes[position] {
    case UInt8(ascii: "#"):
      skip { $0 != UInt8(ascii: "\n") }
      kind = .comment
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      quoted(raw: false)
      kind = .text
    case UInt8(ascii: "`"):
      position += 1
      skip { $0 != UInt8(ascii: "`") && $0 != UInt8(ascii: "\n") }
      if position < bytes.count, bytes[position] == UInt8(ascii: "`") { position += 1 }
      kind = .quotedName
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      number()
      kind = .number
    case UInt8(ascii: "|"):
      position += 1
      kind = .pipe
    case let byte where Self.isWord(byte):
      skip(Self.isWord)
      kind = stringPrefix(start) ? .text : .word
    default:
      position += 1
      kind = .symbol
    }
    return CodeToken(kind: kind, range: start..<position)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || isDigit(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private mutating func skip(_ condition: (UInt8) -> Bool) {
    while position < bytes.count, condition(bytes[position]) { position += 1 }
  }

  /// Reads the text after `r` or `f`, and says whether there was one.
  private mutating func stringPrefix(_ start: Int) -> Bool {
    guard position == start + 1, position < bytes.count,
      bytes[position] == UInt8(ascii: "\"") || bytes[position] == UInt8(ascii: "'"),
      bytes[start] == UInt8(ascii: "r") || bytes[start] == UInt8(ascii: "f")
    else { return false }
    quoted(raw: bytes[start] == UInt8(ascii: "r"))
    return true
  }

  /// Reads quoted text; one that is never closed ends with its line, a long one with the code.
  private mutating func quoted(raw: Bool) {
    let quote = bytes[position]
    let isLong = bytes[position...].prefix(3).elementsEqual([34, 34, 34])
    position += isLong ? 3 : 1
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\\"), !raw {
        position = min(bytes.count, position + 2)
      } else if isLong, bytes[position...].prefix(3).elementsEqual([34, 34, 34]) {
        position += 3
        return
      } else if !isLong, byte == quote {
        position += 1
        return
      } else if !isLong, byte == UInt8(ascii: "\n") {
        return
      } else {
        position += 1
      }
    }
  }

  /// Reads a number, a date or a duration: letters and digits, and `.`, `-`, `:` between digits.
  private mutating func number() {
    while position < bytes.count {
      let byte = bytes[position]
      let following = position + 1 < bytes.count ? bytes[position + 1] : 0
      let joins =
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":")
      let isPeriodLetter = following == UInt8(ascii: "W") || following == UInt8(ascii: "Q")
      let continues =
        joins
        && (Self.isDigit(following) || (byte == UInt8(ascii: "-") && isPeriodLetter))
      guard Self.isWord(byte) || continues else { break }
      position += 1
    }
    if position < bytes.count, bytes[position] == UInt8(ascii: "%") { position += 1 }
  }
}
