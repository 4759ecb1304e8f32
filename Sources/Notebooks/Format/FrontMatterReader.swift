import Diagnostics

/// Reads the facts of a front matter: YAML gives the structure, each key gives the type.
struct FrontMatterReader {
  private enum Key: String, CaseIterable {
    case hfnb, lang, title, summary, authors, tags, figure, limits, x
  }

  private let source: SourceText
  private let lines: SourceLines
  private let range: Range<Int>
  private var scanned: [Int: FrontMatterLine] = [:]
  private(set) var diagnostics: [Diagnostic] = []
  private var header = NotebookHeader()

  /// Creates a reader of the lines between the two rules.
  init(_ source: SourceText, _ lines: SourceLines, _ range: Range<Int>) {
    self.source = source
    self.lines = lines
    self.range = range
  }

  mutating func read() -> NotebookHeader {
    var scanner = FrontMatterScanner(source, lines)
    scanner.scan(range)
    scanned = scanner.found
    diagnostics = scanner.diagnostics
    guard diagnostics.isEmpty, let root = compose() else { return header }
    let pairs = root.mapping ?? []
    readVersion(pairs)
    guard header.version <= NotebookHeader.newestVersion else { return header }
    for (key, value) in pairs { readPair(key, value) }
    return header
  }

  /// The tree that YAML sees; an empty front matter is an empty mapping.
  private mutating func compose() -> YAMLNode? {
    let text = range.map { lines.text($0) }.joined(separator: "\n")
    do throws(YAMLNode.Problem) {
      return try YAMLNode.read(text) ?? YAMLNode(content: .mapping([]), line: 0)
    } catch {
      diagnostics.append(
        Diagnostic(
          "E621", "the front matter is not YAML: \(error.reason)",
          at: span(lines.trimmed(lines.content(index(of: error.line))))))
      return nil
    }
  }

  private var ruleSpan: Span { span(lines.content(range.lowerBound - 1)) }

  private func span(_ range: Range<Int>) -> Span {
    Span(source, range.lowerBound, range.upperBound)
  }

  /// The line of the file that is the given line of the front matter.
  private func index(of line: Int) -> Int { min(range.lowerBound + line, lines.count - 1) }

  private func keySpan(_ key: YAMLNode) -> Span {
    let index = index(of: key.line)
    return span(scanned[index]?.key ?? lines.content(index))
  }

  /// The value beside a key, or the key when the value is a nest below it.
  private func valueSpan(_ key: YAMLNode, _ value: YAMLNode) -> Span {
    let node = value.scalar == nil ? key : value
    let index = index(of: node.line)
    guard let line = scanned[index] else { return keySpan(key) }
    return line.value.isEmpty ? keySpan(key) : span(line.value)
  }

  private mutating func readVersion(_ pairs: [(key: YAMLNode, value: YAMLNode)]) {
    guard let (key, value) = pairs.first(where: { $0.key.scalar == Key.hfnb.rawValue }) else {
      let newest = NotebookHeader.newestVersion
      diagnostics.append(
        Diagnostic(
          "E623", "the front matter does not say which format it is", at: ruleSpan,
          label: "expected the key `hfnb` below", fix: .init("hfnb: \(newest)")))
      return
    }
    guard let version = wholeNumber(key, value) else { return }
    header.version = version
    guard version > NotebookHeader.newestVersion else { return }
    diagnostics.append(
      Diagnostic(
        "E624", "the notebook needs a newer hfnb", at: valueSpan(key, value),
        label: "format \(version); this hfnb reads format \(NotebookHeader.newestVersion)"))
  }

  private mutating func readPair(_ key: YAMLNode, _ value: YAMLNode) {
    let name = key.scalar ?? ""
    guard let known = Key(rawValue: name) else {
      let names = Key.allCases.map(\.rawValue)
      let synonyms = ["author": "authors", "description": "summary", "keywords": "tags"]
      let nearest = synonyms[name.lowercased()] ?? Suggestion.nearest(to: name, among: names)
      diagnostics.append(
        Diagnostic(
          "E625", "there is no key `\(NotebookParser.shortened(name))` in a front matter",
          at: keySpan(key), label: nearest.map { "did you mean `\($0)`?" } ?? "not a known key",
          details: [
            "Keys: " + names.joined(separator: ", "), "Other tools keep theirs below `x:`.",
          ],
          fix: nearest.map { .init("\($0): …", edits: [.init(keySpan(key), $0)]) }))
      return
    }
    switch known {
    case .hfnb, .x: break
    case .lang: readLanguage(key, value)
    case .title: header.title = text(key, value)
    case .summary: header.summary = text(key, value)
    case .authors: header.authors = list(key, value)
    case .tags: header.tags = list(key, value)
    case .figure:
      header.figure = convert(key, value, NotebookValue.figureSizes, NotebookValue.figureSize)
    case .limits: readLimits(key, value)
    }
  }

