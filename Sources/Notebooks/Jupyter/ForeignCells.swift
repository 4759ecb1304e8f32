/// Turns the cells of a notebook of another language into text that is shown.
struct ForeignCells {
  /// The most that is kept of the text below one cell, in lines.
  private static let mostLines = 200
  /// The longest line that is kept whole, in bytes.
  private static let mostBytes = 4000

  private let document: JupyterDocument
  private let keepsTextOutputs: Bool
  private let fence: String

  init(_ document: JupyterDocument, keepsTextOutputs: Bool) {
    self.document = document
    self.keepsTextOutputs = keepsTextOutputs
    fence = Self.word(document.language)
  }

  /// A language's name as the word of a fence.
  private static func word(_ language: String) -> String {
    let plain = language.unicodeScalars.filter {
      ("a"..."z").contains($0) || ("0"..."9").contains($0) || "+#-_.".unicodeScalars.contains($0)
    }
    let word = String(String.UnicodeScalarView(plain.prefix(32)))
    return word.isEmpty || word == "hfq" || word == "exercise" ? "code" : word
  }

  func parts(_ report: inout ImportReport, _ pictures: inout ImportedPictures) -> ImportedParts {
    var parts = ImportedParts(keepsPlaces: false)
    var hasParameters = false
    for cell in document.cells {
      switch cell.kind {
      case .markdown:
        let (text, isChanged) = ProseCells.shielded(pictures.replaced(cell, &report))
        if isChanged { report.add(.fences, "cell \(cell.number)") }
        parts.addMarkdown(text)
      case .raw:
        report.add(.raw, "cell \(cell.number)")
        let type = cell.metadata["raw_mimetype"]?.asText ?? cell.metadata["format"]?.asText
        let isHTML = type == "text/html"
        parts.addShown(ProseCells.fenced(cell.source, language: isHTML ? "html" : "text"))
      case .code:
        let isBlank = cell.source.utf8.allSatisfy { $0 <= 32 }
        if cell.metadata["tags"]?.asTexts?.contains("parameters") == true, !hasParameters, !isBlank
        {
          if let code = PlainAssignments.parameters(cell.source) {
            parts.addCell("```hfq parameters\n\(code)\n```")
            hasParameters = true
            continue
          }
          report.add(.parameters, "cell \(cell.number)")
        }
        guard !isBlank else { continue }
        report.add(.otherLanguage, "cell \(cell.number) (\(fence))")
        if document.language == "python" { reportMagics(cell, &report) }
        parts.addShown(ProseCells.fenced(cell.source, language: fence))
        addOutputs(of: cell, to: &parts, &report)
      }
    }
    return parts
  }

  // MARK: Outputs

  private func addOutputs(
    of cell: JupyterDocument.Cell, to parts: inout ImportedParts, _ report: inout ImportReport
  ) {
    guard !cell.outputs.isEmpty else { return }
    let texts = cell.outputs.compactMap(\.text)
    let others = cell.outputs.count { $0.holdsMore }
    var lost: [String] = []
    if others > 0 { lost.append("\(others) with HTML, pictures or controls") }
    if !keepsTextOutputs {
      if !texts.isEmpty { lost.append("\(texts.count) with text; `--keep-text-outputs` keeps it") }
    } else if !texts.isEmpty {
      var lines = texts.joined(separator: "\n").split(
        separator: "\n", omittingEmptySubsequences: false)
      if lines.count > Self.mostLines {
        let rest = lines.count - Self.mostLines
        lost.append("\(rest) lines of text")
        lines = lines.prefix(Self.mostLines) + ["… \(rest) more lines"]
      }
      let long = lines.count { $0.utf8.count > Self.mostBytes }
      if long > 0 { lost.append("the ends of \(long) long line\(long == 1 ? "" : "s")") }
      let kept = lines.map { line in
        line.utf8.count > Self.mostBytes ? Substring(line.prefix(1000) + "…") : line
      }
      parts.addShown(ProseCells.fenced(kept.joined(separator: "\n"), language: "text"))
    }
    if !lost.isEmpty {
      report.add(.outputs, "cell \(cell.number): \(lost.joined(separator: ", "))")
    }
  }

  // MARK: Magics

  private func reportMagics(_ cell: JupyterDocument.Cell, _ report: inout ImportReport) {
    let lines = cell.source.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where Self.isMagic(line) {
      report.add(.magic, "cell \(cell.number), line \(index + 1): \(line)")
    }
  }

  /// Whether a line is for IPython and not for Python.
  private static func isMagic(_ line: Substring) -> Bool {
    let words = line.trimmingSpaces()
    func beginsCommand(_ text: some StringProtocol) -> Bool {
      let bytes = Array(text.utf8.prefix(3))
      guard let first = bytes.first else { return false }
      if first == UInt8(ascii: "!") { return bytes.count > 1 && bytes[1] != UInt8(ascii: "=") }
      guard first == UInt8(ascii: "%"), bytes.count > 1 else { return false }
      let next = bytes[1] == first && bytes.count > 2 ? bytes[2] : bytes[1]
      return (97...122).contains(next | 0x20)
    }
    if beginsCommand(words) { return true }
    if words.hasPrefix("#") { return false }
    let isHelp = words.hasSuffix("?") || words.hasPrefix("?")
    if isHelp, !words.contains(" "), words.count > 1 { return true }
    // `files = !ls` and `t = %timeit f()`.
    guard let equals = words.utf8.firstIndex(of: UInt8(ascii: "=")) else { return false }
    let left = words[..<equals].utf8
    let isName =
      !left.isEmpty
      && left.allSatisfy { byte in
        byte == 95 || byte == 32 || byte == 44 || (48...57).contains(byte)
          || (97...122).contains(byte | 0x20)
      }
    let right = words[words.utf8.index(after: equals)...].trimmingSpaces()
    return isName && beginsCommand(right)
  }
}
