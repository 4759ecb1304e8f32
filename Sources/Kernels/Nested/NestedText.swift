public import Columnar

/// Reads lists and objects that are written inside a text, as JSON or as Python prints them, and
/// writes them in one canonical form.
///
/// The canonical form is JSON (RFC 8259) without white space, keys in the order of their bytes and
/// each once (the last one given), numbers as the shortest text that reads back, whole numbers with
/// all their digits. Equal values have equal bytes, so they compare and group as text. It is close
/// to RFC 8785, which orders keys by UTF-16 and reads whole numbers as doubles.
public enum NestedText {
  /// What a text holds.
  public enum Outcome: Sendable {
    /// A value; its canonical form was appended.
    case value
    /// `null`, `None` or `nan`: nothing was appended.
    case null
    /// Something else than one value: nothing was appended.
    case malformed
  }

  /// How deep lists and objects may be nested.
  public static let deepest = 64

  /// Reads a text and appends its canonical form.
  ///
  /// The time grows with the length of the text, times at most its depth.
  public static func parse(_ view: TextView, into out: inout [UInt8]) -> Outcome {
    var reader = NestedTextReader(view.bytes)
    let start = out.count
    guard reader.readValue(into: &out, depth: 0), reader.isAtEnd() else {
      out.removeLast(out.count - start)
      return .malformed
    }
    guard !(out.count - start == 4 && out[start] == UInt8(ascii: "n")) else {
      out.removeLast(4)
      return .null
    }
    return .value
  }
}

