public import Catalog
public import Columnar
public import Diagnostics

/// Writes a table in GitHub's Markdown.
public enum MarkdownWriter: TableWriter {
  /// The format's name and help.
  public static let declaration = Declaration(
    "md", "Writes a Markdown table.", category: .writer,
    details: """
      Columns of numbers are aligned to the right. Characters that mean something in Markdown or \
      HTML are escaped. A missing value is ∅, an empty text "".
      """,
    examples: [
      Example(
        "A date, a missing number and a text with a bar",
        """
        rows [author, score, made; "ann", 1.5, 2024-03-01; "bo|cy", null, null]
        | show as md
        """,
        expected: """
          | author | score | made |
          | --- | ---: | --- |
          | ann | 1.5 | 2024-03-01 |
          | bo\\|cy | ∅ | ∅ |
          """)
    ])
  /// Name endings that belong to it.
  public static let extensions = ["md", "markdown"]

  /// Writes a table.
  public static func write(
    _ table: Table, to sink: any ByteSink, _ options: WriteOptions
  ) throws(Diagnostic) {
    var out = OutputBuffer(sink)
    let shown = ShownTable(table, options)
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
    if !shown.columns.isEmpty {
      try out.append(line(shown.columns.map { escaped($0.name) }))
      try out.append(line(shown.columns.map { $0.isNumeric ? "---:" : "---" }))
    }
    let missing = options.unicode ? "∅" : "null"
    for row in 0..<shown.rowCount {
      if shown.isLimited, row == shown.rowsBeforeGap {
        try out.append(line(shown.columns.map { _ in options.unicode ? "…" : "..." }))
      }
      try out.append(
        line(
          shown.columns.map { column in
            let cell = column.cells[row]
            var text = cell.isMissing ? missing : cell.text
            while text.last == " ", column.isNumeric { text.removeLast() }
            return escaped(text)
          }))
    }
    if shown.isLimited {
      try out.append(
        "\n\(shown.rowCount) of \(NumberText.grouped(shown.totalRows)) rows shown\n")
    }
    if let provenance = table.provenance { try out.append("\n*\(provenance)*\n") }
    try out.flush()
  }

  private static let marks = Set("\\|`*_[]<>&~#".utf8)

  /// Text that Markdown shows as it is.
  private static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: marks.contains) else { return text }
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "&": out += "&amp;"
      case _ where scalar.isASCII && marks.contains(UInt8(scalar.value)):
        out += "\\"
        out.unicodeScalars.append(scalar)
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
