public import Catalog
import Columnar
public import Diagnostics

/// Comma-separated values and their relatives.
public enum CSVReader: TableReader {
  /// The format's name, options and help.
  public static let declaration = Declaration(
    "csv", "Reads delimited text with one record per line.", category: .reader,
    details: """
      The delimiter (comma, semicolon, tab or bar), the quote and a byte-order mark are detected. \
      Types are found by reading every cell: bool, int, number, date, instant, else text; digits \
      with leading zeros are whole numbers. An empty cell is missing; a quoted empty cell is empty \
      text. `nan` and infinities in a column of numbers are missing and counted.
      """,
    parameters: CSVReader.options)

  static let options: [ParameterInfo] = [
    ParameterInfo(
      "delimiter", "text", help: "The character between cells.", default: "detected",
      labelled: true),
    ParameterInfo(
      "quote", "text", help: "The character around cells; \"\" for none.", default: "detected",
      labelled: true),
    ParameterInfo(
      "header", "bool", help: "Whether the first line holds the names.", default: "true",
      labelled: true),
    ParameterInfo(
      "skip", "int", help: "Lines to leave out before the header.", default: "0", labelled: true),
    ParameterInfo(
      "encoding", "text", help: "\"utf8\" or \"latin1\".", default: "utf8", labelled: true),
    ParameterInfo(
      "decimal", "text", help: "The sign before the fraction of a number.", default: ".",
      labelled: true),
    ParameterInfo(
      "dates", "text", help: "A pattern for dates, as `%d.%m.%Y`.", default: "ISO 8601",
      labelled: true),
    FileColumn.option,
  ]

  /// Name endings that belong to it.
  public static let extensions = ["csv", "txt"]

  /// Whether it looks like text at all: any text can be read as CSV.
  public static func recognizes(_ beginning: UnsafeRawBufferPointer) -> Bool {
    !beginning.contains(0)
  }

  /// Opens delimited text: finds the columns and their likely types.
  public static func open(
    _ input: InputBytes, _ options: ReadOptions
  ) throws(Diagnostic) -> any TableSource {
    try CSVSource(input, CSVSettings(options, declaration))
  }
}

/// Tab-separated values.
public enum TSVReader: TableReader {
  /// The format's name, options and help.
  public static let declaration = Declaration(
    "tsv", "Reads tab-separated text with one record per line.", category: .reader,
    details: "As `csv` with a tab for the delimiter.",
    parameters: CSVReader.options.filter { $0.name != "delimiter" })

  /// Name endings that belong to it.
  public static let extensions = ["tsv", "tab"]

  /// Whether the first line holds a tab.
  public static func recognizes(_ beginning: UnsafeRawBufferPointer) -> Bool {
    beginning.prefix { $0 != 0x0A }.contains(0x09)
  }

  /// Opens tab-separated text.
  public static func open(
    _ input: InputBytes, _ options: ReadOptions
  ) throws(Diagnostic) -> any TableSource {
    var settings = try CSVSettings(options, declaration)
    settings.delimiter = 0x09
    return try CSVSource(input, settings)
  }
}
