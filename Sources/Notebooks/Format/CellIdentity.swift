/// The names of cells.
enum CellIdentity {
  /// The longest id, so that it fits as a host name and in the Jupyter format.
  static let longest = 63

  /// Whether a text is a lower-case letter followed by lower-case letters, digits and hyphens.
  static func isValid(_ id: String) -> Bool {
    let bytes = Array(id.utf8)
    guard let first = bytes.first, bytes.count <= longest, isLetter(first) else { return false }
    return bytes.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
  }

  /// The valid id that is nearest to a text, or nil when nothing of it can be kept.
  static func nearest(to text: String) -> String? {
    var out: [UInt8] = []
    for byte in text.lowercased().utf8 {
      if isLetter(byte) || (isDigit(byte) && !out.isEmpty) {
        out.append(byte)
      } else if !isDigit(byte), !out.isEmpty, out.last != UInt8(ascii: "-") {
        out.append(UInt8(ascii: "-"))
      }
      if out.count == longest { break }
    }
    while out.last == UInt8(ascii: "-") { out.removeLast() }
    return out.isEmpty ? nil : String(decoding: out, as: UTF8.self)
  }

  /// The id of a cell whose author gave none: `c-` and eight hexadecimal digits.
  ///
  /// The digits are the FNV-1a hash of the code without comments and white space, folded to 32
  /// bits, so moving or reformatting a cell keeps its id.
  static func derived(from code: String) -> String {
    let bytes = Array(code.utf8)
    var hash = FNV1a64()
    for token in CodeScanner.tokens(bytes) where token.kind != .comment {
      hash.add(bytes[token.range])
      hash.add([0])
    }
    return "c-" + hash.folded
  }

  /// Whether an id looks like one that was derived from a text.
  static func isDerived(_ id: String) -> Bool {
    let parts = id.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, parts[0] == "c", isHexadecimal(parts[1], count: 8)
    else { return false }
    return parts.count == 2 || parts[2].utf8.allSatisfy { isDigit($0) } && !parts[2].isEmpty
  }

  /// Whether an id looks like one that a tool drew at random: eight hexadecimal digits or a UUID.
  static func isRandom(_ id: String) -> Bool {
    let parts = id.split(separator: "-", omittingEmptySubsequences: false)
    if parts.count == 1 { return isHexadecimal(parts[0], count: 8) }
    return parts.count == 5
      && zip(parts, [8, 4, 4, 4, 12]).allSatisfy { isHexadecimal($0, count: $1) }
  }

  private static func isHexadecimal(_ text: Substring, count: Int) -> Bool {
    text.utf8.count == count
      && text.utf8.allSatisfy { isDigit($0) || (97...102).contains($0 | 0x20) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}

/// The hash FNV-1a with 64 bits (Fowler, Noll, Vo 1991): quick and stable, not for secrets.
struct FNV1a64 {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
  }

  /// The hash folded to 32 bits, as eight hexadecimal digits.
  var folded: String {
    let digits = String(UInt32(truncatingIfNeeded: value ^ (value >> 32)), radix: 16)
    return String(repeating: "0", count: 8 - digits.utf8.count) + digits
  }

  /// The hash of some bytes as 16 hexadecimal digits.
  static func hexadecimal(_ bytes: [UInt8]) -> String {
    var hash = FNV1a64()
    hash.add(bytes)
    let digits = String(hash.value, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
