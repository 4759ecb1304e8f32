public import Diagnostics

/// Values of parameters in a file: one JSON object, or lines of the YAML that front matters have.
///
/// Every value is kept as it would be written on the command line, and takes the type of its
/// parameter there: text, a number, `true` or `false`, a date, or a list of them.
public struct ParameterFile: Sendable {
  /// A parameter and its values.
  public struct Entry: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The values; several only for a list.
    public var values: [String]
    /// The place of the name in the file.
    public var span: Span
  }

  /// The values, in the order of the file.
  public private(set) var entries: [Entry] = []
  private let source: SourceText

  /// Reads a file; the ending of its name says which form it has: `.json`, `.yaml` or `.yml`.
  ///
  /// - Throws: `E717` for another ending, and for a form or a value that is not read.
  public init(_ bytes: [UInt8], name: String) throws(Diagnostic) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Diagnostic(
        "E717", "the parameters in `\(name)` are not UTF-8 text", kind: .usage)
    }
    source = SourceText(name: name, text: text)
    if name.hasSuffix(".json") {
      try readJSON()
    } else if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
      try readYAML()
    } else {
      throw Diagnostic(
        "E717", "`--params \(name)` is neither .json nor .yaml",
        details: ["Name a file that ends with .json, .yaml or .yml."], kind: .usage)
    }
  }

  private func span(_ range: Range<Int>) -> Span {
    Span(source, range.lowerBound, range.upperBound)
  }

  private func problem(_ what: String, _ range: Range<Int>, _ label: String = "") -> Diagnostic {
    var finding = Diagnostic("E717", what, at: span(range), label: label)
    finding.kind = .usage
    return finding
  }

  private mutating func add(
    _ name: String, _ values: [String], _ range: Range<Int>
  ) throws(Diagnostic) {
    if let first = entries.first(where: { $0.name == name }) {
      var finding = problem("the parameter `\(name)` is given twice", range, "second time")
      finding.secondary = [.init(first.span, "first time")]
      throw finding
    }
    entries.append(Entry(name: name, values: values, span: span(range)))
  }

  // MARK: JSON

  private mutating func readJSON() throws(Diagnostic) {
    let bytes = source.bytes
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let value: JSONValue
    do throws(JSONProblem) { value = try JSONReader.parse(bytes, from: start).value } catch {
      let end = min(error.offset + 1, bytes.count)
      throw problem("the parameters are not JSON: \(error.reason)", min(error.offset, end)..<end)
    }
    guard case .object(let members) = value else {
      throw problem(
        "the parameters are not one JSON object", start..<min(start + 1, bytes.count),
        "expected { \"name\": value, … }")
    }
    for (name, range) in JSONNames.find(in: bytes) {
      guard let member = members[name] else { continue }
      try add(name, try values(of: member, name, range), range)
    }
  }

  private func values(
    of member: JSONValue, _ name: String, _ range: Range<Int>
  ) throws(Diagnostic) -> [String] {
    switch member {
    case .array(let items):
      guard !items.isEmpty else {
        throw problem("the list of `\(name)` is empty", range, "expected at least one value")
      }
      var texts: [String] = []
      for item in items { texts.append(try text(of: item, name, range)) }
      return texts
    default: return [try text(of: member, name, range)]
    }
  }

  private func text(
    of value: JSONValue, _ name: String, _ range: Range<Int>
  ) throws(Diagnostic) -> String {
    switch value {
    case .text(let text): return text
    case .int(let number): return String(number)
    case .number(let number): return "\(number)"
    case .bool(let value): return value ? "true" : "false"
    case .null:
      throw problem(
        "`\(name)` is null", range, "leave the member away, and the default is taken")
    case .array, .object:
      throw problem(
        "`\(name)` holds a \(value.asArray == nil ? "nest" : "list in a list")", range,
        "expected text, a number, true, false or a list of them")
    }
  }

  // MARK: YAML

  private mutating func readYAML() throws(Diagnostic) {
    let lines = SourceLines(source)
    var first = 0
    while first < lines.count, lines.isBlank(first) { first += 1 }
    // Other tools like to begin a document with a rule.
    if first < lines.count, lines.text(lines.trimmed(lines.content(first))) == "---" { first += 1 }
    let range = first..<lines.count
    var scanner = FrontMatterScanner(source, lines, document: "a file of parameters")
    scanner.scan(range)
    if var finding = scanner.diagnostics.first {
      finding.code = "E717"
      finding.kind = .usage
      throw finding
    }
    let text = range.map { lines.text($0) }.joined(separator: "\n")
    let pairs: [(key: YAMLNode, value: YAMLNode)]
    do throws(YAMLNode.Problem) {
      pairs = try YAMLNode.read(text)?.mapping ?? []
    } catch {
      let index = min(first + error.line, lines.count - 1)
      throw problem("the parameters are not YAML: \(error.reason)", lines.content(index))
    }
    for (key, value) in pairs {
      let index = min(first + key.line, lines.count - 1)
      let name = key.scalar ?? ""
      let place = scanner.found[index]?.key ?? lines.content(index)
      if value.mapping != nil {
        throw problem(
          "`\(name)` holds a nest", place, "expected a value, or a list such as [a, b]")
      }
      let values =
        value.sequence.map { $0.compactMap(\.scalar) } ?? [value.scalar ?? ""]
      guard !values.isEmpty, value.isQuoted || values != [""] else {
        throw problem("`\(name)` has no value", place, "expected a value after the colon")
      }
      try add(name, values, place)
    }
  }
}

/// The places of the names in a JSON object, for messages.
private enum JSONNames {
  /// The names of the members of the outermost object, in order, with the range of each in quotes.
  ///
  /// - Parameter bytes: Text that is JSON.
  static func find(in bytes: [UInt8]) -> [(name: String, range: Range<Int>)] {
    var found: [(String, Range<Int>)] = []
    var depth = 0
    var position = 0
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "\""):
        let start = position
        position += 1
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
          position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        let end = min(position + 1, bytes.count)
        if depth == 1, isName(bytes, after: end),
          case .text(let name)? = JSONReader.read(Array(bytes[start..<end]))
        {
          found.append((name, start..<end))
        }
      default: break
      }
      position += 1
    }
    return found
  }

  /// Whether a colon follows.
  private static func isName(_ bytes: [UInt8], after end: Int) -> Bool {
    bytes[end...].first { ![32, 9, 10, 13].contains($0) } == UInt8(ascii: ":")
  }
}
