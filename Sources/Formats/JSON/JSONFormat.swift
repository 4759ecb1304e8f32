public import Catalog
import Columnar
public import Diagnostics

/// A JSON list of objects or of lists, or several JSON values.
public enum JSONReader: TableReader {
  /// The format's name, options and help.
  public static let declaration = Declaration(
    "json", "Reads a JSON list of objects or of lists.", category: .reader,
    details: """
      Objects give columns by their keys, lists give column1, column2, …; a key that a record does \
      not have is missing. Nested lists and objects become lists and records. Whole numbers among \
      numbers become numbers, a single value among lists a list of one, other mixtures text. Texts \
      become dates or instants when all of a column are. JSON lines are read as well.
      """,
    parameters: JSONReader.options)

  static let options = [
    ParameterInfo(
      "encoding", "text", help: "\"utf8\" or \"latin1\".", default: "utf8", labelled: true),
    ParameterInfo(
      "dates", "text", help: "A pattern for dates, as `%d.%m.%Y`.", default: "ISO 8601",
      labelled: true),
    FileColumn.option,
  ]

  /// Name endings that belong to it.
  public static let extensions = ["json"]

  /// Whether the first sign is an opening bracket.
  public static func recognizes(_ beginning: UnsafeRawBufferPointer) -> Bool {
    firstSign(beginning) == UInt8(ascii: "[")
  }

  /// Opens JSON text.
  public static func open(
    _ input: InputBytes, _ options: ReadOptions
  ) throws(Diagnostic) -> any TableSource {
    try JSONSource(input, options, declaration)
  }

  static func firstSign(_ beginning: UnsafeRawBufferPointer) -> UInt8? {
    let text = beginning.starts(with: [0xEF, 0xBB, 0xBF]) ? beginning.dropFirst(3) : beginning[...]
    return text.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
  }
}

/// One JSON value on each line.
public enum JSONLinesReader: TableReader {
  /// The format's name, options and help.
  public static let declaration = Declaration(
    "jsonl", "Reads one JSON object on each line.", category: .reader,
    details: "As `json`; lines are read in parallel.", parameters: JSONReader.options)

  /// Name endings that belong to it.
  public static let extensions = ["jsonl", "ndjson"]

  /// Whether the first sign is an opening brace.
  public static func recognizes(_ beginning: UnsafeRawBufferPointer) -> Bool {
    JSONReader.firstSign(beginning) == UInt8(ascii: "{")
  }

  /// Opens JSON lines.
  public static func open(
    _ input: InputBytes, _ options: ReadOptions
  ) throws(Diagnostic) -> any TableSource {
    try JSONSource(input, options, declaration)
  }
}
