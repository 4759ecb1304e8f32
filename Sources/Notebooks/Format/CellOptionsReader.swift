import Diagnostics

/// Reads the `#| key: value` lines directly below the opening fence of a cell.
struct CellOptionsReader {
  private let source: SourceText
  private let lines: SourceLines
  private(set) var options = CellOptions()
  private(set) var kept: [OptionLine] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ source: SourceText, _ lines: SourceLines) {
    self.source = source
    self.lines = lines
  }

  /// Reads the options at the beginning of some lines, and gives the index of the line after them.
  mutating func read(_ body: Range<Int>) -> Int {
    var seen: [CellOptions.Key: Span] = [:]
    var index = body.lowerBound
    while index < body.upperBound, let words = optionWords(index) {
      readLine(words, &seen)
      index += 1
    }
    for line in index..<body.upperBound { warnAboutLateOption(line) }
    return index
  }

  /// What follows `#|` in a line, or nil when the line does not begin with it.
  private func optionWords(_ index: Int) -> Range<Int>? {
    let line = lines.content(index)
    guard lines.bytes[line].starts(with: Array("#|".utf8)) else { return nil }
    return lines.trimmed(line.lowerBound + 2..<line.upperBound)
  }

  private func span(_ range: Range<Int>) -> Span {
    Span(source, range.lowerBound, range.upperBound)
  }

  private func split(_ words: Range<Int>) -> (key: Range<Int>, value: Range<Int>)? {
    guard let colon = lines.bytes[words].firstIndex(of: UInt8(ascii: ":")) else { return nil }
    return (
      lines.trimmed(words.lowerBound..<colon), lines.trimmed(colon + 1..<words.upperBound)
    )
  }

  private mutating func readLine(_ words: Range<Int>, _ seen: inout [CellOptions.Key: Span]) {
    guard let (keyRange, valueRange) = split(words) else {
      kept.append(OptionLine(key: "", value: lines.text(words)))
      diagnostics.append(
        Diagnostic(
          "E610", "an option line has no colon",
          at: words.isEmpty ? span(words.lowerBound - 2..<words.lowerBound) : span(words),
          label: "expected `#| key: value`"))
      return
    }
    let name = lines.text(keyRange)
    let value = lines.text(valueRange)
    kept.append(OptionLine(key: name, value: value))
    guard let key = CellOptions.Key(rawValue: name) else {
      reportUnknown(name, keyRange.isEmpty ? words : keyRange)
      return
    }
    if let first = seen[key] {
      diagnostics.append(
        Diagnostic(
          "E613", "the option `\(name)` is given twice", at: span(keyRange), label: "second time",
          secondary: [.init(first, "first time")]))
      return
    }
    seen[key] = span(keyRange)
    guard !valueRange.isEmpty else {
      diagnostics.append(
        Diagnostic(
          "E614", "the option `\(name)` has no value", at: span(words),
          label: "expected a value after the colon"))
      return
    }
    do throws(Diagnostic) {
      try options.set(key, to: value, at: span(valueRange))
    } catch {
      diagnostics.append(error)
    }
  }

  private mutating func reportUnknown(_ name: String, _ range: Range<Int>) {
    let names = CellOptions.Key.allCases.map(\.rawValue)
    let synonyms = [
      "eval": "run", "echo": "show", "output": "show", "include": "show", "hide": "show",
      "timeout": "limit", "title": "caption", "label": "caption", "fig-cap": "caption",
      "code-fold": "fold", "freeze": "cache", "skip": "run",
    ]
    let nearest = Suggestion.nearest(to: name, among: names) ?? synonyms[name.lowercased()]
    diagnostics.append(
      Diagnostic(
        "E611", "there is no option `\(NotebookParser.shortened(name))`", at: span(range),
        label: nearest.map { "did you mean `\($0)`?" } ?? "not an option of a cell",
        details: ["Options: " + names.joined(separator: ", ")],
        fix: nearest.map { .init("#| \($0): …", edits: [.init(span(range), $0)]) }))
  }

  /// Warns about an option that stands below code, where it is a comment of the language.
  private mutating func warnAboutLateOption(_ index: Int) {
    guard let words = optionWords(index), let (key, _) = split(words),
      CellOptions.Key(rawValue: lines.text(key)) != nil
    else { return }
    diagnostics.append(
      Diagnostic(
        "W602", "the option `\(lines.text(key))` stands below code and has no effect",
        at: span(lines.content(index)), label: "options come directly below the opening fence",
        severity: .warning))
  }
}
