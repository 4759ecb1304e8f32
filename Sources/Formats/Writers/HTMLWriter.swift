public import Catalog
public import Columnar
public import Diagnostics

/// Writes a table as a fragment of HTML.
public enum HTMLWriter: TableWriter {
  /// The format's name and help.
  public static let declaration = Declaration(
    "html", "Writes an HTML table without styles or scripts.", category: .writer,
    details: """
      Everything from the data is escaped. Numbers have the class `number`, missing values the \
      class `missing`.
      """,
    examples: [
      Example(
        "A date, a missing number and a text with a bar",
        """
        rows [author, score, made; "ann", 1.5, 2024-03-01; "bo|cy", null, null]
        | show as html
        """,
        expected: """
          <table class="hfnb-table">
          <thead>
          <tr><th scope="col">author</th><th scope="col" class="number">score</th><th scope="col">made</th></tr>
          </thead>
          <tbody>
          <tr><td>ann</td><td class="number">1.5</td><td>2024-03-01</td></tr>
          <tr><td>bo|cy</td><td class="missing">∅</td><td class="missing">∅</td></tr>
          </tbody>
          </table>
          """)
    ])
  /// Name endings that belong to it.
  public static let extensions = ["html", "htm"]

  /// Writes a table.
  public static func write(
    _ table: Table, to sink: any ByteSink, _ options: WriteOptions
  ) throws(Diagnostic) {
    var out = OutputBuffer(sink)
    let shown = ShownTable(table, options)
    try out.append("<table class=\"hfnb-table\">\n")
    if let provenance = table.provenance {
      try out.append("<caption>\(escaped(provenance))</caption>\n")
    }
    try out.append("<thead>\n<tr>")
    for column in shown.columns {
      let kind = column.isNumeric ? " class=\"number\"" : ""
      try out.append("<th scope=\"col\"\(kind)>\(escaped(column.name))</th>")
    }
    try out.append("</tr>\n</thead>\n<tbody>\n")
    for row in 0..<shown.rowCount {
      if shown.isLimited, row == shown.rowsBeforeGap { try writeGap(shown, &out) }
      try out.append("<tr>")
      for column in shown.columns {
        let cell = column.cells[row]
        if cell.isMissing {
          try out.append("<td class=\"missing\">∅</td>")
          continue
        }
        var text = cell.text
        while text.last == " ", column.isNumeric { text.removeLast() }
        let kind = column.isNumeric ? " class=\"number\"" : ""
        try out.append("<td\(kind)>\(escaped(text))</td>")
      }
      try out.append("</tr>\n")
    }
    try out.append("</tbody>\n</table>\n")
    if shown.isLimited {
      try out.append(
        "<p class=\"hfnb-note\">\(shown.rowCount) of \(NumberText.grouped(shown.totalRows)) "
          + "rows shown</p>\n")
    }
    try out.flush()
  }

  private static func writeGap(
    _ shown: ShownTable, _ out: inout OutputBuffer
  ) throws(Diagnostic) {
    try out.append("<tr class=\"gap\"><td colspan=\"\(max(1, shown.columns.count))\">…</td></tr>\n")
  }

  private static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "&": out += "&amp;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
