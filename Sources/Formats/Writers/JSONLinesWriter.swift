public import Catalog
public import Columnar
public import Diagnostics

/// Writes one JSON object per line.
public enum JSONLinesWriter: TableWriter {
  /// The format's name and help.
  public static let declaration = Declaration(
    "jsonl", "Writes one JSON object on each line.", category: .writer,
    details: "Complete always. Missing values are null; dates and periods are texts.",
    examples: [
      Example(
        "A date, a missing number and a text with a bar",
        """
        rows [author, score, made; "ann", 1.5, 2024-03-01; "bo|cy", null, null]
        | show as jsonl
        """,
        expected: """
          {"author":"ann","score":1.5,"made":"2024-03-01"}
          {"author":"bo|cy","score":null,"made":null}
          """)
    ])
  /// Name endings that belong to it.
  public static let extensions = ["jsonl", "ndjson"]

  /// Writes a table.
  public static func write(
    _ table: Table, to sink: any ByteSink, _ options: WriteOptions
  ) throws(Diagnostic) {
    var out = OutputBuffer(sink)
    try JSONText.appendObjects(table, between: "\n", &out)
    if table.rowCount > 0 { try out.append("\n") }
    try out.flush()
  }
}
