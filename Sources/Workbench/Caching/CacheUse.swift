import Diagnostics
import Glibc

/// How a run uses the cache of results.
public struct CacheUse: Sendable, Hashable {
  /// The folder; nil for that of the notebook's project.
  public var folder: String?
  /// Whether all results are made anew, and stored.
  public var refreshesAll: Bool
  /// The cells whose results are made anew, with those of all cells that need them.
  public var refreshed: [String]
  /// The time in seconds from which on a result is stored; one that is quicker made is made again.
  var shortestStored = Self.usualShortest

  /// The debug build takes another time from `HFNB_TEST_STORED`, so that tests do not depend on how
  /// busy the machine is.
  private static var usualShortest: Double {
    #if DEBUG
      if let text = getenv("HFNB_TEST_STORED"), let seconds = Double(String(cString: text)) {
        return seconds
      }
    #endif
    return 0.005
  }

  /// Creates the use that reads and stores.
  public init(folder: String? = nil, refreshesAll: Bool = false, refreshed: [String] = []) {
    self.folder = folder
    self.refreshesAll = refreshesAll
    self.refreshed = refreshed
  }
}

extension CacheUse {
  /// Compares the cells that are to be made anew with those that there are.
  ///
  /// - Parameter allCells: Gives the ids of the cells of all notebooks; asked when any are named.
  /// - Throws: `E710` for a cell that no notebook has.
  func check(among allCells: () -> [String]) throws(Diagnostic) {
    guard !refreshed.isEmpty else { return }
    let cells = allCells()
    for id in refreshed where !cells.contains(id) {
      let near = Suggestion.nearest(to: id, among: cells)
      throw Diagnostic(
        "E710", "no notebook has a cell `\(id)` to be made anew",
        details: [
          near.map { "did you mean `--refresh=\($0)`?" }
            ?? (cells.isEmpty
              ? "There are no cells." : "Cells: \(cells.prefix(12).joined(separator: ", "))")
        ], kind: .usage)
    }
  }
}

extension Diagnostic {
  /// Whether only who asked for details is told: a damaged entry was found, and nothing was lost.
  var isForCurious: Bool { code == "W631" }
}
