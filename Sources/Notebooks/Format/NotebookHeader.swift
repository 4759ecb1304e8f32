/// The facts that the front matter of a notebook states.
public struct NotebookHeader: Sendable, Hashable {
  /// The newest version of the format that is understood.
  public static let newestVersion = 1
  /// The newest version of the language that is understood.
  public static let newestLanguage = 1

  /// The limits of a run; nil means none.
  public struct Limits: Sendable, Hashable {
    /// The time that one cell may take.
    public var cell: Duration?
    /// The time that the whole notebook may take.
    public var notebook: Duration?
    /// The memory that a run may take, in bytes.
    public var memory: Int?

    /// Creates limits.
    public init(cell: Duration? = nil, notebook: Duration? = nil, memory: Int? = nil) {
      self.cell = cell
      self.notebook = notebook
      self.memory = memory
    }
  }

  /// The version of the format.
  public var version = NotebookHeader.newestVersion
  /// The version of the language; nil means the newest.
  public var language: Int?
  /// The title of the document.
  public var title: String?
  /// What the document says, in a sentence or two.
  public var summary: String?
  /// Who wrote it.
  public var authors: [String] = []
  /// Words for finding it.
  public var tags: [String] = []
  /// The default size of charts.
  public var figure: FigureSize?
  /// The limits of a run.
  public var limits = Limits()

  /// Creates a header that states nothing.
  public init() {}
}

/// The size of a chart in pixels.
public struct FigureSize: Sendable, Hashable {
  /// The width in pixels.
  public var width: Int
  /// The height in pixels.
  public var height: Int

  /// The size as front matter writes it.
  public var text: String { "\(width)x\(height)" }

  /// Creates a size.
  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }
}
