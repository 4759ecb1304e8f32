public import Columnar

/// What one stage did, as lines that a renderer lays out: first counts, then tables.
///
/// What every stage has in common (its text, its rows, its columns, notes) is not part of it.
public struct Story: Sendable {
  /// One piece of a story.
  public enum Piece: Sendable {
    /// Short statements beside each other: `removed 228 (18%)`.
    case facts([String])
    /// Rows of cells below each other.
    case table(StoryTable)
  }

  /// The pieces in reading order.
  public var pieces: [Piece]

  /// Creates a story.
  public init(_ pieces: [Piece] = []) { self.pieces = pieces }

  /// Adds statements; none is no line.
  public mutating func add(_ facts: [String]) {
    if !facts.isEmpty { pieces.append(.facts(facts)) }
  }

  /// Adds a table; one without rows is left out.
  public mutating func add(_ table: StoryTable) {
    if !table.rows.isEmpty { pieces.append(.table(table)) }
  }
}

/// A few rows in a story.
public struct StoryTable: Sendable {
  /// What became of a row; the sign says it without colour.
  public enum Mark: String, Sendable {
    case kept = "+"
    case removed = "-"
    case unknown = "?"
    case plain = " "
  }

  /// One column.
  public struct Column: Sendable {
    /// What stands above it.
    public var name: String
    /// Whether its cells stand at the right edge.
    public var isNumeric: Bool
    /// Creates a column.
    public init(_ name: String, isNumeric: Bool = false) {
      self.name = name
      self.isNumeric = isNumeric
    }
  }

  /// One row.
  public struct Row: Sendable {
    /// What became of it.
    public var mark: Mark
    /// Its number: `#12` for a row of the source.
    public var label: String
    /// Its cells.
    public var cells: [String]
    /// What is said behind it.
    public var remark: String
    /// Creates a row.
    public init(_ cells: [String], mark: Mark = .plain, label: String = "", remark: String = "") {
      self.mark = mark
      self.label = label
      self.cells = cells
      self.remark = remark
    }
  }

  /// The columns.
  public var columns: [Column]
  /// The rows.
  public var rows: [Row]
  /// Whether the names of the columns stand above them.
  public var hasHeader: Bool

  /// Creates a table.
  public init(_ columns: [Column], _ rows: [Row], hasHeader: Bool = true) {
    self.columns = columns
    self.rows = rows
    self.hasHeader = hasHeader
  }
}

/// Numbers and values as stories write them.
public enum StoryText {
  /// What stands for a missing value.
  public static let missing = "(missing)"

  /// A value in at most six significant digits.
  public static func cell(_ value: Value) -> String {
    switch value {
    case .null: missing
    case .number(let number): NumberText.significant(number, digits: 6)
    case .text(let text): text.isEmpty ? "\"\"" : text
    case .list(let items, _): "[\(items.map(cell).joined(separator: ", "))]"
    default: ValueText.plain(value)
    }
  }

  /// A value inside a sentence: texts in quotes.
  public static func inSentence(_ value: Value) -> String {
    if case .text(let text) = value { return "\"\(text)\"" }
    return value.isNull ? "missing" : cell(value)
  }

  /// `1,012`.
  public static func number(_ count: Int) -> String { NumberText.grouped(count) }

  /// `1 row`, `2 rows`.
  public static func counted(_ count: Int, _ noun: String) -> String {
    "\(NumberText.grouped(count)) \(noun)\(count == 1 ? "" : "s")"
  }

  /// ` (18%)`; nothing when there is no whole.
  public static func share(_ part: Int, of whole: Int) -> String {
    guard whole > 0, part > 0 else { return "" }
    if part == whole { return " (all)" }
    // In whole numbers, halves upwards, so that no digit depends on rounding of doubles.
    let percent = (200 * part + whole) / (2 * whole)
    if percent == 0 { return " (under 1%)" }
    return percent == 100 ? " (over 99%)" : " (\(percent)%)"
  }

  /// `a, b and 3 more`.
  public static func list(_ names: [String], limit: Int = 6) -> String {
    guard names.count > limit else { return names.joined(separator: ", ") }
    let shown = names.prefix(limit - 1).joined(separator: ", ")
    return "\(shown) and \(names.count - limit + 1) more"
  }

  /// A text on one line: runs of spaces and line breaks become one space.
  public static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
