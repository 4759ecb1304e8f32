/// Renders diagnostics as text with the source line and carets, as `language.md` shows them.
public struct DiagnosticRenderer: Sendable {
  /// Whether ANSI colours are written.
  public var color: Bool

  /// Whether files are named with the folders before them.
  public var showsFolders: Bool

  /// Creates a renderer.
  public init(color: Bool = false, showsFolders: Bool = true) {
    self.color = color
    self.showsFolders = showsFolders
  }

  /// The complete message, ending with a line break.
  public func render(_ diagnostic: Diagnostic) -> String {
    var out = heading(diagnostic) + "\n"
    var labels = diagnostic.secondary
    if let primary = diagnostic.primary { labels.append(primary) }
    // The primary place decides which text is shown first; other texts follow in their own block.
    if let primary = diagnostic.primary {
      let here = labels.filter { $0.span.source === primary.span.source }
      out += block(at: primary.span, main: primary, here)
      var seen: [SourceText] = [primary.span.source]
      for label in diagnostic.secondary where !seen.contains(where: { $0 === label.span.source }) {
        seen.append(label.span.source)
        let others = diagnostic.secondary.filter { $0.span.source === label.span.source }
        out += block(at: label.span, main: nil, others)
      }
    }
    for detail in diagnostic.details {
      for line in Self.shown(detail).split(separator: "\n", omittingEmptySubsequences: false) {
        out += "  \(line)\n"
      }
    }
    if let fix = diagnostic.fix {
      // Further lines of a fix stand below its first.
      let lines = Self.shown(fix.text).split(separator: "\n", omittingEmptySubsequences: false)
      out += "  \(paint("fix:", "1;32")) \(lines.joined(separator: "\n       "))\n"
    }
    return out
  }

  private func heading(_ diagnostic: Diagnostic) -> String {
    let code = "\(diagnostic.severity.rawValue)[\(diagnostic.code)]"
    let shade = diagnostic.severity == .error ? "1;31" : "1;33"
    return "\(paint(code, shade)): \(Self.shown(diagnostic.message))"
  }

  /// One source text: its name and line, then each labelled line with carets below it.
  ///
  /// - Parameter main: The label that is drawn with carets; the others have dashes.
  private func block(
    at place: Span, main: Diagnostic.Label?, _ labels: [Diagnostic.Label]
  ) -> String {
    let source = place.source
    let name = showsFolders ? source.name : String(source.name.split(separator: "/").last ?? "")
    var out = "  \(Self.shown(name)), line \(source.lineNumber(of: place.lower))\n"
    let lines = Set(labels.map { source.lineIndex(of: $0.span.lower) }).sorted()
    let width = lines.map { String($0 + source.firstLine).count }.max() ?? 1
    for line in lines {
      let number = String(line + source.firstLine)
      let padding = String(repeating: " ", count: width - number.count)
      let text = source.line(at: line)
      out += "  \(padding)\(number) | \(Self.shown(text))\n"
      let margin = String(repeating: " ", count: width + 2) + " | "
      let here = labels.filter { source.lineIndex(of: $0.span.lower) == line }
      for row in markRows(here, main: main, source: source, line: line) {
        out += margin + row + "\n"
      }
    }
    return out
  }

  /// The rows of marks and words below one line.
  ///
  /// Marks share one row; the words of the rightmost label stand beside it, those of the others
  /// on rows of their own below their mark.
  private func markRows(
    _ labels: [Diagnostic.Label], main: Diagnostic.Label?, source: SourceText, line: Int
  ) -> [String] {
    let start = source.lineStarts[line]
    let text = source.line(at: line)
    let sorted = labels.sorted { $0.span.lower < $1.span.lower }
    var marks = ""
    var column = 0
    var columns: [Int] = []
    for label in sorted {
      let from = Self.cells(source, start, label.span.lower)
      let lineEnd = start + text.utf8.count
      let to = Self.cells(source, start, min(max(label.span.upper, label.span.lower), lineEnd))
      columns.append(from)
      if from > column { marks += String(repeating: " ", count: from - column) }
      column = max(column, from)
      let length = max(1, to - column)
      let isMain = label == main
      marks += paint(
        String(repeating: isMain ? "^" : "-", count: length), isMain ? "1;31" : "1;34")
      column += length
    }
    guard let last = sorted.last else { return [] }
    var rows = [last.text.isEmpty ? marks : marks + " " + Self.shown(last.text)]
    for index in sorted.indices.dropLast().reversed() where !sorted[index].text.isEmpty {
      rows.append(String(repeating: " ", count: columns[index]) + Self.shown(sorted[index].text))
    }
    return rows
  }

  /// The terminal cells between two byte offsets of a line, tabs counted as two.
  private static func cells(_ source: SourceText, _ start: Int, _ end: Int) -> Int {
    guard end > start else { return 0 }
    let piece = String(decoding: source.bytes[start..<min(end, source.bytes.count)], as: UTF8.self)
    return DisplayWidth.cells(shown(piece))
  }

  /// A text as a terminal may show it: a tab as two spaces, other control characters as pictures of
  /// themselves, so that names in a stranger's file cannot move the cursor or set colours.
  private static func shown(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A }
    guard !isPlain else { return text }
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09: out.append(contentsOf: "  ".unicodeScalars)
      case 0x0A: out.append(scalar)
      case 0x00..<0x20: out.append(Unicode.Scalar(scalar.value + 0x2400) ?? "\u{FFFD}")
      case 0x7F: out.append("\u{2421}")
      case 0x80..<0xA0: out.append("\u{FFFD}")
      default: out.append(scalar)
      }
    }
    return String(out)
  }

  private func paint(_ text: String, _ codes: String) -> String {
    color ? "\u{1B}[\(codes)m\(text)\u{1B}[0m" : text
  }
}
