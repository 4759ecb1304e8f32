import CScan
import Columnar

/// What is wrong in a JSON text, and where.
struct JSONProblem: Error, Sendable {
  /// The offset from the beginning of the file.
  var offset: Int
  /// What should have stood there.
  var expected: String
  /// Whether the bytes there are not UTF-8 at all.
  var isEncoding = false
}

/// Walks over JSON text (RFC 8259) value by value without building anything.
///
/// `NaN`, `Infinity` and `-Infinity`, which Python writes, are taken as numbers that are undefined.
struct JSONScanner {
  /// The beginning of the file; offsets count from here.
  let bytes: UnsafePointer<UInt8>
  /// The offset after the last byte.
  let end: Int
  /// The offset of the next byte.
  var position: Int
  /// How deep lists and objects may be nested.
  static let deepest = 128

  init(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  /// The next byte that is no white space; zero at the end.
  @inline(__always)
  mutating func next() -> UInt8 {
    while position < end {
      let byte = bytes[position]
      if byte != 0x20, byte != 0x0A, byte != 0x0D, byte != 0x09 { return byte }
      position &+= 1
    }
    return 0
  }

  /// Goes over one byte that must stand here.
  @inline(__always)
  mutating func expect(_ byte: UInt8, _ expected: String) throws(JSONProblem) {
    guard next() == byte, position < end else { throw problem(expected) }
    position &+= 1
  }

  /// Goes over one byte if it stands here.
  @inline(__always)
  mutating func skip(_ byte: UInt8) -> Bool {
    guard next() == byte, position < end else { return false }
    position &+= 1
    return true
  }

  func problem(_ expected: String) -> JSONProblem {
    JSONProblem(offset: position, expected: expected)
  }

  /// Goes over a text; the view is what stands between the quotes, escapes as written.
  @inline(__always)
  mutating func string() throws(JSONProblem) -> (view: TextView, hasEscape: Bool) {
    try expect(UInt8(ascii: "\""), "a text in double quotes")
    let start = position
    var hasEscape = false
    while true {
      let rest = end &- position
      let found = Self.quoteOrBackslash(bytes + position, rest)
      guard found < rest else {
        position = end
        throw problem("a closing quote")
      }
      position &+= found
      if bytes[position] == UInt8(ascii: "\"") { break }
      hasEscape = true
      position &+= 2
      guard position <= end else {
        position = end
        throw problem("a closing quote")
      }
    }
    let view = TextView(start: bytes + start, count: position &- start)
    position &+= 1
    return (view, hasEscape)
  }

  /// The offset of the first quote or backslash, or the count.
  ///
  /// Most texts end within a few bytes, which costs less than a call.
  @inline(__always)
  private static func quoteOrBackslash(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int {
    let raw = UnsafeRawPointer(start)
    let ones: UInt64 = 0x0101_0101_0101_0101
    var i = 0
    while i < 32, i &+ 8 <= count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: i, as: UInt64.self))
      let quote = word ^ (0x22 &* ones)
      let backslash = word ^ (0x5C &* ones)
      // The lowest set bit is right; higher ones can come from a borrow.
      let found =
        (((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)) & (0x80 &* ones)
      if found != 0 { return i &+ found.trailingZeroBitCount &>> 3 }
      i &+= 8
    }
    return i
      &+ hfnb_scan_find_either(start + i, count &- i, UInt8(ascii: "\""), UInt8(ascii: "\\"))
  }

  /// Goes over one value and gives the bytes that it consists of; nothing for `null`.
  @inline(__always)
  mutating func value(depth: Int = 0) throws(JSONProblem) -> TextView {
    let first = next()
    let start = position
    switch first {
    case UInt8(ascii: "\""):
      _ = try string()
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      try container(depth: depth &+ 1)
    case UInt8(ascii: "n"):
      try word("null")
      return .empty
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"): try word("false")
    case UInt8(ascii: "N"): try word("NaN")
    case UInt8(ascii: "I"): try word("Infinity")
    default: try number(first)
    }
    return TextView(start: bytes + start, count: position &- start)
  }

  private mutating func container(depth: Int) throws(JSONProblem) {
    guard depth <= Self.deepest else {
      throw problem("at most \(Self.deepest) lists and objects inside each other")
    }
    let isObject = bytes[position] == UInt8(ascii: "{")
    let close: UInt8 = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
    position &+= 1
    if skip(close) { return }
    while true {
      if isObject {
        guard next() == UInt8(ascii: "\"") else { throw problem("a key in double quotes") }
        _ = try string()
        try expect(UInt8(ascii: ":"), "`:`")
      }
      _ = try value(depth: depth)
      if skip(UInt8(ascii: ",")) { continue }
      if skip(close) { return }
      throw problem(isObject ? "`,` or `}`" : "`,` or `]`")
    }
  }

