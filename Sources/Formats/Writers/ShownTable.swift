import Catalog
import Columnar
import Diagnostics

/// The cells of a table as people see them.
struct ShownTable {
  /// One cell.
  struct Cell {
    /// The text; empty for a missing value.
    var text: String
    /// Whether there is no value.
    var isMissing = false
  }

  /// One column.
  struct Column {
    var name: String
    /// Whether cells stand at the right edge, with their decimal points below each other.
    var isNumeric: Bool
    /// Whether cells may be shortened.
    var isText: Bool
    var cells: [Cell]
  }

  var columns: [Column]
  /// The number of shown rows, and of those before the gap.
  let rowCount: Int
  let rowsBeforeGap: Int
  /// The number of rows of the table.
  let totalRows: Int

  /// Whether rows were left out.
  var isLimited: Bool { rowCount < totalRows }

  /// Takes the first and last rows, four fifths and one fifth of the limit.
  init(_ table: Table, _ options: WriteOptions) {
    totalRows = table.rowCount
    let limit = max(0, options.rowLimit ?? .max)
    let shown: Table
    if totalRows > limit {
      let last = limit / 5
      let first = limit - last
      rowsBeforeGap = first
      let rows =
        (0..<first).map { UInt32($0) } + (totalRows - last..<totalRows).map { UInt32($0) }
      shown = table.selecting(Buffer(rows)).compacted()
    } else {
      rowsBeforeGap = totalRows
      shown = table.compacted()
    }
    rowCount = shown.rowCount
    columns = zip(shown.schema.fields, shown.storedColumns).map { field, column in
      Column(
        name: VisibleText.escaped(field.name),
        isNumeric: field.type.isNumeric,
        isText: Self.mayBeShortened(field.type),
        cells: (0..<shown.rowCount).map { row in
          let value = column.value(at: row)
          return value.isNull
            ? Cell(text: "", isMissing: true) : Cell(text: Self.text(value, options.digits))
        })
    }
    for index in columns.indices where columns[index].isNumeric { alignPoints(index) }
  }

  private static func mayBeShortened(_ type: DataType) -> Bool {
    switch type {
    case .text, .list, .record, .json: true
    default: false
    }
  }

  private static func text(_ value: Value, _ digits: Int) -> String {
    switch value {
    case .number(let number): NumberText.significant(number, digits: digits)
    case .json(let text): VisibleText.escaped(text)
    case .text(let text): text.isEmpty ? "\"\"" : VisibleText.escaped(text)
    case .list(let items, _):
      "[\(items.map { nested($0, digits) }.joined(separator: ", "))]"
    case .record(let parts):
      "{\(parts.map { "\($0.name): \(nested($0.value, digits))" }.joined(separator: ", "))}"
    default: ValueText.plain(value)
    }
  }

  private static func nested(_ value: Value, _ digits: Int) -> String {
    value.isNull ? "null" : text(value, digits)
  }

  /// Pads numbers on the right so that their decimal points meet.
  private mutating func alignPoints(_ index: Int) {
    func tail(_ cell: Cell) -> Int {
      // An exponent counts as part of the tail: what matters is where the whole part ends.
      let wholePart = cell.text.utf8.prefix {
        $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0)
      }
      return cell.text.utf8.count - wholePart.count
    }
    let widest = columns[index].cells.map { $0.isMissing ? 0 : tail($0) }.max() ?? 0
    guard widest > 0 else { return }
    for row in columns[index].cells.indices where !columns[index].cells[row].isMissing {
      let missing = widest - tail(columns[index].cells[row])
      columns[index].cells[row].text += String(repeating: " ", count: missing)
    }
  }
}
