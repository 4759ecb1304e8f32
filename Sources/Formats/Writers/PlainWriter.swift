public import Catalog
public import Columnar
public import Diagnostics

/// Writes aligned columns without a frame.
public enum PlainWriter: TableWriter {
  /// The format's name and help.
  public static let declaration = Declaration(
    "plain", "Writes aligned columns without a frame.", category: .writer,
    details: "As `box`, with two spaces between columns and a line below the names.")
  /// Name endings that belong to it.
  public static let extensions = ["txt"]

  /// Writes a table.
  public static func write(
    _ table: Table, to sink: any ByteSink, _ options: WriteOptions
  ) throws(Diagnostic) {
    try AlignedText(frame: .none, options: options).write(table, to: sink)
  }
}
