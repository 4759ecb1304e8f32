import Columnar
import Notebooks

/// Tables as rows of text for pages.
enum OutputTables {
  /// Rows of the data behind a chart that a page shows.
  static let chartRows = 200

  /// The first rows of a table, with numbers rounded for reading.
  static func make(of table: Table, rowLimit: Int, digits: Int) -> OutputTable {
    let shown = min(rowLimit, table.rowCount)
    let part = table.slice(0..<shown).compacted()
    let columns = table.schema.fields.map {
      OutputTable.Column($0.name, isNumeric: $0.type.isNumeric || $0.type == .duration)
    }
    let rows = (0..<shown).map { row in
      part.storedColumns.map { column -> String? in
        switch column.value(at: row) {
        case .null: nil
        case .number(let value): NumberText.significant(value, digits: digits)
        case let value: ValueText.plain(value)
        }
      }
    }
    return OutputTable(columns: columns, rows: rows, totalRows: table.rowCount)
  }
}
