import Catalog
import Columnar
import Diagnostics

/// A table while expressions are computed over it, with columns that were computed beforehand.
struct PreparedTable: Sendable {
  let table: Table
  private var extra: [Column] = []

  init(_ table: Table) { self.table = table }

  var rowCount: Int { table.rowCount }

  /// Adds a column of the table's rows and gives the expression that stands for it.
  mutating func adding(_ column: Column, type: DataType, span: Span) -> BoundExpression {
    extra.append(column)
    return BoundExpression(.column("\u{0}\(extra.count - 1)"), type: type, span: span)
  }

  /// Where a column is kept: in the table, subject to its selection, or among the added ones.
  enum Place {
    case stored(Int)
    case added(Int)
  }

  func place(of name: String, _ span: Span) throws(Diagnostic) -> Place {
    if name.utf8.first == 0, let index = Int(name.dropFirst()) { return .added(index) }
    guard let index = table.schema.index(of: name) else {
      throw .defect("column `\(name)` was not carried to this stage", at: span)
    }
    return .stored(index)
  }

  /// All rows of a column.
  func wholeColumn(_ name: String, _ span: Span) throws(Diagnostic) -> Column {
    switch try place(of: name, span) {
    case .stored(let index): table.column(at: index)
    case .added(let index): extra[index]
    }
  }

  /// The column as it is stored, before selection; for looking at its dictionary.
  func storedColumn(_ name: String, _ span: Span) throws(Diagnostic) -> Column {
    switch try place(of: name, span) {
    case .stored(let index): table.storedColumns[index]
    case .added(let index): extra[index]
    }
  }

  /// Some consecutive rows of a column.
  func rows(_ range: Range<Int>, of name: String, _ span: Span) throws(Diagnostic) -> Column {
    switch try place(of: name, span) {
    case .added(let index): return extra[index].slice(range)
    case .stored(let index):
      let column = table.storedColumns[index]
      guard let selection = table.selection else { return column.slice(range) }
      return column.gather(selection.rows.base + range.lowerBound, count: range.count)
    }
  }
}

extension Batch {
  /// Some consecutive rows of a table.
  init(table: PreparedTable, rows: Range<Int>) {
    self.init(count: rows.count) { (name, span) throws(Diagnostic) in
      try table.rows(rows, of: name, span)
    }
  }
}