  private mutating func word(_ word: StaticString) throws(JSONProblem) {
    let count = word.utf8CodeUnitCount
    guard end - position >= count, bytesEqual(bytes + position, word.utf8Start, count) else {
      throw problem("a value")
    }
    position &+= count
    try requireEndOfWord()
  }

  private mutating func number(_ first: UInt8) throws(JSONProblem) {
    guard first == UInt8(ascii: "-") || first &- 0x30 <= 9 else { throw problem("a value") }
    let start = position
    if first == UInt8(ascii: "-") {
      position &+= 1
      if position < end, bytes[position] == UInt8(ascii: "I") {
        try word("Infinity")
        return
      }
    }
    func digits(_ position: inout Int) -> Int {
      let first = position
      while position < end, bytes[position] &- 0x30 <= 9 { position &+= 1 }
      return position &- first
    }
    let wholeStart = position
    let wholeDigits = digits(&position)
    // A number does not begin with a zero that means nothing.
    var isGood = wholeDigits == 1 || (wholeDigits > 1 && bytes[wholeStart] != UInt8(ascii: "0"))
    if isGood, position < end, bytes[position] == UInt8(ascii: ".") {
      position &+= 1
      isGood = digits(&position) > 0
    }
    if isGood, position < end, bytes[position] | 0x20 == UInt8(ascii: "e") {
      position &+= 1
      if position < end,
        bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-")
      {
        position &+= 1
      }
      isGood = digits(&position) > 0
    }
    guard isGood else {
      position = start
      throw problem("a number")
    }
    try requireEndOfWord()
  }

  @inline(__always)
  private func requireEndOfWord() throws(JSONProblem) {
    guard position < end else { return }
    let byte = bytes[position]
    let isWord = (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte &- 0x30 <= 9 || byte == 0x2E
    if isWord { throw problem("`,` or the end of the value") }
  }
}

/// Turns the inside of a JSON text into the text that it stands for.
enum JSONEscapes {
  /// Gives the decoded bytes to a closure.
  ///
  /// Halves of surrogate pairs that stand alone become U+FFFD.
  static func withDecoded<Result>(
    _ view: TextView, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    // No escape is shorter than what it stands for, except that a lone surrogate is six bytes for
    // three.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: view.count + 4) { scratch in
      var written = 0
      func put(_ scalar: UInt32) {
        let valid = Unicode.Scalar(scalar) ?? "\u{FFFD}"
        for byte in UTF8.encode(valid) ?? UTF8.encodedReplacementCharacter {
          scratch[written] = byte
          written += 1
        }
      }
      var i = 0
      while i < view.count {
        let byte = view.start[i]
        guard byte == UInt8(ascii: "\\"), i + 1 < view.count else {
          scratch[written] = byte
          written += 1
          i += 1
          continue
        }
        let letter = view.start[i + 1]
        i += 2
        switch letter {
        case UInt8(ascii: "n"): put(0x0A)
        case UInt8(ascii: "r"): put(0x0D)
        case UInt8(ascii: "t"): put(0x09)
        case UInt8(ascii: "b"): put(0x08)
        case UInt8(ascii: "f"): put(0x0C)
        case UInt8(ascii: "u"):
          guard let unit = hexadecimal(view, i) else {
            put(0xFFFD)
            continue
          }
          i += 4
          if (0xD800..<0xDC00).contains(unit), i + 1 < view.count,
            view.start[i] == UInt8(ascii: "\\"), view.start[i + 1] == UInt8(ascii: "u"),
            let low = hexadecimal(view, i + 2), (0xDC00..<0xE000).contains(low)
          {
            put(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
            i += 6
          } else {
            put(unit)
          }
        default:
          scratch[written] = letter
          written += 1
        }
      }
      return body(UnsafeBufferPointer(rebasing: scratch[0..<written]))
    }
  }

  private static func hexadecimal(_ view: TextView, _ start: Int) -> UInt32? {
    guard start + 4 <= view.count else { return nil }
    var value: UInt32 = 0
    for i in start..<(start + 4) {
      guard let digit = Character(Unicode.Scalar(view.start[i])).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
