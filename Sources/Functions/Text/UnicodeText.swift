import Columnar
import Kernels

/// Text by code points, on UTF-8 bytes.
enum UnicodeText {
  /// The number of code points.
  static func count(_ view: TextView) -> Int {
    var total = 0
    // Every byte but a continuation byte (10xxxxxx) begins a code point.
    for index in 0..<view.count where view.start[index] & 0xC0 != 0x80 { total &+= 1 }
    return total
  }

  /// Whether all bytes are ASCII.
  static func isASCII(_ view: TextView) -> Bool {
    var seen: UInt8 = 0
    for index in 0..<view.count { seen |= view.start[index] }
    return seen < 0x80
  }

  /// The byte at which a code point begins; the number of bytes when there are fewer.
  static func offset(_ view: TextView, ofCodePoint position: Int) -> Int {
    if position <= 0 { return 0 }
    var seen = 0
    for index in 0..<view.count where view.start[index] & 0xC0 != 0x80 {
      if seen == position { return index }
      seen &+= 1
    }
    return view.count
  }

  /// A part of a text, from one byte up to another.
  static func part(_ view: TextView, _ range: Range<Int>) -> TextView {
    view.part(range)
  }

  /// The byte at which a text first occurs in another one.
  static func firstOffset(of part: TextView, in view: TextView, from start: Int = 0) -> Int? {
    view.firstOffset(of: part, from: start)
  }

  /// The text without white space at both ends.
  static func trimmed(_ view: TextView) -> TextView {
    var start = 0
    var end = view.count
    while start < end, let width = spaceWidth(view, at: start) { start += width }
    while end > start {
      var last = end - 1
      while last > start, view.start[last] & 0xC0 == 0x80 { last -= 1 }
      guard let width = spaceWidth(view, at: last), last + width == end else { break }
      end = last
    }
    return part(view, start..<end)
  }

  /// The number of bytes of the white space at a byte, if there is any.
  private static func spaceWidth(_ view: TextView, at index: Int) -> Int? {
    let byte = view.start[index]
    if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) { return 1 }
    if byte < 0x80 { return nil }
    var end = index + 1
    while end < view.count, view.start[end] & 0xC0 == 0x80 { end += 1 }
    let scalar = String(decoding: part(view, index..<end).bytes, as: UTF8.self).unicodeScalars.first
    return scalar?.properties.isWhitespace == true ? end - index : nil
  }

  /// A copy with each byte changed; for ASCII only.
  static func mapASCII(
    _ view: TextView, _ builder: inout TextBuilder, _ change: (UInt8) -> UInt8
  ) -> TextView {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(1, view.count)) { scratch in
      for index in 0..<view.count { scratch[index] = change(view.start[index]) }
      return builder.copy(UnsafeBufferPointer(start: scratch.baseAddress, count: view.count))
    }
  }

  /// A text in lower case, by the full mapping of Unicode (section 3.13), whatever the language.
  ///
  /// The standard library maps each character alone; the one mapping that depends on its place is
  /// that of a capital sigma, which becomes ς behind a letter when no letter follows.
  static func lowercased(_ text: String) -> String {
    guard text.unicodeScalars.contains("Σ") else { return text.lowercased() }
    let scalars = Array(text.unicodeScalars)
    var out = String.UnicodeScalarView()
    var followsLetter = false
    for (index, scalar) in scalars.enumerated() {
      if scalar == "Σ", followsLetter {
        let next = scalars[(index + 1)...].first { !$0.properties.isCaseIgnorable }
        out.append(next?.properties.isCased == true ? "σ" : "ς")
      } else {
        out.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      }
      if !scalar.properties.isCaseIgnorable { followsLetter = scalar.properties.isCased }
    }
    return String(out)
  }

  /// A copy of a text.
  static func copy(_ text: String, _ builder: inout TextBuilder) -> TextView {
    var text = text
    return text.withUTF8 { builder.copy($0) }
  }
}
