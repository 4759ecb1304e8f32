public import Diagnostics

/// What keeps a text from being JSON, and where.
struct JSONProblem: Error {
  /// What is wrong, in a few words.
  var reason: String
  /// The offset of the byte where it shows.
  var offset: Int
}

/// Reads JSON: manifests, and notebooks of other tools.
///
/// It is strict but for two habits of Python's writer: `NaN` and `Infinity` are read as null, and half
/// of a surrogate pair as U+FFFD.
public struct JSONReader {
  /// How deep arrays and objects may nest, so that hostile text cannot exhaust the stack.
  static let deepest = 200

  private let bytes: [UInt8]
  private var position: Int
  /// How many halves of surrogate pairs were replaced.
  private var loneSurrogates = 0

  private init(_ bytes: [UInt8], from start: Int) {
    self.bytes = bytes
    position = start
  }

  /// The value that some bytes hold, or nil when they are not JSON.
  public static func read(_ bytes: [UInt8]) -> JSONValue? { try? parse(bytes).value }

  /// The value that some bytes hold, and the number of characters in it that were half a character.
  ///
  /// - Parameter start: Where the text begins, after a byte-order mark.
  static func parse(
    _ bytes: [UInt8], from start: Int = 0
  ) throws(JSONProblem) -> (value: JSONValue, loneSurrogates: Int) {
    var reader = JSONReader(bytes, from: start)
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.position == bytes.count else {
      throw reader.problem("something stands after the end of the value")
    }
    return (value, reader.loneSurrogates)
  }

  private func problem(_ reason: String) -> JSONProblem {
    JSONProblem(
      reason: position >= bytes.count ? "the text ends too early" : reason,
      offset: min(position, bytes.count))
  }

  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 32, 9, 10, 13: position += 1
      default: return
      }
    }
  }

  private mutating func accept(_ byte: Unicode.Scalar) -> Bool {
    skipSpace()
    guard position < bytes.count, bytes[position] == UInt8(ascii: byte) else { return false }
    position += 1
    return true
  }

  private mutating func acceptWord(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard position + count <= bytes.count,
      word.withUTF8Buffer({ bytes[position..<position + count].elementsEqual($0) })
    else { return false }
    position += count
    return true
  }

  private mutating func value(depth: Int) throws(JSONProblem) -> JSONValue {
    skipSpace()
    guard position < bytes.count else { throw problem("") }
    guard depth < Self.deepest else {
      throw problem("arrays and objects nest deeper than \(Self.deepest)")
    }
    switch bytes[position] {
    case UInt8(ascii: "{"): return try object(depth)
    case UInt8(ascii: "["): return try array(depth)
    case UInt8(ascii: "\""): return .text(try text())
    default: break
    }
    if acceptWord("true") { return .bool(true) }
    if acceptWord("false") { return .bool(false) }
    if acceptWord("null") || acceptWord("NaN") || acceptWord("Infinity") || acceptWord("-Infinity")
    {
      return .null
    }
    return try number()
  }

  private mutating func number() throws(JSONProblem) -> JSONValue {
    let start = position
    if bytes[position] == UInt8(ascii: "-") { position += 1 }
    let digits = skipDigits()
    guard digits > 0 else {
      position = start
      throw problem("no value begins like this")
    }
    if digits > 1, bytes[position - digits] == UInt8(ascii: "0") {
      position = start
      throw problem("a number begins with 0")
    }
    var isWhole = true
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      isWhole = false
      guard skipDigits() > 0 else { throw problem("a number has no digit after its point") }
    }
    if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      isWhole = false
      if position < bytes.count, [43, 45].contains(bytes[position]) { position += 1 }
      guard skipDigits() > 0 else { throw problem("a number has no digit in its exponent") }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let number = Int(text) { return .int(number) }
    guard let number = Double(text) else { throw problem("a number cannot be read") }
    return .number(number)
  }

  private mutating func skipDigits() -> Int {
    let start = position
    while position < bytes.count, (48...57).contains(bytes[position]) { position += 1 }
    return position - start
  }

  private mutating func array(_ depth: Int) throws(JSONProblem) -> JSONValue {
    position += 1
    var values: [JSONValue] = []
    if accept("]") { return .array(values) }
    repeat { values.append(try value(depth: depth + 1)) } while accept(",")
    guard accept("]") else { throw problem("`,` or `]` is missing") }
    return .array(values)
  }

  private mutating func object(_ depth: Int) throws(JSONProblem) -> JSONValue {
    position += 1
    var members: [String: JSONValue] = [:]
    if accept("}") { return .object(members) }
    repeat {
      skipSpace()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
        throw problem("the name of a member is missing")
      }
      let key = try text()
      guard accept(":") else { throw problem("`:` is missing") }
      members[key] = try value(depth: depth + 1)
    } while accept(",")
    guard accept("}") else { throw problem("`,` or `}` is missing") }
    return .object(members)
  }

  private mutating func text() throws(JSONProblem) -> String {
    let opening = position
    position += 1
    var out: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: out, as: UTF8.self)
      case UInt8(ascii: "\\"):
        position += 1
        out.append(contentsOf: String(try escaped()).utf8)
      case ..<0x20: throw problem("a text goes over the end of its line")
      default:
        out.append(byte)
        position += 1
      }
    }
    throw JSONProblem(reason: "a text is never closed", offset: opening)
  }

  private mutating func escaped() throws(JSONProblem) -> Unicode.Scalar {
    guard position < bytes.count else { throw problem("") }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "u"):
      let first = try unit()
      if let scalar = Unicode.Scalar(first) { return scalar }
      // Half a character: the other half follows, or it stands alone.
      let after = position
      if first < 0xDC00, acceptWord("\\u"), let second = try? unit(),
        (0xDC00..<0xE000).contains(second),
        let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
      {
        return scalar
      }
      position = after
      loneSurrogates += 1
      return "\u{FFFD}"
    default:
      position -= 1
      throw problem("an escape is not one of JSON")
    }
  }

  /// Four hexadecimal digits.
  private mutating func unit() throws(JSONProblem) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard position < bytes.count else { throw problem("") }
      switch bytes[position] {
      case let byte where (48...57).contains(byte): value = value << 4 | UInt32(byte - 48)
      case let byte where (97...102).contains(byte | 0x20):
        value = value << 4 | UInt32((byte | 0x20) - 87)
      default: throw problem("an escape needs four hexadecimal digits")
      }
      position += 1
    }
    return value
  }
}
