/// What stages have done to the rows of a table that later results depend on and nobody sees in
/// its cells: whether they are in an order that was asked for, and which values stand in several
/// rows since a join.
public struct RowHistory: Sendable, Hashable {
  /// Whether a stage has put the rows into an order; otherwise it is that of the file.
  public var hasOrder = false
  /// Columns whose values a join has repeated.
  public var repeats: [Repeat] = []

  /// Creates the history of a table that was just read.
  public init() {}

  /// Columns that a join has repeated: one row there, several rows here.
  public struct Repeat: Sendable, Hashable {
    /// The names of the columns.
    public var columns: Set<String>
    /// Whether they are those of the left table, so that rows count several times as well.
    public var isLeft: Bool
    /// What the rows were called before the join: `author of activity`.
    public var source: String
    /// How many rows one row became, on average over those that matched.
    public var average: Double
    /// Creates a description.
    public init(columns: Set<String>, isLeft: Bool, source: String, average: Double) {
      self.columns = columns
      self.isLeft = isLeft
      self.source = source
      self.average = average
    }
  }
}
