public import Notebooks

/// How notebooks are run in batch.
public struct BatchOptions: Sendable {
  /// Values for parameters, by name.
  public var parameterValues: [String: [String]]
  /// The threads; nil for one per processor.
  public var threadCount: Int?
  /// Whether notes make a run fail.
  public var isStrict: Bool
  /// Whether the first failure stops the run.
  public var stopsAtFirstFailure: Bool
  /// The recorded date of `today()`.
  public var today: Int32?
  /// What the command line allows at most.
  public var limits = CommandLimits()
  /// The cells that are run; nil for all.
  var cells: Set<String>?
  /// The results of earlier runs for cells that are left out, by id, where they still hold.
  var earlier: [String: CellRun] = [:]
  /// How results of earlier runs are used; nil when every cell is run and nothing is stored.
  public var cache: CacheUse?

  /// Creates options.
  public init(
    parameterValues: [String: [String]] = [:], threadCount: Int? = nil, isStrict: Bool = false,
    stopsAtFirstFailure: Bool = false, today: Int32? = nil, cache: CacheUse? = nil
  ) {
    self.parameterValues = parameterValues
    self.threadCount = threadCount
    self.isStrict = isStrict
    self.stopsAtFirstFailure = stopsAtFirstFailure
    self.today = today
    self.cache = cache
  }
}
