import Diagnostics

/// Prose as the Markdown cells of a Jupyter notebook, and back.
enum ProseCells {
  /// The line that stands between two Markdown cells without code between them.
  static let separator = "<!-- cell -->"

  /// The cells of a run of prose without blank lines at its borders.
  ///
  /// A separator counts when one blank line stands on either side of it, outside of fences; so that
  /// joining the cells gives the same bytes.
  static func split(_ prose: String) -> [String] {
    let lines = SourceLines(SourceText(name: "prose", text: prose))
    var cells: [String] = []
    var start = 0
    var opening: FenceLine?
    for index in 0..<lines.count {
      if let fence = lines.fence(index) {
        if let open = opening {
          if fence.closes(open) { opening = nil }
        } else {
          opening = fence
        }
        continue
      }
      guard opening == nil, isSeparator(index, lines), index - 2 >= start else { continue }
      cells.append(text(lines, start..<index - 1))
      start = index + 2
    }
    cells.append(text(lines, start..<lines.count))
    return cells
  }

  private static func isSeparator(_ index: Int, _ lines: SourceLines) -> Bool {
    lines.text(index) == separator && index >= 2 && index + 2 < lines.count
      && lines.content(index - 1).isEmpty && lines.content(index + 1).isEmpty
      && !lines.isBlank(index - 2) && !lines.isBlank(index + 2)
  }

  private static func text(_ lines: SourceLines, _ range: Range<Int>) -> String {
    range.map { lines.text($0) }.joined(separator: "\n")
  }

  /// Markdown of another tool as prose of a notebook: nothing in it becomes a cell or is left open.
  ///
  /// - Returns: The text without blank lines at its borders, and whether fences had to be changed.
  static func shielded(_ markdown: String) -> (text: String, isChanged: Bool) {
    let plain = MarkdownText.withoutBlankBorders(unixLines(markdown))
    if isProse(plain) { return (plain, false) }
    let mended = withTildes(plain)
    if isProse(mended) { return (mended, true) }
    return (fenced(plain, language: "markdown"), true)
  }

  /// A block of tildes that is shown and never run.
  static func fenced(_ text: String, language: String) -> String {
    var longest = 0
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
      longest = max(longest, line.drop { $0 == 32 }.prefix { $0 == UInt8(ascii: "~") }.count)
    }
    let fence = String(repeating: "~", count: max(3, longest + 1))
    return "\(fence)\(language)\n\(text)\n\(fence)"
  }

  /// The text with LF line breaks; a carriage return inside a line is kept.
  static func unixLines(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "\r")) else { return text }
    var out: [UInt8] = []
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\n") {
        while out.last == UInt8(ascii: "\r") { out.removeLast() }
      }
      out.append(byte)
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Whether a text is prose and nothing else when it stands in a notebook.
  private static func isProse(_ text: String) -> Bool {
    let (notebook, findings) = Notebook.parse(SourceText(name: "prose", text: "\n\(text)\n"))
    guard findings.allSatisfy({ $0.severity != .error }) else { return false }
    return notebook.blocks.allSatisfy { if case .prose = $0 { true } else { false } }
  }

  /// The text with its fences of backticks made of tildes, and the last one closed.
  private static func withTildes(_ text: String) -> String {
    let lines = SourceLines(SourceText(name: "prose", text: text))
    var out: [String] = []
    var open: (fence: FenceLine, isCell: Bool)?
    for index in 0..<lines.count {
      let line = lines.text(index)
      guard let fence = lines.fence(index) else {
        out.append(line)
        continue
      }
      if let opening = open {
        let closes = fence.closes(opening.fence)
        out.append(closes && opening.isCell ? tildes(fence, "") : line)
        if closes { open = nil }
      } else {
        let info = lines.text(fence.info)
        let word = lines.words(fence.info).first.map { lines.text($0) }
        let isCell =
          fence.marker == UInt8(ascii: "`") && fence.indent == 0
          && (word == "hfq" || word == "exercise")
        open = (fence, isCell)
        out.append(isCell ? tildes(fence, info) : line)
      }
    }
    if let (fence, isCell) = open {
      let marker = isCell ? "~" : String(Unicode.Scalar(fence.marker))
      out.append(String(repeating: marker, count: fence.count))
    }
    return out.joined(separator: "\n")
  }

  private static func tildes(_ fence: FenceLine, _ info: String) -> String {
    String(repeating: "~", count: fence.count) + info
  }
}
