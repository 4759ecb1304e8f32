/// Text on its way into a Markdown document.
enum MarkdownText {
  /// Escapes text so that Markdown shows it as it is, on one line.
  static func escaped(_ text: String) -> String {
    let marks = Array("\\`*_{}[]<>#|~&".utf8)
    var out: [UInt8] = []
    for byte in text.utf8 {
      if byte < 0x20 || byte == 0x7F {
        out.append(UInt8(ascii: " "))
      } else {
        if marks.contains(byte) { out.append(UInt8(ascii: "\\")) }
        out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// A fenced block that is longer than any fence inside its text.
  static func fenced(_ text: String, language: String) -> String {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    let end = text.utf8.last == UInt8(ascii: "\n") ? "" : "\n"
    return "\(fence)\(language)\n\(text)\(end)\(fence)"
  }

  /// A table; numbers stand at the right and missing values are empty.
  static func table(_ table: OutputTable) -> String {
    guard !table.columns.isEmpty else { return "*A table without columns.*" }
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    var lines = [line(table.columns.map { escaped($0.name) })]
    lines.append(line(table.columns.map { $0.isNumeric ? "---:" : "---" }))
    for row in table.rows {
      lines.append(
        line(
          table.columns.indices.map { index in
            let value = index < row.count ? row[index] : nil
            // Digits, signs and points mean nothing inside a cell, so numbers stay readable.
            return table.columns[index].isNumeric && isNumber(value)
              ? value ?? "" : escaped(value ?? "")
          }))
    }
    if table.totalRows > table.rows.count {
      lines += ["", "Showing \(table.rows.count) of \(table.totalRows) rows."]
    }
    return lines.joined(separator: "\n")
  }

  private static func isNumber(_ value: String?) -> Bool {
    value?.utf8.allSatisfy { (48...57).contains($0) || [43, 45, 46, 44, 101, 69].contains($0) }
      ?? false
  }

  /// The text without blank lines at its beginning and end.
  static func withoutBlankBorders(_ text: String) -> String {
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    func isBlank(_ line: Substring.UTF8View) -> Bool {
      line.allSatisfy { [32, 9, 13].contains($0) }
    }
    while let line = lines.last, isBlank(line) { lines.removeLast() }
    let kept = lines.drop(while: isBlank)
    return kept.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
  }
}
