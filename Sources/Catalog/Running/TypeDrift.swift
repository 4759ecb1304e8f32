public import Columnar

/// Differences between the columns of a data set and those that were written down earlier.
public enum TypeDrift {
  /// The notes (W1) about columns whose type is another now, in the order of the table.
  ///
  /// - Parameters:
  ///   - table: What the user calls the table.
  ///   - locked: The names and types of the columns when they were written down.
  ///   - schema: The columns now.
  public static func notes(
    _ table: String, locked: [(name: String, type: String)], now schema: Schema
  ) -> [StageRecord.Note] {
    schema.fields.compactMap { field in
      guard let before = locked.first(where: { $0.name == field.name }),
        before.type != field.type.name
      else { return nil }
      return StageRecord.Note(
        "W1", "`\(table).\(field.name)` was \(before.type) when locked, and is \(field.type.name)")
    }
  }
}
