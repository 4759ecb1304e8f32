/// What the `#|` lines of a cell say about its result.
public struct CellOptions: Sendable, Hashable {
  /// Which parts of a cell a page shows.
  public enum Show: String, Sendable, CaseIterable {
    /// Code and result.
    case all
    /// Only the code.
    case code
    /// Only the result.
    case result
    /// Nothing; the cell still runs.
    case none
  }

  /// Whether a cell is meant to fail.
  public enum ExpectedError: Sendable, Hashable {
    /// A failure is a failure.
    case never
    /// Any error is the success of this cell.
    case expected
    /// The error with this code is the success of this cell.
    case code(String)
  }

  /// How far two results may differ when they are verified.
  public enum Tolerance: Sendable, Hashable {
    /// Not at all.
    case exact
    /// By this many units in the last place.
    case ulps(Int)
    /// By this much.
    case difference(Double)
  }

  /// Whether a result may come from the cache.
  public enum Cache: String, Sendable, CaseIterable {
    /// When its key is there.
    case auto
    /// Never.
    case never
  }

  /// What a change of an option makes out of date.
  public enum Effect: Sendable {
    /// The result of the cell and of what depends on it.
    case value
    /// The rendering of the result.
    case view
    /// The page around the result.
    case show
    /// Nothing; it matters when results are verified or cells are executed.
    case nothing
  }

  /// The names of the options.
  public enum Key: String, Sendable, CaseIterable {
    case caption, show, fold, run, error, digits, tolerance, limit, cache, tags

    /// What a change of the option makes out of date.
    public var effect: Effect {
      switch self {
      case .caption, .show, .fold: .show
      case .run, .error: .value
      case .digits: .view
      case .tolerance, .limit, .cache, .tags: .nothing
      }
    }
  }

  /// The words beside the result; nil means the first comment of the code.
  public var caption: String?
  /// Which parts a page shows.
  public var show = Show.all
  /// Whether a page folds the code.
  public var fold = false
  /// Whether the cell is executed.
  public var run = true
  /// Whether the cell is meant to fail.
  public var error = ExpectedError.never
  /// Significant digits of numbers in the rendering, 1 to 17.
  public var digits = 6
  /// How far two results may differ when they are verified.
  public var tolerance = Tolerance.exact
  /// The time that the cell may take; nil means the notebook's limit.
  public var limit: Duration?
  /// Whether the result may come from the cache.
  public var cache = Cache.auto
  /// Words for selecting cells.
  public var tags: [String] = []

  /// Creates the defaults.
  public init() {}
}
