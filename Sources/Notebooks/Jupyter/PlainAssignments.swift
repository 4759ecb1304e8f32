import Diagnostics

/// Reads the parameters of a notebook of another language, where each is a name and a plain value.
enum PlainAssignments {
  /// Words that cannot name a parameter.
  private static let words: Set<String> = [
    "and", "or", "not", "in", "is", "null", "true", "false", "if", "then", "else", "case", "let",
    "load", "param", "def", "use", "set", "expect", "explain", "step", "all", "stdin", "rows",
  ]

  /// The `param` statements of some assignments; nil when a line is anything else.
  static func parameters(_ code: String) -> String? {
    var out: [String] = []
    var names: Set<String> = []
    for line in code.split(separator: "\n", omittingEmptySubsequences: false) {
      let text = line.trimmingSpaces()
      if text.isEmpty {
        if out.last?.isEmpty == false { out.append("") }
      } else if text.hasPrefix("#") {
        let words = text.drop { $0 == "#" }.trimmingSpaces()
        out.append(words.isEmpty ? "#" : "# \(words)")
      } else {
        guard line.utf8.first != 32, line.utf8.first != 9, let (name, statement) = assignment(text),
          names.insert(name).inserted
        else { return nil }
        out.append(statement)
      }
    }
    while out.last?.isEmpty == true { out.removeLast() }
    return names.isEmpty ? nil : out.joined(separator: "\n")
  }

  /// `name = value  # words`, with an optional type between name and sign.
  private static func assignment(_ line: String) -> (name: String, statement: String)? {
    let bytes = Array(line.utf8)
    let name = String(decoding: bytes.prefix { isNameByte($0) }, as: UTF8.self)
    guard let first = name.utf8.first, (97...122).contains(first | 0x20), !words.contains(name)
    else { return nil }
    var rest = line.dropFirst(name.count).trimmingSpaces()
    if rest.hasPrefix(":") {
      guard let equals = rest.firstIndex(of: "=") else { return nil }
      rest = String(rest[equals...])
    }
    if rest.hasPrefix("<-") {
      rest = String(rest.dropFirst(2))
    } else if rest.hasPrefix("="), !rest.hasPrefix("==") {
      rest = String(rest.dropFirst())
    } else {
      return nil
    }
    guard let (type, value, after) = literal(rest.trimmingSpaces()) else { return nil }
    var remark = after.trimmingSpaces()
    if remark.hasSuffix(";") || remark.hasPrefix(";") {
      remark = remark.drop { $0 == ";" }.trimmingSpaces()
    }
    guard remark.isEmpty || remark.hasPrefix("#") else { return nil }
    let help = remark.drop { $0 == "#" }.trimmingSpaces()
    let ending = help.isEmpty ? "" : " \(quoted(help))"
    return (name, "param \(name): \(type) = \(value)\(ending)")
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte == 95 || (48...57).contains(byte) || (97...122).contains(byte | 0x20)
  }

  /// A literal at the beginning of a text: its type, how it is written in a notebook, and what follows.
  private static func literal(_ text: String) -> (type: String, value: String, rest: Substring)? {
    let truths = ["True": "true", "False": "false", "TRUE": "true", "FALSE": "false"]
    let bytes = Array(text.utf8)
    guard let first = bytes.first else { return nil }
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      guard let end = bytes.dropFirst().firstIndex(of: first) else { return nil }
      let inner = bytes[1..<end]
      // Escapes and long texts are not plain.
      guard !inner.contains(UInt8(ascii: "\\")),
        inner.count > 0 || bytes.dropFirst(2).first != first,
        inner.allSatisfy({ $0 >= 32 && $0 != 127 })
      else { return nil }
      let rest = text.utf8.dropFirst(end + 1)
      return ("text", quoted(String(decoding: inner, as: UTF8.self)), Substring(rest))
    }
    let word = String(
      decoding: bytes.prefix { isNameByte($0) || [43, 45, 46].contains($0) }, as: UTF8.self)
    let rest = text.dropFirst(word.count)
    if let truth = truths[word] ?? (["true", "false"].contains(word) ? word : nil) {
      return ("bool", truth, rest)
    }
    return number(word).map { ($0.type, $0.value, rest) }
  }

  /// A whole or decimal number in plain digits.
  private static func number(_ word: String) -> (type: String, value: String)? {
    var digits = word
    if digits.hasSuffix("L") { digits.removeLast() }
    let isNegative = digits.hasPrefix("-")
    if isNegative || digits.hasPrefix("+") { digits.removeFirst() }
    guard let first = digits.utf8.first, (48...57).contains(first), let last = digits.utf8.last,
      (48...57).contains(last)
    else { return nil }
    let sign = isNegative ? "-" : ""
    if digits.utf8.allSatisfy({ (48...57).contains($0) || $0 == 95 }) {
      return Int(digits.filter { $0 != "_" }).map { ("int", "\(sign)\($0)") }
    }
    guard digits.utf8.allSatisfy({ (48...57).contains($0) || [43, 45, 46, 69, 101].contains($0) }),
      let value = Double(digits), value.isFinite
    else { return nil }
    let plain = "\(value)"
    return ("number", sign + (plain.hasSuffix(".0") ? String(plain.dropLast(2)) : plain))
  }

  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { out += "\\" }
      out.unicodeScalars.append(scalar.value < 32 || scalar.value == 127 ? " " : scalar)
    }
    return out + "\""
  }
}
