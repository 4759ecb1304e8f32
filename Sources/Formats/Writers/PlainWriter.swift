public import Catalog
public import Columnar
public import Diagnostics

/// Writes aligned columns without a frame.
public enum PlainWriter: TableWriter {
  /// The format's name and help.
  public static let declaration = Declaration(
    "plain", "Writes aligned columns without a frame.", category: .writer,
    details: "As `box`, with two spaces between columns and a line below the names.",
    examples: [
      Example(
        "A date, a missing number and a text with a bar",
        """
        rows [author, score, made; "ann", 1.5, 2024-03-01; "bo|cy", null, null]
        | show as plain
        """,
        expected: """
          author  score  made
          ------  -----  ----------
          ann       1.5  2024-03-01
          bo|cy       ∅  ∅
          """)
    ])
  /// Name endings that belong to it.
  public static let extensions = ["txt"]

  /// Writes a table.
  public static func write(
    _ table: Table, to sink: any ByteSink, _ options: WriteOptions
  ) throws(Diagnostic) {
    try AlignedText(frame: .none, options: options).write(table, to: sink)
  }
}
