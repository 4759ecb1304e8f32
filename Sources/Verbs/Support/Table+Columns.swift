import Columnar
import Diagnostics
import Kernels

extension Table {
  /// The columns of a schema that are there, in its order.
  func arranged(like wanted: Schema) -> Table {
    let present = wanted.fields.filter { schema.index(of: $0.name) != nil }
    return projecting(present.compactMap { schema.index(of: $0.name) }, as: Schema(present))
  }

  /// The table with columns added or replaced, in the order of a schema.
  ///
  /// - Parameters:
  ///   - columns: Values for the table's own rows.
  ///   - wanted: The order and the fields; columns that are nowhere are left out.
  func setting(_ columns: [(name: String, column: Column)], like wanted: Schema) -> Table {
    var fields: [Field] = []
    var result: [Column] = []
    for field in wanted.fields {
      if let new = columns.last(where: { $0.name == field.name }) {
        fields.append(field)
        result.append(new.column)
      } else if let old = column(named: field.name) {
        fields.append(field)
        result.append(old)
      }
    }
    return Table(Schema(fields), result, rowCount: rowCount, provenance: provenance)
  }

  /// The rows at positions of this table, every column copied.
  func gathering(_ rows: Buffer<UInt32>, workers: Workers) -> Table {
    let picked = selecting(rows)
    return Table(
      schema, workers.map(columnCount) { picked.column(at: $0) }, rowCount: rows.count,
      provenance: provenance)
  }

  /// The columns of names that are known to be there.
  func columns(named names: [String]) throws(Diagnostic) -> [Column] {
    var columns: [Column] = []
    for name in names {
      guard let column = column(named: name) else {
        throw .defect("column `\(name)` was not carried to this stage")
      }
      columns.append(column)
    }
    return columns
  }

  /// Whether all columns of a set are there; a stage leaves out what nobody wants.
  func has(_ names: Set<String>) -> Bool {
    names.allSatisfy { schema.index(of: $0) != nil }
  }

  /// The rows put into groups by columns; without columns all rows are one group.
  func grouping(by names: [String], workers: Workers) throws(Diagnostic) -> Grouping {
    guard
      let grouping = Grouping(try columns(named: names), rowCount: rowCount, workers: workers)
    else { throw Diagnostic("E304", "a list or record cannot be a key") }
    return grouping
  }
}

extension Schema {
  /// The schema with a column added at the end or replaced in its place.
  func setting(_ field: Field) -> Schema {
    var result = self
    if let index = index(of: field.name) {
      result.fields[index] = field
    } else {
      result.fields.append(field)
    }
    return result
  }
}
