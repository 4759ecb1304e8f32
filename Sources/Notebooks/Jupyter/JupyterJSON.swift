public import Diagnostics

/// JSON in the form in which Jupyter writes notebooks, so that saving one there changes no other byte:
/// one space of indentation, sorted keys, and nothing escaped that need not be.
enum JupyterJSON {
  /// The text of a notebook, ending with a line break.
  static func text(_ value: JSONValue) -> String {
    var out: [UInt8] = []
    write(value, indent: 0, to: &out)
    out.append(UInt8(ascii: "\n"))
    return String(decoding: out, as: UTF8.self)
  }

  private static func write(_ value: JSONValue, indent: Int, to out: inout [UInt8]) {
    switch value {
    case .null, .bool, .int, .number: out.append(contentsOf: value.compact.utf8)
    case .text(let text): quote(text, to: &out)
    case .array(let values):
      guard !values.isEmpty else { return out.append(contentsOf: "[]".utf8) }
      out.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        breakLine(indent + 1, isFirst: index == 0, &out)
        write(value, indent: indent + 1, to: &out)
      }
      breakLine(indent, isFirst: true, &out)
      out.append(UInt8(ascii: "]"))
    case .object(let members):
      guard !members.isEmpty else { return out.append(contentsOf: "{}".utf8) }
      out.append(UInt8(ascii: "{"))
      let sorted = members.sorted {
        $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars)
      }
      for (index, (key, value)) in sorted.enumerated() {
        breakLine(indent + 1, isFirst: index == 0, &out)
        quote(key, to: &out)
        out.append(contentsOf: ": ".utf8)
        write(value, indent: indent + 1, to: &out)
      }
      breakLine(indent, isFirst: true, &out)
      out.append(UInt8(ascii: "}"))
    }
  }

  private static func breakLine(_ indent: Int, isFirst: Bool, _ out: inout [UInt8]) {
    if !isFirst { out.append(UInt8(ascii: ",")) }
    out.append(UInt8(ascii: "\n"))
    out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
  }

  private static func quote(_ text: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): out += [UInt8(ascii: "\\"), byte]
      case 8: out.append(contentsOf: "\\b".utf8)
      case 9: out.append(contentsOf: "\\t".utf8)
      case 10: out.append(contentsOf: "\\n".utf8)
      case 12: out.append(contentsOf: "\\f".utf8)
      case 13: out.append(contentsOf: "\\r".utf8)
      case ..<0x20:
        let digits = String(byte, radix: 16)
        out.append(contentsOf: ("\\u" + (byte < 16 ? "000" : "00") + digits).utf8)
      default: out.append(byte)
      }
    }
    out.append(UInt8(ascii: "\""))
  }

  /// A text as the list of its lines, each with its line break, which is how Jupyter stores it.
  ///
  /// Lines end where Python's `splitlines` ends them.
  static func lines(_ text: String) -> JSONValue {
    var found: [JSONValue] = []
    var line = String.UnicodeScalarView()
    var isAfterReturn = false
    func finish() {
      found.append(.text(String(line)))
      line = String.UnicodeScalarView()
    }
    for scalar in text.unicodeScalars {
      if isAfterReturn, scalar != "\n" { finish() }
      line.append(scalar)
      isAfterReturn = scalar == "\r"
      switch scalar.value {
      case 0x0A, 0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029: finish()
      default: break
      }
    }
    if !line.isEmpty { finish() }
    return .array(found)
  }

  /// The text of a member that may be one text or a list of lines; nil when it is neither.
  static func joined(_ value: JSONValue?) -> String? {
    switch value {
    case .text(let text): return text
    case .array(let values):
      var out = ""
      for value in values {
        guard case .text(let line) = value else { return nil }
        out += line
      }
      return out
    default: return nil
    }
  }
}

extension JSONValue {
  /// The member of an object; nil when there is none or this is no object.
  public subscript(key: String) -> JSONValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  /// The text, if this is one.
  public var asText: String? { if case .text(let text) = self { text } else { nil } }

  /// The values, if this is a list.
  public var asArray: [JSONValue]? { if case .array(let values) = self { values } else { nil } }

  /// The texts, if this is a list of nothing else.
  public var asTexts: [String]? {
    guard let values = asArray else { return nil }
    let texts = values.compactMap(\.asText)
    return texts.count == values.count ? texts : nil
  }

  /// The whole number, if this is one.
  public var asInt: Int? {
    switch self {
    case .int(let number): number
    case .number(let number): Int(exactly: number)
    default: nil
    }
  }
}