/// Reads one value after another; every byte is looked at once.
struct NestedTextReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The next byte that is no white space; zero at the end.
  private mutating func next() -> UInt8 {
    while position < bytes.count {
      let byte = bytes[position]
      if byte != 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { return byte }
      position += 1
    }
    return 0
  }

  /// Whether nothing but white space is left.
  mutating func isAtEnd() -> Bool { next() == 0 && position == bytes.count }

  /// The byte that stands here; nil at the end.
  func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }
  /// Goes over some bytes.
  mutating func advance(_ count: Int) { position += count }
  /// Goes over the byte that stands here.
  mutating func take() -> UInt8 {
    defer { position += 1 }
    return bytes[position]
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard next() == byte, position < bytes.count else { return false }
    position += 1
    return true
  }

  mutating func readValue(into out: inout [UInt8], depth: Int) -> Bool {
    switch next() {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return readText(into: &out)
    case UInt8(ascii: "["):
      return readList(UInt8(ascii: "]"), into: &out, depth: depth + 1)
    case UInt8(ascii: "("):
      return readList(UInt8(ascii: ")"), into: &out, depth: depth + 1)
    case UInt8(ascii: "{"): return readObject(into: &out, depth: depth + 1)
    case UInt8(ascii: "-"), 0x30...0x39: return readNumber(into: &out) || readWord(into: &out)
    default: return readWord(into: &out)
    }
  }

  private mutating func readList(_ close: UInt8, into out: inout [UInt8], depth: Int) -> Bool {
    guard depth <= NestedText.deepest else { return false }
    position += 1
    out.append(UInt8(ascii: "["))
    var isFirst = true
    // Python writes a comma after the one item of a tuple.
    while !skip(close) {
      if !isFirst {
        guard skip(UInt8(ascii: ",")) else { return false }
        if skip(close) { break }
        out.append(UInt8(ascii: ","))
      }
      guard readValue(into: &out, depth: depth) else { return false }
      isFirst = false
    }
    out.append(UInt8(ascii: "]"))
    return true
  }

  // MARK: Objects

  /// A field of an object in the canonical text: where its key begins, and where it ends.
  private struct Entry {
    var start: Int
    var keyEnd: Int
    var end: Int
  }

  private mutating func readObject(into out: inout [UInt8], depth: Int) -> Bool {
    guard depth <= NestedText.deepest else { return false }
    position += 1
    out.append(UInt8(ascii: "{"))
    let start = out.count
    var entries: [Entry] = []
    while !skip(UInt8(ascii: "}")) {
      if !entries.isEmpty {
        guard skip(UInt8(ascii: ",")) else { return false }
        if skip(UInt8(ascii: "}")) { break }
        out.append(UInt8(ascii: ","))
      }
      var entry = Entry(start: out.count, keyEnd: 0, end: 0)
      let quote = next()
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"), readText(into: &out) else {
        return false
      }
      entry.keyEnd = out.count
      guard skip(UInt8(ascii: ":")) else { return false }
      out.append(UInt8(ascii: ":"))
      guard readValue(into: &out, depth: depth) else { return false }
      entry.end = out.count
      entries.append(entry)
    }
    Self.arrange(entries, from: start, in: &out)
    out.append(UInt8(ascii: "}"))
    return true
  }

  /// Puts the fields of an object in order, each key once.
  private static func arrange(_ entries: [Entry], from start: Int, in out: inout [UInt8]) {
    func order(_ a: Entry, _ b: Entry) -> Int {
      out.withUnsafeBufferPointer { bytes in
        guard let base = bytes.baseAddress else { return 0 }
        return TextView.compare(
          TextView(start: base + a.start, count: a.keyEnd - a.start),
          TextView(start: base + b.start, count: b.keyEnd - b.start))
      }
    }
    if zip(entries, entries.dropFirst()).allSatisfy({ order($0, $1) < 0 }) { return }
    let sorted = entries.enumerated().sorted { a, b in
      let order = order(a.element, b.element)
      return order == 0 ? a.offset < b.offset : order < 0
    }
    var arranged: [UInt8] = []
    arranged.reserveCapacity(out.count - start)
    for (index, item) in sorted.enumerated() {
      // Of equal keys the last one counts.
      if index + 1 < sorted.count, order(item.element, sorted[index + 1].element) == 0 { continue }
      if !arranged.isEmpty { arranged.append(UInt8(ascii: ",")) }
      arranged += out[item.element.start..<item.element.end]
    }
    out.replaceSubrange(start..., with: arranged)
  }

  // MARK: Single values

  /// The words of both languages; those for nothing and for what is no number become null.
  private static let words: [(word: StaticString, canonical: StaticString)] = [
    ("null", "null"), ("true", "true"), ("false", "false"), ("None", "null"), ("True", "true"),
    ("False", "false"), ("nan", "null"), ("NaN", "null"), ("inf", "null"), ("-inf", "null"),
    ("Infinity", "null"), ("-Infinity", "null"), ("-nan", "null"),
  ]

  private mutating func readWord(into out: inout [UInt8]) -> Bool {
    var end = position
    while end < bytes.count {
      let byte = bytes[end]
      let isLetter = (0x61...0x7A).contains(byte | 0x20)
      guard isLetter || byte == UInt8(ascii: "-") || byte == 0x5F || byte &- 0x30 <= 9 else {
        break
      }
      end += 1
    }
    let length = end - position
    guard length > 0, let start = bytes.baseAddress else { return false }
    for (word, canonical) in Self.words where word.utf8CodeUnitCount == length {
      guard bytesEqual(start + position, word.utf8Start, length) else { continue }
      position = end
      out.append(
        contentsOf: UnsafeBufferPointer(
          start: canonical.utf8Start, count: canonical.utf8CodeUnitCount))
      return true
    }
    return false
  }

  private mutating func readNumber(into out: inout [UInt8]) -> Bool {
    let start = position
    var end = start
    func digits() -> Int {
      let first = end
      while end < bytes.count, bytes[end] &- 0x30 <= 9 { end += 1 }
      return end - first
    }
    if bytes[end] == UInt8(ascii: "-") { end += 1 }
    let whole = end
    let wholeDigits = digits()
    guard wholeDigits == 1 || (wholeDigits > 1 && bytes[whole] != UInt8(ascii: "0")) else {
      return false
    }
    var isWhole = true
    if end < bytes.count, bytes[end] == UInt8(ascii: ".") {
      end += 1
      isWhole = false
      // Python never writes `1.`, other programs do.
      _ = digits()
    }
    if end < bytes.count, bytes[end] | 0x20 == UInt8(ascii: "e") {
      end += 1
      isWhole = false
      if end < bytes.count, bytes[end] == UInt8(ascii: "+") || bytes[end] == UInt8(ascii: "-") {
        end += 1
      }
      guard digits() > 0 else { return false }
    }
    let written = UnsafeBufferPointer(rebasing: bytes[start..<end])
    if isWhole {
      let isNegativeZero = written.count == 2 && written[0] != written[1] && written[1] == 0x30
      out.append(contentsOf: isNegativeZero && written[0] == 0x2D ? written[1...] : written[...])
    } else {
      var text = String(decoding: written, as: UTF8.self)
      if text.last == "." { text.removeLast() }
      guard let value = Double(text.replacingDotBeforeExponent) else { return false }
      out += value.isFinite ? Array(NumberText.shortest(value + 0).utf8) : Array("null".utf8)
    }
    position = end
    return true
  }
}

extension String {
  /// `1.e5` as `1e5`, which is how Swift reads it.
  fileprivate var replacingDotBeforeExponent: String {
    guard let dot = firstIndex(of: ".") else { return self }
    let after = index(after: dot)
    guard after < endIndex, self[after] == "e" || self[after] == "E" else { return self }
    return String(self[..<dot]) + String(self[after...])
  }
}
