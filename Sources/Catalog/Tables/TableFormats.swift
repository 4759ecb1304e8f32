public import Columnar
public import Diagnostics

/// How a file is to be read: what `load` said about it.
public struct ReadOptions: Sendable {
  /// One `with` option with its place.
  public struct Option: Sendable {
    /// The name, the value and where the name stands.
    public var name: String, value: Value, span: Span
    /// Where the value stands.
    public var valueSpan: Span
    /// Creates an option.
    public init(name: String, value: Value, span: Span, valueSpan: Span? = nil) {
      self.name = name
      self.value = value
      self.span = span
      self.valueSpan = valueSpan ?? span
    }
  }
  /// `types {column: type}`; the type by its name in the language.
  public var types: [(column: String, type: String, span: Span)]
  /// Whether columns of `types` may be absent, as in one of several files.
  public var typesMayBeAbsent = false
  /// `null ["NA", …]`: cells that count as missing besides the format's own.
  public var nullTokens: [String]
  /// `with name: value, …`.
  public var options: [Option]
  /// `sha256 "…"`: the digest that the file must have.
  public var digest: (text: String, span: Span)?
  /// Where the load stands, for errors about the file.
  public var span: Span?
  /// Where the format stands that `as` asks for.
  public var formatSpan: Span?
  /// Creates options.
  public init(
    types: [(column: String, type: String, span: Span)] = [], nullTokens: [String] = [],
    options: [Option] = [], digest: (text: String, span: Span)? = nil, span: Span? = nil,
    formatSpan: Span? = nil
  ) {
    self.types = types
    self.nullTokens = nullTokens
    self.options = options
    self.digest = digest
    self.span = span
    self.formatSpan = formatSpan
  }
}

/// Bytes to be read, wherever they come from.
public struct InputBytes: Sendable {
  /// The bytes, mapped or read.
  public let memory: Memory
  /// The number of bytes.
  public let count: Int
  /// What messages call it: the path as it was given.
  public let name: String
  /// Creates an input.
  public init(memory: Memory, count: Int, name: String) {
    self.memory = memory
    self.count = count
    self.name = name
  }
  /// The bytes.
  public var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: memory.start, count: count)
  }
}

/// Reads one format.
public protocol TableReader: Sendable {
  /// The format's name, options and help.
  static var declaration: Declaration { get }
  /// Name endings that belong to it, without the dot.
  static var extensions: [String] { get }
  /// Whether the beginning of a file looks like it; used when the name does not say.
  static func recognizes(_ beginning: UnsafeRawBufferPointer) -> Bool
  /// Opens an input: finds columns and their likely types without reading all of it.
  static func open(_ input: InputBytes, _ options: ReadOptions) throws(Diagnostic)
    -> any TableSource
}

/// An opened data set that decodes columns when they are wanted.
public protocol TableSource: AnyObject, Sendable {
  /// The columns and types as far as they are known.
  ///
  /// A type can widen when all rows have been read (`int` to `number`, anything to `text`).
  var schema: Schema { get }
  /// What was detected: delimiter, byte-order mark, quoting; shown by `describe` and recorded.
  var findings: [(name: String, value: String)] { get }
  /// Decodes the wanted columns, nil for all, in the order of the schema; decoded columns are kept.
  ///
  /// Afterwards `schema` holds the final types of the decoded columns.
  func read(columns: Set<String>?, _ context: RunContext) throws(Diagnostic) -> Table
  /// Findings about the wanted columns, nil for all, that every result made from them must carry.
  func notes(columns: Set<String>?) -> [StageRecord.Note]
}

extension TableSource {
  /// Most data sets have nothing to say.
  public func notes(columns: Set<String>?) -> [StageRecord.Note] { [] }
}

/// A place to which a writer sends bytes.
public protocol ByteSink: AnyObject {
  /// Takes bytes.
  func write(_ bytes: UnsafeRawBufferPointer) throws(Diagnostic)
}

/// How a table is to be written.
public struct WriteOptions: Sendable {
  /// The width in terminal cells that a table for people must fit; nil for no limit.
  public var width: Int?
  /// Rows to show at most, for tables for people; nil for all.
  public var rowLimit: Int?
  /// Significant digits of numbers in tables for people.
  public var digits: Int
  /// Whether ANSI colours are written.
  public var color: Bool
  /// Whether characters outside ASCII may be used for frames.
  public var unicode: Bool
  /// Creates options.
  public init(
    width: Int? = nil, rowLimit: Int? = nil, digits: Int = 6, color: Bool = false,
    unicode: Bool = true
  ) {
    self.width = width
    self.rowLimit = rowLimit
    self.digits = digits
    self.color = color
    self.unicode = unicode
  }
}

/// Writes one format.
public protocol TableWriter: Sendable {
  /// The format's name and help.
  static var declaration: Declaration { get }
  /// Name endings that belong to it, without the dot.
  static var extensions: [String] { get }
  /// Writes a table, complete unless the format is for people and the options limit it.
  static func write(_ table: Table, to sink: any ByteSink, _ options: WriteOptions)
    throws(Diagnostic)
}
