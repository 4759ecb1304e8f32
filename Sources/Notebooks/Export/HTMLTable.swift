/// Writes the rows of a table as an HTML table.
enum HTMLTable {
  /// The table inside a region that scrolls by keyboard when it is wider than the page.
  static func html(_ table: OutputTable, label: String) -> String {
    var out = "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
    out += "aria-label=\"\(HTMLText.escaped(label))\">\n<table>\n<thead>\n<tr>"
    for column in table.columns {
      let kind = column.isNumeric ? " class=\"n\"" : ""
      out += "<th scope=\"col\"\(kind)>\(HTMLText.escaped(column.name))</th>"
    }
    out += "</tr>\n</thead>\n<tbody>\n"
    for row in table.rows {
      out += "<tr>"
      for (index, column) in table.columns.enumerated() {
        let kind = column.isNumeric ? " class=\"n\"" : ""
        if index < row.count, let value = row[index] {
          out += "<td\(kind)>\(HTMLText.escaped(value))</td>"
        } else {
          out += "<td\(kind)><span class=\"missing\" title=\"missing\">∅</span></td>"
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
