public import Catalog
public import Columnar
public import Diagnostics

/// Writes comma-separated values.
public enum CSVWriter: TableWriter {
  /// The format's name and help.
  public static let declaration = Declaration(
    "csv", "Writes comma-separated values with a header.", category: .writer,
    details: """
      Complete always. Cells are quoted only where they must be; numbers are the shortest text \
      that reads back the same; a missing value is an empty cell, an empty text is \"\".
      """,
    examples: [
      Example(
        "A date, a missing number and a text with a bar",
        """
        rows [author, score, made; "ann", 1.5, 2024-03-01; "bo|cy", null, null]
        | show as csv
        """,
        expected: """
          author,score,made
          ann,1.5,2024-03-01
          bo|cy,,
          """)
    ])
  /// Name endings that belong to it.
  public static let extensions = ["csv"]

  /// Writes a table.
  public static func write(
    _ table: Table, to sink: any ByteSink, _ options: WriteOptions
  ) throws(Diagnostic) {
    try DelimitedText(delimiter: UInt8(ascii: ",")).write(table, to: sink)
  }
}
