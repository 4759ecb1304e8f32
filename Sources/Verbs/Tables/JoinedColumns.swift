import Catalog
import Columnar
import Diagnostics
import Kernels
import QueryLanguage

/// The columns of another table that a join puts beside those of this one.
struct JoinedColumns: Sendable {
  /// Their fields under the names that they get.
  let fields: [Field]
  /// Their names in the other table.
  private let sources: [String]

  /// No columns.
  init() {
    fields = []
    sources = []
  }

  /// Names the columns: one whose name is taken gets the table's name in front, or `prefix`.
  ///
  /// - Parameters:
  ///   - table: The other table.
  ///   - input: The columns of this table.
  ///   - hidden: Columns that are not added.
  ///   - isAlwaysThere: Whether every row of the result has a row of the other table.
  ///   - arguments: The clauses `table` and `prefix`.
  init(
    of table: any BoundTable, beside input: Schema, leavingOut hidden: Set<String> = [],
    isAlwaysThere: Bool, _ arguments: Arguments
  ) throws(Diagnostic) {
    let prefix =
      arguments.text("prefix")?.text
      ?? (table.name.contains(" ") ? "right_" : table.name + "_")
    var fields: [Field] = []
    var sources: [String] = []
    for field in table.schema.fields where !hidden.contains(field.name) {
      let name = input.index(of: field.name) == nil ? field.name : prefix + field.name
      guard input.index(of: name) == nil, !fields.contains(where: { $0.name == name }) else {
        throw Diagnostic(
          "E202", "two columns would be called `\(name)`", at: arguments.span("table"),
          details: ["Another prefix keeps them apart: … prefix \"other_\""])
      }
      fields.append(Field(name, field.type, isNeverNull: field.isNeverNull && isAlwaysThere))
      sources.append(field.name)
    }
    self.fields = fields
    self.sources = sources
  }

  /// The values of rows of the other table; `JoinMatches.noRow` gives missing ones.
  func columns(
    of right: Table, at rows: Buffer<UInt32>, workers: Workers = Workers(threadCount: 1)
  ) -> [(name: String, column: Column)] {
    let found = zip(fields, sources).compactMap { field, source in
      right.column(named: source).map { (name: field.name, column: $0) }
    }
    return workers.map(found.count) { index in
      (found[index].name, found[index].column.gatherOptional(rows))
    }
  }
}
