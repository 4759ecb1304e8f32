public import Catalog
public import Columnar
public import Diagnostics

/// Writes tab-separated values.
public enum TSVWriter: TableWriter {
  /// The format's name and help.
  public static let declaration = Declaration(
    "tsv", "Writes tab-separated values with a header.", category: .writer,
    details: "As `csv` with a tab between cells.",
    examples: [
      Example(
        "A missing date",
        """
        rows [author, made, score; "ann", 2024-03-01, 1.5; "bo|cy", null, 2]
        | show as tsv
        """,
        expected: """
          author\tmade\tscore
          ann\t2024-03-01\t1.5
          bo|cy\t\t2
          """)
    ])
  /// Name endings that belong to it.
  public static let extensions = ["tsv", "tab"]

  /// Writes a table.
  public static func write(
    _ table: Table, to sink: any ByteSink, _ options: WriteOptions
  ) throws(Diagnostic) {
    try DelimitedText(delimiter: 0x09).write(table, to: sink)
  }
}
