public import Columnar

/// What one stage did to the rows: counted while it ran, and the source of everything that explains.
public struct StageRecord: Sendable {
  /// The stage's text.
  public var text: String
  /// What the author says about the stage: the comments on it.
  public var caption = ""
  /// Rows before and after.
  public var rowsIn = 0
  /// Rows after.
  public var rowsOut = 0
  /// Rows kept by a stage that chooses rows; nil for other stages.
  public var kept: Int?
  /// Rows removed by a stage that chooses rows.
  public var removed: Int?
  /// Rows whose condition was null.
  public var unknown: Int?
  /// Rows that a stage added, such as periods without rows.
  public var added: Int?
  /// Rows for which the stage found nothing: lists without items, texts that a pattern does not
  /// match.
  public var unmatched: Int?
  /// Names of columns that appeared.
  public var columnsAdded: [String] = []
  /// Names of columns that went.
  public var columnsRemoved: [String] = []
  /// Columns that got another name; they are neither among those that appeared nor those that went.
  public var columnsRenamed: [(old: String, new: String)] = []
  /// Columns that kept their name and changed their type.
  public var columnsRetyped: [(name: String, from: DataType, to: DataType)] = []
  /// Groups, for a stage that makes them.
  public var groups: Groups?
  /// Matches, for a join.
  public var join: Join?
  /// What was read, for a stage that takes rows as edges.
  public var graph: Graph?
  /// Missing values that an aggregate skipped, by the name of its column.
  public var nullsSkipped: [(name: String, count: Int)] = []
  /// Undefined results and unknown conditions.
  public var evaluation = EvaluationCounts()
  /// Notes, at most one line each.
  public var notes: [Note] = []
  /// Notes that a comment at the stage allows; they are kept, but not shown.
  public var allowedNotes: [Note] = []
  /// How long the stage took.
  ///
  /// Never part of a result.
  public var nanoseconds: UInt64 = 0

  /// Creates an empty record.
  public init(text: String) { self.text = text }

  /// The groups of a stage.
  public struct Groups: Sendable {
    /// The number of groups, and the rows of the smallest and largest.
    public var count: Int, smallest: Int, largest: Int
    /// Creates a summary.
    public init(count: Int, smallest: Int, largest: Int) {
      self.count = count
      self.smallest = smallest
      self.largest = largest
    }
  }

  /// The matches of a join.
  public struct Join: Sendable {
    /// Rows of the left table with a match, and without one.
    public var leftMatched: Int, leftOnly: Int
    /// Rows of the right table that no row matched.
    public var rightOnly: Int
    /// Rows on either side whose key is missing.
    public var nullKeys: Int
    /// The largest number of matches of one row.
    public var maximumFanout: Int
    /// Creates a summary.
    public init(
      leftMatched: Int, leftOnly: Int, rightOnly: Int, nullKeys: Int, maximumFanout: Int
    ) {
      self.leftMatched = leftMatched
      self.leftOnly = leftOnly
      self.rightOnly = rightOnly
      self.nullKeys = nullKeys
      self.maximumFanout = maximumFanout
    }
  }

  /// The graph that a stage has read.
  public struct Graph: Sendable {
    /// Its nodes, and its edges without repetitions and without those from a node to itself.
    public var nodes: Int, edges: Int
    /// Rows from a node to itself.
    public var selfLoopRows: Int
    /// Rows that repeat the ends of an earlier one.
    public var repeatedRows: Int
    /// Rows with an end that is missing.
    public var missingEnds: Int
    /// Nodes on edges that the full list of nodes does not have.
    public var unlisted = 0
    /// Creates a summary.
    public init(
      nodes: Int, edges: Int, selfLoopRows: Int, repeatedRows: Int, missingEnds: Int
    ) {
      self.nodes = nodes
      self.edges = edges
      self.selfLoopRows = selfLoopRows
      self.repeatedRows = repeatedRows
      self.missingEnds = missingEnds
    }
  }

  /// A finding about a result that is not an error.
  public struct Note: Sendable, Hashable {
    /// `W1` to `W15`.
    public var code: String
    /// One line.
    public var text: String
    /// Creates a note.
    public init(_ code: String, _ text: String) {
      self.code = code
      self.text = text
    }
  }
}

/// What a pipeline did, stage by stage.
public struct RunRecord: Sendable {
  /// The stages in order.
  public var stages: [StageRecord] = []
  /// Findings about the data set that the rows come from.
  public var sourceNotes: [StageRecord.Note] = []
  /// Creates an empty record.
  public init() {}
  /// All notes: of the data set, then in the order of stages.
  public var notes: [StageRecord.Note] { sourceNotes + stages.flatMap(\.notes) }
}
