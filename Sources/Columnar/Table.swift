/// Row numbers of a table that are kept, ascending or in the order of the result.
public struct Selection: Sendable {
  /// The rows.
  public let rows: Buffer<UInt32>
  /// The number of rows.
  public var count: Int { rows.count }
  /// Wraps row numbers.
  public init(_ rows: Buffer<UInt32>) { self.rows = rows }
}

/// Columns of equal length, and perhaps a selection of their rows.
///
/// A selection stands for a copy that nobody has made yet: `filter` gives one, and columns that
/// no later stage reads are never gathered.
public struct Table: Sendable {
  /// The names and types of the columns.
  public let schema: Schema
  /// The columns before selection, each with `storedRowCount` rows.
  public let storedColumns: [Column]
  /// The rows that the table consists of; nil for all.
  public let selection: Selection?
  /// The number of rows in the stored columns.
  public let storedRowCount: Int
  /// A sentence that must be shown wherever the rows are, such as that they are synthetic.
  public var provenance: String?
  /// What stages have done to the rows; set after each stage by whoever runs them.
  public var history = RowHistory()

  /// Creates a table; all columns have `rowCount` rows, and the selection's rows lie inside.
  public init(
    _ schema: Schema, _ columns: [Column], rowCount: Int, selection: Selection? = nil,
    provenance: String? = nil
  ) {
    self.schema = schema
    self.storedColumns = columns
    self.selection = selection
    self.storedRowCount = rowCount
    self.provenance = provenance
  }

  /// Creates a table from named columns of equal length.
  public init(_ columns: [(name: String, column: Column)]) {
    self.init(
      Schema(
        columns.map { Field($0.name, $0.column.type, isNeverNull: $0.column.validity == nil) }),
      columns.map(\.column), rowCount: columns.first?.column.count ?? 0)
  }

  /// A table without columns and rows.
  public static var empty: Table { Table(Schema([]), [], rowCount: 0) }

  /// The number of rows.
  public var rowCount: Int { selection?.count ?? storedRowCount }
  /// The number of columns.
  public var columnCount: Int { storedColumns.count }

  /// A column with the table's own rows; gathers them when there is a selection.
  public func column(at index: Int) -> Column {
    guard let selection else { return storedColumns[index] }
    return storedColumns[index].gather(selection.rows.base, count: selection.count)
  }

  /// A column by name with the table's own rows.
  public func column(named name: String) -> Column? {
    schema.index(of: name).map { column(at: $0) }
  }

  /// The same rows without a selection: every column is gathered.
  public func compacted() -> Table {
    guard selection != nil else { return self }
    return Table(
      schema, storedColumns.indices.map { column(at: $0) }, rowCount: rowCount,
      provenance: provenance)
  }

  /// The rows at positions of this table, in the order given.
  ///
  /// Copies no cell.
  public func selecting(_ rows: Buffer<UInt32>) -> Table {
    let picked = selection.map { $0.rows.gather(rows.base, count: rows.count) } ?? rows
    return Table(
      schema, storedColumns, rowCount: storedRowCount, selection: Selection(picked),
      provenance: provenance)
  }

  /// The rows of a range.
  ///
  /// Copies no cell.
  public func slice(_ range: Range<Int>) -> Table {
    if range == 0..<rowCount { return self }
    if let selection {
      return Table(
        schema, storedColumns, rowCount: storedRowCount,
        selection: Selection(selection.rows.slice(range)), provenance: provenance)
    }
    return Table(
      schema, storedColumns.map { $0.slice(range) }, rowCount: range.count, provenance: provenance)
  }

  /// Some of the columns, under the names of a new schema with as many fields.
  public func projecting(_ indices: [Int], as newSchema: Schema) -> Table {
    Table(
      newSchema, indices.map { storedColumns[$0] }, rowCount: storedRowCount, selection: selection,
      provenance: provenance)
  }
}
