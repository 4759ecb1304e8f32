public import Catalog
public import Columnar
public import Diagnostics

/// Writes one field per line, for tables with many columns.
public enum LineWriter: TableWriter {
  /// The format's name and help.
  public static let declaration = Declaration(
    "line", "Writes one field on each line and an empty line between rows.", category: .writer,
    details: "Nothing is shortened. A missing value is ∅, an empty text \"\".",
    examples: [
      Example(
        "A date, a missing number and a text with a bar",
        """
        rows [author, score, made; "ann", 1.5, 2024-03-01; "bo|cy", null, null]
        | show as line
        """,
        expected: """
          author  ann
          score   1.5
          made    2024-03-01

          author  bo|cy
          score   ∅
          made    ∅
          """)
    ])
  /// Name endings that belong to it.
  public static let extensions: [String] = []

  /// Writes a table.
  public static func write(
    _ table: Table, to sink: any ByteSink, _ options: WriteOptions
  ) throws(Diagnostic) {
    var out = OutputBuffer(sink)
    let shown = ShownTable(table, options)
    let width = shown.columns.map { DisplayWidth.cells($0.name) }.max() ?? 0
    let missing = options.unicode ? "∅" : "null"
    for row in 0..<shown.rowCount {
      if row > 0 { try out.append("\n") }
      if shown.isLimited, row == shown.rowsBeforeGap {
        try out.append((options.unicode ? "…" : "...") + "\n\n")
      }
      for column in shown.columns {
        let space = String(repeating: " ", count: width - DisplayWidth.cells(column.name))
        let cell = column.cells[row]
        var text = cell.isMissing ? missing : cell.text
        while text.last == " ", column.isNumeric { text.removeLast() }
        try out.append("\(column.name)\(space)  \(text)\n")
      }
    }
    if shown.isLimited {
      try out.append(
        "\(shown.rowCount) of \(NumberText.grouped(shown.totalRows)) rows shown\n")
    }
    if let provenance = table.provenance { try out.append(provenance + "\n") }
    try out.flush()
  }
}
