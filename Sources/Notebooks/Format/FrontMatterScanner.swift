import Diagnostics

/// One `key: value` or `- item` line of the front matter.
struct FrontMatterLine {
  /// The key, or nil for an item of a list.
  var key: Range<Int>?
  /// What follows the colon or the hyphen; may be empty.
  var value: Range<Int>
  /// Whether the line is indented by two spaces.
  var isNested: Bool
}

/// Checks that a front matter stays inside the subset of YAML that every reader agrees about.
///
/// Allowed are `key: value` lines, one level of two-space nesting, lists in brackets or as items,
/// and plain or double-quoted values on one line. Comments take whole lines.
struct FrontMatterScanner {
  private let source: SourceText
  private let lines: SourceLines
  /// What the lines are, for messages.
  private let document: String
  private(set) var diagnostics: [Diagnostic] = []
  /// The lines that hold something, by index in the file.
  private(set) var found: [Int: FrontMatterLine] = [:]
  private var outerKeys: [String: Span] = [:]
  private var nestedKeys: [String: Span] = [:]
  /// What the line above leaves open: a key without a value takes items or nested keys.
  private var openKey = false

  init(_ source: SourceText, _ lines: SourceLines, document: String = "a front matter") {
    self.document = document
    self.source = source
    self.lines = lines
  }

  mutating func scan(_ range: Range<Int>) {
    // What is indented below a refused line belongs to it and is not reported again.
    var isRefused = false
    for index in range where !lines.isBlank(index) {
      let isIndented = SourceLines.isSpace(lines.bytes[lines.content(index).lowerBound])
      if isRefused, isIndented { continue }
      isRefused = false
      do throws(Diagnostic) {
        try scanLine(index)
      } catch {
        diagnostics.append(error)
        isRefused = !isIndented
      }
    }
  }

  private func span(_ range: Range<Int>) -> Span {
    Span(source, range.lowerBound, range.upperBound)
  }

  private func refuse(
    _ what: String, _ range: Range<Int>, _ label: String, fix: Diagnostic.Fix? = nil
  ) -> Diagnostic {
    Diagnostic(
      "E621", "\(what) not part of \(document)", at: span(range), label: label, fix: fix)
  }

  private mutating func scanLine(_ index: Int) throws(Diagnostic) {
    let content = lines.content(index)
    let words = lines.trimmed(content)
    try checkCharacters(content)
    let indent = words.lowerBound - content.lowerBound
    if lines.bytes[words.lowerBound] == UInt8(ascii: "#") { return }
    guard indent == 0 || indent == 2 else {
      throw refuse(
        "an indentation of \(indent) \(indent == 1 ? "space is" : "spaces is")",
        content.lowerBound..<words.lowerBound, "expected none, or two spaces below a key")
    }
    if indent == 2, !openKey {
      throw refuse(
        "a value over several lines is", words, "expected a key without a value above this line",
        fix: .init("the whole value on one line"))
    }
    if lines.bytes[words].starts(with: Array("- ".utf8)) || words.count == 1 && text(words) == "-" {
      try scanItem(index, words, indent)
    } else {
      try scanKey(index, words, indent)
    }
  }

  private func text(_ range: Range<Int>) -> String { lines.text(range) }

  private func checkCharacters(_ range: Range<Int>) throws(Diagnostic) {
    if let tab = lines.bytes[range].firstIndex(of: 9) {
      throw refuse("a tab is", tab..<tab + 1, "expected spaces")
    }
    var offset = range.lowerBound
    for scalar in text(range).unicodeScalars {
      let length = UTF8.width(scalar)
      let value = scalar.value
      let breaksLine = value == 0x85 || value == 0x2028 || value == 0x2029 || value == 0xFEFF
      if value < 0x20 || (0x7F..<0xA0).contains(value) || breaksLine
        || value >= 0xFFFE && value <= 0xFFFF
      {
        let digits = String(value, radix: 16, uppercase: true)
        let name = "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
        throw refuse(
          "the control character \(name) is", offset..<offset + length, "expected printable text")
      }
      offset += length
    }
  }

  private mutating func scanItem(
    _ index: Int, _ words: Range<Int>, _ indent: Int
  ) throws(Diagnostic) {
    guard openKey else {
      throw refuse("an item without a key is", words, "expected `key:` above the items")
    }
    let value = lines.trimmed(words.lowerBound + 1..<words.upperBound)
    guard !value.isEmpty else {
      throw refuse("an empty item is", words, "expected `- item`")
    }
    try checkScalar(value, prefix: "- ")
    found[index] = FrontMatterLine(key: nil, value: value, isNested: indent > 0)
  }

  private mutating func scanKey(
    _ index: Int, _ words: Range<Int>, _ indent: Int
  ) throws(Diagnostic) {
    let bytes = lines.bytes[words]
    try checkBeginning(words, bytes[words.lowerBound])
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else {
      openKey = false
      throw refuse("a line without a colon is", words, "expected `key: value`")
    }
    let key = words.lowerBound..<colon
    let value = lines.trimmed(colon + 1..<words.upperBound)
    let name = text(key)
    guard Self.isKey(name) else {
      throw refuse(
        "the key `\(NotebookParser.shortened(name))` is", key,
        "expected letters, digits, `_` and `-`")
    }
    if !value.isEmpty, value.lowerBound == colon + 1 {
      throw refuse(
        "a key without a space after its colon is", key, "expected `\(name): `",
        fix: .init("\(name): \(text(value))", edits: [.init(span(colon + 1..<colon + 1), " ")]))
    }
    if let first = indent == 0 ? outerKeys[name] : nestedKeys[name] {
      throw Diagnostic(
        "E622", "the key `\(name)` is given twice", at: span(key), label: "second time",
        secondary: [.init(first, "first time")])
    }
    if indent == 0 {
      outerKeys[name] = span(key)
      nestedKeys = [:]
      openKey = value.isEmpty
    } else {
      nestedKeys[name] = span(key)
    }
    if !value.isEmpty { try checkValue(value, prefix: "\(name): ") }
    found[index] = FrontMatterLine(key: key, value: value, isNested: indent > 0)
  }

