import Columnar
@_spi(_Unicode) import Swift

extension NestedTextReader {
  /// Reads a text in single or double quotes and appends it in double quotes.
  mutating func readText(into out: inout [UInt8]) -> Bool {
    let quote = take()
    let start = out.count
    out.append(UInt8(ascii: "\""))
    var mayCompose = false
    while let byte = peek() {
      advance(1)
      switch byte {
      case quote:
        if mayCompose { Self.normalize(from: start + 1, in: &out) }
        out.append(UInt8(ascii: "\""))
        return true
      case UInt8(ascii: "\\"):
        guard let scalar = readEscape() else { return false }
        // Only an escape can bring in text that is not in NFC.
        if scalar.value >= 0x300 { mayCompose = true }
        Self.append(scalar, to: &out)
      case 0..<0x20, UInt8(ascii: "\""): Self.append(Unicode.Scalar(byte), to: &out)
      default: out.append(byte)
      }
    }
    return false
  }

  /// What stands for one character inside the quotes of JSON.
  private static func append(_ scalar: Unicode.Scalar, to out: inout [UInt8]) {
    switch scalar {
    case "\"", "\\": out += [UInt8(ascii: "\\"), UInt8(scalar.value)]
    case "\n": out += Array("\\n".utf8)
    case "\r": out += Array("\\r".utf8)
    case "\t": out += Array("\\t".utf8)
    case "\u{8}": out += Array("\\b".utf8)
    case "\u{C}": out += Array("\\f".utf8)
    case _ where scalar.value < 0x20:
      out += Array("\\u00".utf8) + [scalar.value < 16 ? 0x30 : 0x31]
      out += Array(String(scalar.value & 15, radix: 16).utf8)
    default: out += Array(String(Character(scalar)).utf8)
    }
  }

  private static func normalize(from start: Int, in out: inout [UInt8]) {
    var scalars = String.UnicodeScalarView()
    for scalar in String(decoding: out[start...], as: UTF8.self)._nfc { scalars.append(scalar) }
    out.replaceSubrange(start..., with: Array(String(scalars).utf8))
  }

  /// The character of an escape whose backslash has been read; nil for one of neither language.
  ///
  /// Halves of surrogate pairs that stand alone become U+FFFD.
  private mutating func readEscape() -> Unicode.Scalar? {
    guard let letter = peek() else { return nil }
    advance(1)
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      return Unicode.Scalar(letter)
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "x"): return readHexadecimal(2).map { Unicode.Scalar($0) ?? "\u{FFFD}" }
    case UInt8(ascii: "U"): return readHexadecimal(8).map { Unicode.Scalar($0) ?? "\u{FFFD}" }
    case UInt8(ascii: "u"):
      guard let unit = readHexadecimal(4) else { return nil }
      guard (0xD800..<0xDC00).contains(unit) else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
      let before = self
      if peek() == UInt8(ascii: "\\") {
        advance(1)
        if peek() == UInt8(ascii: "u") {
          advance(1)
          if let low = readHexadecimal(4), (0xDC00..<0xE000).contains(low) {
            return Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
          }
        }
      }
      self = before
      return "\u{FFFD}"
    default: return nil
    }
  }

  private mutating func readHexadecimal(_ digits: Int) -> UInt32? {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let byte = peek(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        return nil
      }
      value = value << 4 | UInt32(digit)
      advance(1)
    }
    return value
  }
}