  private mutating func readLanguage(_ key: YAMLNode, _ value: YAMLNode) {
    let newest = NotebookHeader.newestLanguage
    guard let version = wholeNumber(key, value) else { return }
    header.language = version
    guard version > newest else { return }
    diagnostics.append(
      Diagnostic(
        "E624", "the notebook needs a newer hfnb", at: valueSpan(key, value),
        label: "language \(version); this hfnb speaks language \(newest)"))
  }

  private mutating func readLimits(_ key: YAMLNode, _ value: YAMLNode) {
    guard let pairs = value.mapping, !pairs.isEmpty else {
      report(key, value, expected: "lines such as `  cell: 30s` below it")
      return
    }
    let names = ["cell", "notebook", "memory"]
    for (name, value) in pairs {
      let time = "a duration such as `30s` or `5min`"
      switch name.scalar {
      case "cell":
        header.limits.cell = convert(
          name, value, time, nearest: NotebookValue.nearestDuration, NotebookValue.duration)
      case "notebook":
        header.limits.notebook = convert(
          name, value, time, nearest: NotebookValue.nearestDuration, NotebookValue.duration)
      case "memory":
        header.limits.memory = convert(
          name, value, "a size such as `2GB`", nearest: NotebookValue.nearestMemory,
          NotebookValue.memory)
      default:
        let written = name.scalar ?? ""
        let nearest = Suggestion.nearest(to: written, among: names)
        diagnostics.append(
          Diagnostic(
            "E625", "there is no limit `\(NotebookParser.shortened(written))`", at: keySpan(name),
            label: nearest.map { "did you mean `\($0)`?" } ?? "not a known limit",
            details: ["Limits: " + names.joined(separator: ", ")],
            fix: nearest.map { .init("\($0): …", edits: [.init(keySpan(name), $0)]) }))
      }
    }
  }

  private mutating func report(
    _ key: YAMLNode, _ value: YAMLNode, expected: String, nearest: String? = nil
  ) {
    let name = key.scalar ?? ""
    let written = value.scalar ?? ""
    diagnostics.append(
      Diagnostic(
        "E626",
        written.isEmpty
          ? "`\(name)` has no value of its type"
          : "`\(NotebookParser.shortened(written))` is not a value of `\(name)`",
        at: valueSpan(key, value), label: "expected \(expected)",
        fix: nearest.map {
          .init("\(name): \($0)", edits: [.init(valueSpan(key, value), $0)])
        }))
  }

  private mutating func convert<Value>(
    _ key: YAMLNode, _ value: YAMLNode, _ expected: String,
    nearest: (String) -> String? = { _ in nil }, _ read: (String) -> Value?
  ) -> Value? {
    let written = value.scalar
    if let written, let result = read(written) { return result }
    report(key, value, expected: expected, nearest: written.flatMap(nearest))
    return nil
  }

  private mutating func wholeNumber(_ key: YAMLNode, _ value: YAMLNode) -> Int? {
    convert(key, value, "a whole number from 1") { written in
      NotebookValue.digits(written).flatMap { $0 >= 1 ? $0 : nil }
    }
  }

  private mutating func text(_ key: YAMLNode, _ value: YAMLNode) -> String? {
    convert(key, value, "text on one line") { $0.isEmpty ? nil : $0 }
  }

  /// A list of words; a single value is a list of one.
  private mutating func list(_ key: YAMLNode, _ value: YAMLNode) -> [String] {
    if let single = value.scalar, !single.isEmpty { return [single] }
    guard let items = value.sequence else {
      report(key, value, expected: "a list such as `[a, b]`")
      return []
    }
    return items.compactMap(\.scalar)
  }
}
