import Diagnostics
import Yams

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
    let pairs = root.mapping.map { $0.map { ($0.key, $0.value) } } ?? []
    readVersion(pairs)
    guard header.version <= NotebookHeader.newestVersion else { return header }
    for (key, value) in pairs { readPair(key, value) }
    return header
  }

  /// The tree that YAML sees; an empty front matter is an empty mapping.
  private mutating func compose() -> Node? {
    let text = range.map { lines.text($0) }.joined(separator: "\n")
    do {
      // Each value takes the type of its key, so nothing is guessed from how it looks.
      return try Yams.compose(yaml: text, .basic) ?? .mapping(Node.Mapping([]))
    } catch {
      diagnostics.append(Self.finding(error, self))
      return nil
    }
  }

  private static func finding(_ error: any Error, _ reader: FrontMatterReader) -> Diagnostic {
    guard let error = error as? YamlError else {
      return .defect("the front matter could not be read", at: reader.ruleSpan)
    }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return Diagnostic(
        "E621", "the front matter is not YAML: \(problem)",
        at: reader.span(reader.line(of: mark)))
    default:
      return Diagnostic("E621", "the front matter is not YAML", at: reader.ruleSpan)
    }
  }

  private var ruleSpan: Span { span(lines.content(range.lowerBound - 1)) }

  private func span(_ range: Range<Int>) -> Span {
    Span(source, range.lowerBound, range.upperBound)
  }

  private func index(of mark: Mark?) -> Int {
    min(max(range.lowerBound, range.lowerBound + (mark?.line ?? 1) - 1), lines.count - 1)
  }

  private func line(of mark: Mark) -> Range<Int> {
    lines.trimmed(lines.content(index(of: mark)))
  }

  private func keySpan(_ key: Node) -> Span {
    let index = index(of: key.mark)
    return span(scanned[index]?.key ?? lines.content(index))
  }

  /// The value beside a key, or the key when the value is a nest below it.
  private func valueSpan(_ key: Node, _ value: Node) -> Span {
    let node = value.scalar == nil ? key : value
    let index = index(of: node.mark)
    guard let line = scanned[index] else { return keySpan(key) }
    return line.value.isEmpty ? keySpan(key) : span(line.value)
  }

  private mutating func readVersion(_ pairs: [(Node, Node)]) {
    guard let (key, value) = pairs.first(where: { $0.0.scalar?.string == Key.hfnb.rawValue }) else {
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

  private mutating func readPair(_ key: Node, _ value: Node) {
    let name = key.scalar?.string ?? ""
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

  private mutating func readLanguage(_ key: Node, _ value: Node) {
    let newest = NotebookHeader.newestLanguage
    guard let version = wholeNumber(key, value) else { return }
    header.language = version
    guard version > newest else { return }
    diagnostics.append(
      Diagnostic(
        "E624", "the notebook needs a newer hfnb", at: valueSpan(key, value),
        label: "language \(version); this hfnb speaks language \(newest)"))
  }

  private mutating func readLimits(_ key: Node, _ value: Node) {
    guard let pairs = value.mapping, !pairs.isEmpty else {
      report(key, value, expected: "lines such as `  cell: 30s` below it")
      return
    }
    let names = ["cell", "notebook", "memory"]
    for (name, value) in pairs.map({ ($0.key, $0.value) }) {
      let time = "a duration such as `30s` or `5min`"
      switch name.scalar?.string {
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
        let written = name.scalar?.string ?? ""
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
    _ key: Node, _ value: Node, expected: String, nearest: String? = nil
  ) {
    let name = key.scalar?.string ?? ""
    let written = value.scalar?.string ?? ""
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
    _ key: Node, _ value: Node, _ expected: String,
    nearest: (String) -> String? = { _ in nil }, _ read: (String) -> Value?
  ) -> Value? {
    let written = value.scalar?.string
    if let written, let result = read(written) { return result }
    report(key, value, expected: expected, nearest: written.flatMap(nearest))
    return nil
  }

  private mutating func wholeNumber(_ key: Node, _ value: Node) -> Int? {
    convert(key, value, "a whole number from 1") { written in
      NotebookValue.digits(written).flatMap { $0 >= 1 ? $0 : nil }
    }
  }

  private mutating func text(_ key: Node, _ value: Node) -> String? {
    convert(key, value, "text on one line") { $0.isEmpty ? nil : $0 }
  }

  /// A list of words; a single value is a list of one.
  private mutating func list(_ key: Node, _ value: Node) -> [String] {
    if let single = value.scalar?.string, !single.isEmpty { return [single] }
    guard let items = value.sequence else {
      report(key, value, expected: "a list such as `[a, b]`")
      return []
    }
    return items.compactMap { $0.scalar?.string }
  }
}
