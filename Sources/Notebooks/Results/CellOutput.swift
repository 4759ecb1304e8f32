/// One result of a cell in all the forms that were made of it.
public struct CellOutput: Sendable, Hashable {
  private var forms: [MIMEType: [UInt8]] = [:]
  /// The rows of the table, for pages that build their own; the first rows when it is long.
  public var table: OutputTable?
  /// The digest of the values, in 64 hexadecimal digits; nil when it was not made.
  public var valueDigest: String?
  /// The number of rows of the table, or of the data of the chart.
  public var rows: Int?
  /// The words that say what a chart shows, for readers who do not see it.
  public var alternativeText: String?

  /// The rows behind each layer of a chart; kept only when somebody will compare them.
  public var layers: [Layer] = []

  /// The rows behind a layer of a chart.
  public struct Layer: Sendable, Hashable {
    /// The mark that draws them.
    public var mark: String
    /// The values, a column for each channel.
    public var csv: [UInt8]

    /// Creates a layer.
    public init(mark: String, csv: [UInt8]) {
      self.mark = mark
      self.csv = csv
    }
  }

  /// Creates an output.
  public init(
    _ forms: [MIMEType: [UInt8]] = [:], table: OutputTable? = nil,
    alternativeText: String? = nil, valueDigest: String? = nil, rows: Int? = nil
  ) {
    self.forms = forms
    self.valueDigest = valueDigest
    self.rows = rows
    self.table = table
    self.alternativeText = alternativeText
  }

  /// The bytes of one form.
  public subscript(type: MIMEType) -> [UInt8]? {
    get { forms[type] }
    set { forms[type] = newValue }
  }

  /// The forms that are there, in the order of their names.
  public var types: [MIMEType] { forms.keys.sorted() }

  /// The bytes of one form as text.
  public func text(_ type: MIMEType) -> String? {
    forms[type].map { String(decoding: $0, as: UTF8.self) }
  }
}

/// The rows of a table as text that is ready to be shown.
public struct OutputTable: Sendable, Hashable {
  /// A column's name and how its values stand.
  public struct Column: Sendable, Hashable {
    /// The name.
    public var name: String
    /// Whether the values are numbers, which stand at the right.
    public var isNumeric: Bool

    /// Creates a column.
    public init(_ name: String, isNumeric: Bool = false) {
      self.name = name
      self.isNumeric = isNumeric
    }
  }

  /// The columns, in order.
  public var columns: [Column]
  /// The rows, each with a value per column; nil is a missing value.
  public var rows: [[String?]]
  /// The number of rows of the whole table, at least the number of rows here.
  public var totalRows: Int

  /// Creates a table.
  ///
  /// - Parameter totalRows: The number of rows of the whole table; nil when all are here.
  public init(columns: [Column], rows: [[String?]], totalRows: Int? = nil) {
    self.columns = columns
    self.rows = rows
    self.totalRows = max(totalRows ?? rows.count, rows.count)
  }
}
