import Diagnostics

/// How a run uses the cache of results.
public struct CacheUse: Sendable, Hashable {
  /// The folder; nil for that of the notebook's project.
  public var folder: String?
  /// Whether all results are made anew, and stored.
  public var refreshesAll: Bool
  /// The cells whose results are made anew, with those of all cells that need them.
  public var refreshed: [String]
  /// The time in seconds from which on a result is stored; one that is quicker made is made again.
  var shortestStored = 0.005

  /// Creates the use that reads and stores.
  public init(folder: String? = nil, refreshesAll: Bool = false, refreshed: [String] = []) {
    self.folder = folder
    self.refreshesAll = refreshesAll
    self.refreshed = refreshed
  }
}

extension Diagnostic {
  /// Whether only who asked for details is told: a damaged entry was found, and nothing was lost.
  var isForCurious: Bool { code == "W631" }
}
