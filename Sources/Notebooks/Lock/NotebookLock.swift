/// The facts that a notebook's results rest on, and the digests of the results: `NAME.hfnb.lock`.
///
/// A text with one fact on each line, in a fixed order, so that it merges like source. Nothing of
/// the machine, the folder or the time is in it.
public struct NotebookLock: Sendable, Hashable {
  /// A name and what it stands for.
  public struct Fact: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The value as the program would write it, or a digest.
    public var value: String

    /// Creates a fact.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A column of a data set.
  public struct Column: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The type as the language writes it.
    public var type: String
    /// The number of missing values.
    public var nulls: Int
    /// The digest of the values in order.
    public var digest: String

    /// Creates a column.
    public init(name: String, type: String, nulls: Int, digest: String) {
      self.name = name
      self.type = type
      self.nulls = nulls
      self.digest = digest
    }
  }

  /// A data set that the notebook reads.
  public struct Data: Sendable, Hashable {
    /// The name of the table.
    public var name: String
    /// The path as the notebook says it.
    public var path: String
    /// The number of files when the path is a pattern.
    public var files: Int?
    /// The number of bytes; nil for a table that the program makes.
    public var bytes: Int?
    /// The digest of the content as it is stored.
    public var digest: String
    /// The number of rows.
    public var rows: Int
    /// The sum of the digests of the rows, which does not depend on their order.
    public var anyOrder: String
    /// The columns, in order.
    public var columns: [Column]

    /// Creates a data set.
    public init(
      name: String, path: String, files: Int? = nil, bytes: Int?, digest: String, rows: Int,
      anyOrder: String, columns: [Column] = []
    ) {
      self.name = name
      self.path = path
      self.files = files
      self.bytes = bytes
      self.digest = digest
      self.rows = rows
      self.anyOrder = anyOrder
      self.columns = columns
    }
  }

  /// One result of a cell.
  public struct Output: Sendable, Hashable {
    /// The number of rows of a table, or of the data of a chart.
    public var rows: Int?
    /// The digest of the values.
    public var value: String
    /// The digests of the files made of it, by their endings.
    public var views: [Fact]

    /// Creates a result.
    public init(rows: Int?, value: String, views: [Fact] = []) {
      self.rows = rows
      self.value = value
      self.views = views
    }
  }

  /// A cell.
  public struct Cell: Sendable, Hashable {
    /// The id.
    public var id: String
    /// The key.
    public var key: String
    /// The code of the error that the cell is there to show; nil when it shows none.
    public var error: String?
    /// Whether the cell is one that is not run.
    public var isNotRun: Bool
    /// The results, in order.
    public var outputs: [Output]

    /// Creates a cell.
    public init(
      id: String, key: String, error: String? = nil, isNotRun: Bool = false, outputs: [Output] = []
    ) {
      self.id = id
      self.key = key
      self.error = error
      self.isNotRun = isNotRun
      self.outputs = outputs
    }
  }

  /// The version of the lock's shape.
  public static let version = 1

  /// The number of the engine's semantics.
  public var semantics: Int
  /// The version of the language.
  public var language: Int
  /// The digest of the notebook's text.
  public var source: String
  /// The settings by name.
  public var settings: [Fact]
  /// The recorded date, when a cell reads it.
  public var today: String?
  /// The parameters and their values.
  public var parameters: [Fact]
  /// The notebooks that are used, and the digests of their text.
  public var uses: [Fact]
  /// The data.
  public var data: [Data]
  /// The cells.
  public var cells: [Cell]

  /// Creates a lock.
  public init(
    semantics: Int, language: Int, source: String, settings: [Fact] = [], today: String? = nil,
    parameters: [Fact] = [], uses: [Fact] = [], data: [Data] = [], cells: [Cell] = []
  ) {
    self.semantics = semantics
    self.language = language
    self.source = source
    self.settings = settings
    self.today = today
    self.parameters = parameters
    self.uses = uses
    self.data = data
    self.cells = cells
  }

  /// The path of the lock of a notebook.
  public static func path(ofNotebook path: String) -> String { path + ".lock" }

  /// The data set of a name.
  public func data(_ name: String) -> Data? { data.first { $0.name == name } }

  /// The cell of an id.
  public func cell(_ id: String) -> Cell? { cells.first { $0.id == id } }
}
