import Catalog
import Columnar
import Diagnostics
import QueryLanguage

/// New columns that stand in the place of one column, or behind it.
enum ReplacedColumn {
  /// Checks that new names differ from each other and from the columns that stay.
  ///
  /// - Parameter old: A column whose name may be taken again.
  static func requireFree(
    _ names: [Identifier], replacing old: String, in schema: Schema
  ) throws(Diagnostic) {
    for (position, name) in names.enumerated() {
      if let earlier = names[..<position].first(where: { $0.text == name.text }) {
        throw Diagnostic(
          "E202", "two columns would be called `\(name.text)`", at: name.span,
          secondary: [.init(earlier.span, "the first")])
      }
      if name.text != old, schema.index(of: name.text) != nil {
        throw Diagnostic("E202", "there is a column `\(name.text)` already", at: name.span)
      }
    }
  }

  /// The schema with new columns in the place of an old one.
  ///
  /// - Parameter keepsOld: Whether the old column stays in front of the new ones, unless one of
  ///   these has its name.
  static func schema(
    _ schema: Schema, _ old: String, by new: [Field], keepsOld: Bool = false
  ) -> Schema {
    var fields: [Field] = []
    for field in schema.fields {
      guard field.name == old else {
        fields.append(field)
        continue
      }
      if keepsOld, !new.contains(where: { $0.name == old }) { fields.append(field) }
      fields += new
    }
    return Schema(fields)
  }
}

extension Table {
  /// The table without some columns.
  func leavingOut(_ names: Set<String>) -> Table {
    let kept = schema.fields.indices.filter { !names.contains(schema.fields[$0].name) }
    return projecting(kept, as: Schema(kept.map { schema.fields[$0] }))
  }
}
