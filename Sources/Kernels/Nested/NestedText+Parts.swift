public import Columnar

/// Parts of values that are in the canonical form.
extension NestedText {
  /// The kinds of values.
  public enum Kind: Sendable {
    case object, list, text, number, bool, null
  }

  /// The kind of a value, by its first byte.
  public static func kind(of value: TextView) -> Kind {
    guard value.count > 0 else { return .null }
    switch value.start[0] {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .list
    case UInt8(ascii: "\""): return .text
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
    case UInt8(ascii: "n"): return .null
    default: return .number
    }
  }

  /// Goes through the items of a list.
  public static func forEachItem(of list: TextView, _ body: (TextView) -> Void) {
    guard kind(of: list) == .list else { return }
    var position = 1
    while position < list.count, list.start[position] != UInt8(ascii: "]") {
      let end = endOfValue(list, position)
      body(TextView(start: list.start + position, count: end - position))
      position = end + 1
    }
  }

  /// The item at a position, counted from the end when negative; nil when there is none.
  public static func item(_ position: Int64, of list: TextView) -> TextView? {
    var wanted = position
    if wanted < 0 {
      var count: Int64 = 0
      forEachItem(of: list) { _ in count += 1 }
      wanted += count
      guard wanted >= 0 else { return nil }
    }
    var index: Int64 = 0
    var found: TextView?
    forEachItem(of: list) { item in
      if index == wanted { found = item }
      index += 1
    }
    return found
  }

  /// The value of a key, given in its canonical form with quotes; nil when there is none.
  public static func field(_ key: TextView, of object: TextView) -> TextView? {
    guard kind(of: object) == .object else { return nil }
    var position = 1
    while position < object.count, object.start[position] != UInt8(ascii: "}") {
      let keyEnd = endOfText(object, position)
      let valueStart = keyEnd + 1
      let valueEnd = endOfValue(object, valueStart)
      let found = TextView(start: object.start + position, count: keyEnd - position)
      if TextView.equal(found, key) {
        return TextView(start: object.start + valueStart, count: valueEnd - valueStart)
      }
      position = valueEnd + 1
    }
    return nil
  }

  /// The canonical form of a text, with quotes.
  public static func quoted(_ text: String) -> [UInt8] {
    var out: [UInt8] = []
    var escaped = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { escaped.unicodeScalars.append("\\") }
      escaped.unicodeScalars.append(scalar)
    }
    escaped += "\""
    let isText = escaped.withUTF8 { bytes in
      bytes.baseAddress.map {
        parse(TextView(start: $0, count: bytes.count), into: &out) == .value
      } ?? false
    }
    return isText ? out : []
  }

  /// What a text stands for, without quotes and escapes.
  ///
  /// - Parameter copy: Keeps bytes that are not in the value as they are.
  public static func content(
    of text: TextView, _ copy: (UnsafeBufferPointer<UInt8>) -> TextView
  ) -> TextView {
    let inside = TextView(start: text.start + 1, count: text.count - 2)
    guard inside.bytes.contains(UInt8(ascii: "\\")) else { return inside }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: inside.count) { scratch in
      var count = 0
      var i = 0
      while i < inside.count {
        var byte = inside.start[i]
        i += 1
        if byte == UInt8(ascii: "\\") {
          let letter = inside.start[i]
          i += 1
          switch letter {
          case UInt8(ascii: "n"): byte = 0x0A
          case UInt8(ascii: "r"): byte = 0x0D
          case UInt8(ascii: "t"): byte = 0x09
          case UInt8(ascii: "b"): byte = 0x08
          case UInt8(ascii: "f"): byte = 0x0C
          case UInt8(ascii: "u"):
            // Only characters below U+0020 are written with four digits.
            let low = inside.start[i + 3]
            byte = (inside.start[i + 2] &- 0x30) << 4 | (low <= 0x39 ? low &- 0x30 : low &- 0x57)
            i += 4
          default: byte = letter
          }
        }
        scratch[count] = byte
        count += 1
      }
      return copy(UnsafeBufferPointer(rebasing: scratch[0..<count]))
    }
  }

  /// The position behind the text that begins at a position.
  private static func endOfText(_ view: TextView, _ start: Int) -> Int {
    var position = start + 1
    while position < view.count, view.start[position] != UInt8(ascii: "\"") {
      position += view.start[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    return position + 1
  }

  /// The position behind the value that begins at a position.
  private static func endOfValue(_ view: TextView, _ start: Int) -> Int {
    var position = start
    var depth = 0
    while position < view.count {
      switch view.start[position] {
      case UInt8(ascii: "\""):
        position = endOfText(view, position)
        if depth == 0 { return position }
        continue
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        if depth == 0 { return position }
        depth -= 1
        if depth == 0 { return position + 1 }
      case UInt8(ascii: ","):
        if depth == 0 { return position }
      default: break
      }
      position += 1
    }
    return position
  }
}
