public import Catalog
public import Columnar
public import Diagnostics

/// Writes a JSON array of objects.
public enum JSONWriter: TableWriter {
  /// The format's name and help.
  public static let declaration = Declaration(
    "json", "Writes an array of objects, one on each line.", category: .writer,
    details: "Complete always. Missing values are null; dates and periods are texts.")
  /// Name endings that belong to it.
  public static let extensions = ["json"]

  /// Writes a table.
  public static func write(
    _ table: Table, to sink: any ByteSink, _ options: WriteOptions
  ) throws(Diagnostic) {
    var out = OutputBuffer(sink)
    try out.append("[")
    try JSONText.appendObjects(table, between: ",\n ", &out)
    try out.append("]\n")
    try out.flush()
  }
}
