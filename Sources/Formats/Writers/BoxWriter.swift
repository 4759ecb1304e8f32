public import Catalog
public import Columnar
public import Diagnostics

/// Writes a framed table for people.
public enum BoxWriter: TableWriter {
  /// The format's name and help.
  public static let declaration = Declaration(
    "box", "Writes a framed table that fits the terminal.", category: .writer,
    details: """
      Numbers stand below each other at the decimal point and are never shortened. When the table \
      is too wide, the widest texts are shortened, to eight cells at least, then columns in the \
      middle are hidden; lines below the table say so. A missing value is ∅, an empty text "".
      """,
    examples: [
      Example(
        "A date, a missing number and a text with a bar",
        """
        rows [author, score, made; "ann", 1.5, 2024-03-01; "bo|cy", null, null]
        | show as box
        """,
        expected: """
          ┌────────┬───────┬────────────┐
          │ author │ score │ made       │
          ├────────┼───────┼────────────┤
          │ ann    │   1.5 │ 2024-03-01 │
          │ bo|cy  │     ∅ │ ∅          │
          └────────┴───────┴────────────┘
          """)
    ])
  /// Name endings that belong to it.
  public static let extensions: [String] = []

  /// Writes a table.
  public static func write(
    _ table: Table, to sink: any ByteSink, _ options: WriteOptions
  ) throws(Diagnostic) {
    let frame: AlignedText.Frame = options.unicode ? .box : .asciiBox
    try AlignedText(frame: frame, options: options).write(table, to: sink)
  }
}