  private static func isKey(_ name: String) -> Bool {
    guard let first = name.utf8.first, !(48...57).contains(first), first != 45 else { return false }
    return name.utf8.allSatisfy {
      (48...57).contains($0) || (97...122).contains($0 | 0x20) || $0 == 95 || $0 == 45
    }
  }

  /// Refuses what other marks of YAML begin, wherever a key or a value begins.
  private func checkBeginning(_ range: Range<Int>, _ first: UInt8) throws(Diagnostic) {
    switch first {
    case UInt8(ascii: "&"): throw refuse("an anchor is", range, "expected the value itself")
    case UInt8(ascii: "*"): throw refuse("an alias is", range, "expected the value itself")
    case UInt8(ascii: "!"): throw refuse("a tag is", range, "a value takes the type of its key")
    case UInt8(ascii: "{"): throw refuse("a nest in braces is", range, "expected indented lines")
    case UInt8(ascii: "<") where lines.bytes[range].starts(with: Array("<<:".utf8)):
      throw refuse("a merge key is", range, "expected the keys themselves")
    default: break
    }
  }

  private func checkValue(_ value: Range<Int>, prefix: String) throws(Diagnostic) {
    guard lines.bytes[value.lowerBound] == UInt8(ascii: "[") else {
      return try checkScalar(value, prefix: prefix)
    }
    guard lines.bytes[value.upperBound - 1] == UInt8(ascii: "]"), value.count > 1 else {
      throw refuse("a list that does not end in its line is", value, "expected `]`")
    }
    let inner = lines.trimmed(value.lowerBound + 1..<value.upperBound - 1)
    guard !inner.isEmpty else { return }
    for item in splitList(inner) {
      let words = lines.trimmed(item)
      guard !words.isEmpty else {
        throw refuse("an empty item is", value, "expected `[a, b]`")
      }
      let isQuoted = lines.bytes[words.lowerBound] == UInt8(ascii: "\"")
      let brackets = Array("[]{}".utf8)
      if !isQuoted, let bracket = words.first(where: { brackets.contains(lines.bytes[$0]) }) {
        throw refuse(
          "a bracket inside a list is", bracket..<bracket + 1, "expected words or quoted text")
      }
      try checkScalar(words, prefix: "")
    }
  }

  /// The parts of a list between the commas that stand outside of quotes.
  private func splitList(_ range: Range<Int>) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    var isQuoted = false
    var position = start
    while position < range.upperBound {
      let byte = lines.bytes[position]
      if isQuoted, byte == UInt8(ascii: "\\") {
        position += 1
      } else if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if byte == UInt8(ascii: ","), !isQuoted {
        parts.append(start..<position)
        start = position + 1
      }
      position += 1
    }
    parts.append(start..<range.upperBound)
    return parts
  }

  private func checkScalar(_ value: Range<Int>, prefix: String) throws(Diagnostic) {
    let bytes = lines.bytes[value]
    let first = bytes[value.lowerBound]
    try checkBeginning(value, first)
    if first == UInt8(ascii: "|") || first == UInt8(ascii: ">") {
      throw refuse("a value over several lines is", value, "expected the text on this line")
    }
    if first == UInt8(ascii: "'") {
      let inner = text(value).dropFirst().dropLast(value.count > 1 ? 1 : 0)
      throw refuse(
        "a single quote at the beginning of a value is", value, "expected plain or \"quoted\" text",
        fix: quoted(String(inner), value, prefix))
    }
    if first == UInt8(ascii: "\"") {
      try checkQuoted(value)
      return
    }
    let special = Array("@`%,[]}#".utf8)
    let opensBlock =
      value.count == 1 || SourceLines.isSpace(bytes[value.lowerBound + 1])
    let isMark =
      first == UInt8(ascii: "-") || first == UInt8(ascii: "?") || first == UInt8(ascii: ":")
    if special.contains(first) || isMark && opensBlock {
      throw refuse(
        "`\(Character(Unicode.Scalar(first)))` at the beginning of a plain value is", value,
        "a mark of YAML", fix: quoted(text(value), value, prefix))
    }
    let string = text(value)
    let colon = bytes.last == UInt8(ascii: ":") || string.contains(": ")
    if colon || string.contains(" #") {
      throw refuse(
        "`\(colon ? ":" : "#")` inside a plain value is", value,
        colon ? "a second key for YAML" : "a comment for YAML",
        fix: quoted(string, value, prefix))
    }
  }

  private func checkQuoted(_ value: Range<Int>) throws(Diagnostic) {
    var position = value.lowerBound + 1
    while position < value.upperBound, lines.bytes[position] != UInt8(ascii: "\"") {
      position += lines.bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard position < value.upperBound else {
      throw refuse("a quote that does not end in its line is", value, "expected `\"` at the end")
    }
    guard position == value.upperBound - 1 else {
      throw refuse(
        "text after a quote is", position + 1..<value.upperBound, "expected the end of the line")
    }
  }

  private func quoted(_ text: String, _ value: Range<Int>, _ prefix: String) -> Diagnostic.Fix {
    var out = "\""
    for character in text.unicodeScalars {
      if character == "\"" || character == "\\" { out += "\\" }
      out.unicodeScalars.append(character)
    }
    out += "\""
    return Diagnostic.Fix(prefix + out, edits: [.init(span(value), out)])
  }
}
