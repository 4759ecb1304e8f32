public import Diagnostics
import Glibc

/// The folder beside a notebook that holds the results of its last run.
///
/// Results are replaced as a whole, so that a reader or a crash sees the old ones or the new ones; see
/// `ResultTransaction`. What people put into the folder themselves stays there.
public struct ResultFolder: Sendable {
  /// The path of the folder.
  public let path: String

  /// Creates a value for a folder; nothing is read or written yet.
  public init(path: String) { self.path = path }

  /// The folder of a notebook: its path with `.out` at the end.
  public init(ofNotebook path: String) { self.path = path + ".out" }

  /// Writes the results of a run that is over.
  ///
  /// - Returns: The names of the files of results, sorted, `run.json` among them.
  /// - Throws: What could not be written and why, of the kind `output`. The old results are then as
  ///   they were.
  @discardableResult
  public func write(_ run: NotebookRun) throws(Diagnostic) -> [String] {
    try ResultTransaction(self).commit(run)
  }

  /// The results that are stored, for a notebook that may have changed since.
  ///
  /// - Parameter path: The path by which the notebook is named.
  /// - Returns: Nil when there are none, or when files are missing or were changed.
  public func read(_ notebook: Notebook, path notebookPath: String) -> NotebookRun? {
    consistently { Self.read(notebook, path: notebookPath, $0) }
  }

  /// What a folder that is held open says.
  ///
  /// Results that are replaced meanwhile disappear bit by bit from the folder that was opened. So
  /// everything is read again when the path leads to another folder afterwards.
  func consistently<Result>(_ body: (OpenFolder) -> Result?) -> Result? {
    var rest = 100
    while let folder = try? OpenFolder(path) {
      let result = body(folder)
      rest -= 1
      if folder.isInPlace || rest == 0 { return result }
    }
    return nil
  }

  private static func read(
    _ notebook: Notebook, path notebookPath: String, _ folder: OpenFolder
  ) -> NotebookRun? {
    guard let page = folder.read(StoredPage.name),
      let manifest = folder.read(OutputFiles.manifestName),
      let facts = ResultManifest.facts(in: manifest),
      var run = StoredPage.run(
        page, notebook, path: notebookPath,
        file: { OutputFiles.isOutputName($0) ? folder.read($0) : nil })
    else { return nil }
    run.parameters = facts.parameters
    run.data = facts.data
    run.exitStatus = facts.exitStatus
    return run
  }

  /// Makes a folder and the ones above it.
  public static func makeFolder(_ path: String) throws(Diagnostic) {
    let reason = DiskCalls.makeFolder(AT_FDCWD, path, mode: 0o777)
    if reason == 0 || reason == EEXIST { return }
    if reason == ENOENT, let above = OpenFolder.folders(to: path).last, !above.isEmpty {
      try makeFolder(above)
      let again = DiskCalls.makeFolder(AT_FDCWD, path, mode: 0o777)
      if again == 0 || again == EEXIST { return }
    }
    throw OpenFolder.failure("the folder cannot be made", path, reason)
  }
}
