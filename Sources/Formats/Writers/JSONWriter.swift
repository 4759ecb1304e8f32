public import Catalog
public import Columnar
public import Diagnostics

/// Writes a JSON array of objects.
public enum JSONWriter: TableWriter {
  /// The format's name and help.
  public static let declaration = Declaration(
    "json", "Writes an array of objects, one on each line.", category: .writer,
    details: "Complete always. Missing values are null; dates and periods are texts.",
    examples: [
      Example(
        "A date, a missing number and a text with a bar",
        """
        rows [author, score, made; "ann", 1.5, 2024-03-01; "bo|cy", null, null]
        | show as json
        """,
        expected: """
          [{"author":"ann","score":1.5,"made":"2024-03-01"},
           {"author":"bo|cy","score":null,"made":null}]
          """)
    ])
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
