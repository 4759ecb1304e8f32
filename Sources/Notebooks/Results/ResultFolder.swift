public import Diagnostics
import Glibc

/// The folder beside a notebook that holds the results of its last run.
///
/// Files are written under temporary names, flushed and renamed, the manifest `run.json` last, so
/// that a reader or a crash sees the old manifest or the new one. Files that only the old manifest
/// names are removed afterwards; nothing else in the folder is touched.
public struct ResultFolder: Sendable {
  /// The path of the folder.
  public let path: String

  /// Creates a value for a folder; nothing is read or written yet.
  public init(path: String) { self.path = path }

  /// The folder of a notebook: its path with `.out` at the end.
  public init(ofNotebook path: String) { self.path = path + ".out" }

  /// Writes the results of a run.
  ///
  /// Two runs are not to write into one folder at the same time; keeping them apart is up to the
  /// caller.
  ///
  /// - Returns: The names of the files in the folder, sorted, `run.json` among them.
  /// - Throws: What could not be written and why, of the kind `output`. The old manifest is then
  ///   still in place.
  @discardableResult
  public func write(_ run: NotebookRun) throws(Diagnostic) -> [String] {
    let files = OutputFiles(run)
    let manifest = Array(ResultManifest.text(run, files).utf8)
    let page = Array(StoredPage.text(run, files).utf8)
    try Self.makeFolder(path)
    let folder = try OpenFolder(path)
    defer { folder.close() }
    let before = folder.read(OutputFiles.manifestName).map(ResultManifest.files) ?? []
    for file in files.files {
      // An equal file is left alone, so that its time says when the result changed.
      if folder.read(file.name, limit: file.bytes.count) == file.bytes { continue }
      try folder.replace(file.name, with: file.bytes)
    }
    if folder.read(StoredPage.name, limit: page.count) != page {
      try folder.replace(StoredPage.name, with: page)
    }
    try folder.flush()
    try folder.replace(OutputFiles.manifestName, with: manifest)
    try folder.flush()
    let names = Set(files.files.map(\.name))
    for name in before where !names.contains(name) && name != StoredPage.name {
      folder.remove(name)
    }
    folder.removeTemporaries()
    return (names + [OutputFiles.manifestName, StoredPage.name]).sorted()
  }

  /// The results that are stored, for a notebook that may have changed since.
  ///
  /// - Parameter path: The path by which the notebook is named.
  /// - Returns: Nil when there are none, or when files are missing or were changed.
  public func read(_ notebook: Notebook, path notebookPath: String) -> NotebookRun? {
    guard let folder = try? OpenFolder(path) else { return nil }
    defer { folder.close() }
    guard let page = folder.read(StoredPage.name),
      let manifest = folder.read(OutputFiles.manifestName),
      let facts = ResultManifest.facts(in: manifest),
      var run = StoredPage.run(
        page, notebook, path: notebookPath, file: { folder.read($0) })
    else { return nil }
    run.parameters = facts.parameters
    run.data = facts.data
    run.exitStatus = facts.exitStatus
    return run
  }

  /// Makes a folder and the ones above it.
  public static func makeFolder(_ path: String) throws(Diagnostic) {
    if mkdir(path, 0o777) == 0 { return }
    let reason = errno
    if reason == EEXIST { return }
    let bytes = Array(path.utf8)
    if reason == ENOENT,
      let slash = bytes.lastIndex(where: { $0 == UInt8(ascii: "/") }), slash > 0
    {
      try makeFolder(String(decoding: bytes[..<slash], as: UTF8.self))
      if mkdir(path, 0o777) == 0 || errno == EEXIST { return }
    }
    throw OpenFolder.failure("the folder cannot be made", path, reason)
  }
}
