/// Writes the rows of a table as an HTML table.
enum HTMLTable {
  /// The table inside a region that scrolls by keyboard when it is wider than the page.
  ///
  /// - Parameter alignsText: Whether columns of text say where they stand, for pages whose own style
  ///   puts everything at the right.
  static func html(_ table: OutputTable, label: String, alignsText: Bool = false) -> String {
    func kind(_ column: OutputTable.Column) -> String {
      if column.isNumeric { return " class=\"n\"" }
      return alignsText ? " style=\"text-align: left\"" : ""
    }
    var out = "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
    out += "aria-label=\"\(HTMLText.escaped(label))\">\n<table>\n<thead>\n<tr>"
    for column in table.columns {
      out += "<th scope=\"col\"\(kind(column))>\(HTMLText.escaped(column.name))</th>"
    }
    out += "</tr>\n</thead>\n<tbody>\n"
    for row in table.rows {
      out += "<tr>"
      for (index, column) in table.columns.enumerated() {
        if index < row.count, let value = row[index] {
          out += "<td\(kind(column))>\(HTMLText.escaped(value))</td>"
        } else {
          out += "<td\(kind(column))><span class=\"missing\" title=\"missing\">∅</span></td>"
        }
      }
      out += "</tr>\n"
    }
    out += "</tbody>\n</table>\n</div>\n"
    if table.totalRows > table.rows.count {
      out += "<p class=\"rows\">Showing \(table.rows.count) of \(table.totalRows) rows.</p>\n"
    }
    return out
  }
}
