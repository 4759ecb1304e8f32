public import Catalog
import Columnar
import Diagnostics
public import Notebooks

/// `hfnb cache`: tells what is in a cache, and removes from it.
public struct CacheCommand {
  /// What is to be done.
  public enum Task: Sendable {
    /// Tell how much there is.
    case statistics
    /// Remove entries until the rest takes at most a size such as `500MB`.
    case collect(String)
    /// Remove all entries.
    case clear
  }

  private let folder: CacheFolder
  private let output: any ByteSink
  private let findings: FindingWriter

  /// Creates a command.
  ///
  /// - Parameters:
  ///   - folder: A folder of the project; empty for the working folder.
  ///   - cacheFolder: The folder of the cache, when it is not that of the project.
  public init(
    folder: String, cacheFolder: String?, output: any ByteSink, talk: any ByteSink
  ) {
    self.folder = cacheFolder.map { CacheFolder(path: $0) } ?? .ofProject(from: folder)
    self.output = output
    findings = FindingWriter(talk)
  }

  /// Does it; the status is that of the command.
  public func run(_ task: Task) -> ExitStatus {
    do throws(Diagnostic) {
      let collection = CacheCollection(folder)
      switch task {
      case .statistics: try tell(collection.statistics())
      case .collect(let size):
        let limit =
          try CommandLimits.memory(size, flag: "--max-size") ?? CacheCollection.defaultLimit
        try tell(collection.collect(to: limit), collection)
      case .clear: try tell(collection.clear(), collection)
      }
      return .success
    } catch {
      findings.write(error)
      return ExitStatus(error.kind)
    }
  }

  private func tell(_ statistics: CacheCollection.Statistics) throws(Diagnostic) {
    var lines = [
      "cache    \(folder.path)" + (folder.exists ? "" : " (not there yet)"),
      "results  \(NumberText.grouped(statistics.entries))",
      "size     \(Self.size(statistics.bytes)) of at most \(Self.size(CacheCollection.defaultLimit))",
    ]
    if let oldest = statistics.oldestUse {
      lines.append("oldest   used on \(ValueText.date(Dates.day(ofSeconds: oldest)))")
    }
    try output.write(lines.joined(separator: "\n") + "\n")
  }

  private func tell(
    _ removal: CacheCollection.Removal, _ collection: CacheCollection
  ) throws(Diagnostic) {
    let left = collection.statistics()
    try output.write(
      "removed \(Self.results(removal.entries)), \(Self.size(removal.bytes)); "
        + "\(Self.results(left.entries)) left, \(Self.size(left.bytes))\n")
    guard removal.failures > 0 else { return }
    throw Diagnostic(
      "E711", "\(Self.results(removal.failures)) could not be removed from `\(folder.path)`",
      fix: .init("look at who may write there: ls -l \(NotebookRun.shellWord(folder.path))"),
      kind: .output)
  }

  private static func results(_ count: Int) -> String {
    "\(NumberText.grouped(count)) result\(count == 1 ? "" : "s")"
  }

  /// A size with one decimal in the unit that suits it.
  static func size(_ bytes: Int) -> String {
    for (unit, size) in [("GB", 1e9), ("MB", 1e6), ("kB", 1e3)] where Double(bytes) >= size {
      let text = NumberText.fixed(Double(bytes) / size, decimals: 1)
      return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + " " + unit
    }
    return "\(bytes) B"
  }
}
