public import Catalog
public import Diagnostics
import Glibc

/// The making of one notebook's results: readers and crashes see the old results or the new ones, whole.
///
/// Results are made in a hidden folder beside the result folder, `.NAME.hfnb.out.work`, which one run
/// holds at a time. When all is there and flushed, the new folder and the old one are swapped in one
/// step. Each finished cell is written down with its files, so that a run after a crash goes on where
/// the crash was. What people put into a result folder themselves stays there.
///
/// On file systems that cannot swap folders, and when the result folder is a mount point or holds
/// folders that cannot be moved, files are replaced one by one: without a manifest meanwhile, so that
/// readers see the old results, none, or the new ones.
///
/// It is used from one thread at a time, in this order: create it before the run, `finished` and
/// `record` for each cell, `save` for what cells save, then `commit` or `abandon`; one that is let go
/// is abandoned.
public final class ResultTransaction: @unchecked Sendable {
  /// What to do when another run holds the results.
  public struct Waiting {
    /// Ends the waiting.
    public var cancellation: Cancellation
    /// Is told once who holds them.
    public var tell: (String) -> Void

    /// Creates an answer.
    public init(cancellation: Cancellation, tell: @escaping (String) -> Void = { _ in }) {
      self.cancellation = cancellation
      self.tell = tell
    }
  }

  /// The folder of results.
  public let folder: ResultFolder
  /// What first went wrong while results were written; `commit` throws it.
  public private(set) var failure: Diagnostic?

  /// The name of the result folder, or of what a link there leads to.
  let leaf: String
  let lock: RunLock
  /// The old results; nil when there are none.
  let old: OpenFolder?
  /// The names of files of the old results.
  let owned: OwnedFiles
  /// The files that cells have made so far; made when the first is written.
  private(set) var cells: OpenFolder?
  private var journal: RunJournal
  /// The digests of files that the old results hold already, by name.
  private(set) var unchanged: [String: String] = [:]
  /// The digests of files in `cells`, by their names there.
  private(set) var made: [String: String] = [:]
  /// What cells saved, by name, with the sizes and digests.
  private(set) var saved: [String: OwnedFiles.Saved] = [:]
  /// What was saved since a cell was last recorded.
  private var savedByCell: Set<String> = []
  /// The cells that were taken up from an earlier run.
  private var takenUp: Set<String> = []
  private var isOpen = true

  static let cellsName = "cells"
  static let newName = "new"
  /// The manifest of results that are being replaced one by one.
  static let replacedName = "replaced.json"

  /// Takes the results of a notebook for a run.
  ///
  /// - Parameters:
  ///   - command: What other runs are told of this one.
  ///   - fingerprint: What all results rest on beside the keys of cells, such as the version of the
  ///     program; cells that were finished under another one are not taken up again.
  ///   - waiting: What to do when another run holds them; nil for an error.
  /// - Throws: `E641` when another run holds them, `E640` when the place cannot be written.
  public init(
    _ folder: ResultFolder, command: String = "hfnb", fingerprint: String = "",
    waiting: Waiting? = nil
  ) throws(Diagnostic) {
    self.folder = folder
    let (parentPath, leaf) = try Self.place(of: folder.path)
    self.leaf = leaf
    if !Self.exists(parentPath) { try ResultFolder.makeFolder(parentPath) }
    let parent: OpenFolder
    do throws(Diagnostic) { parent = try OpenFolder(parentPath) } catch {
      throw Self.isFolder(parentPath)
        ? error : OpenFolder.failure("the folder cannot be made", folder.path, ENOTDIR)
    }
    let mode = parent.entry(leaf).map { $0.mode & 0o7777 } ?? 0o777
    lock = try RunLock(
      leaf, in: parent, path: folder.path, mode: mode | 0o700, command: command, waiting: waiting)
    do throws(Diagnostic) {
      try Self.settle(leaf, lock)
      old = try OpenFolder(leaf, in: parent)
      if old == nil, parent.entry(leaf) != nil {
        throw OpenFolder.failure(
          "a file stands where the folder has to be", folder.path, ENOTDIR)
      }
    } catch {
      if lock.folder.entry(RunJournal.fileName) == nil { lock.removeFolder() }
      throw error
    }
    var owned = OwnedFiles(old?.read(OutputFiles.manifestName))
    owned.add(OwnedFiles(lock.folder.read(Self.replacedName)))
    self.owned = owned
    journal = RunJournal(lock.folder, fingerprint: fingerprint)
    if journal.earlier.isEmpty {
      if lock.folder.entry(Self.cellsName) != nil { lock.folder.removeAll(Self.cellsName) }
    } else {
      cells = try OpenFolder(Self.cellsName, in: lock.folder)
    }
  }

  deinit { abandon() }

  /// The folder that holds the result folder, and the name in it; links are followed.
  private static func place(of path: String) throws(Diagnostic) -> (parent: String, leaf: String) {
    var path = path
    var facts = stat()
    if lstat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFLNK {
      guard let resolved = realpath(path, nil) else {
        throw OpenFolder.failure("the link cannot be followed", path, errno)
      }
      path = String(cString: resolved)
      free(resolved)
    }
    while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", path) }
    let leaf = String(path[path.utf8.index(after: slash)...])
    return (slash == path.startIndex ? "/" : String(path[..<slash]), leaf)
  }

  private static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  private static func isFolder(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
  }

  // MARK: Cells

  /// The outcome of a cell that a run which did not end had finished, if nothing changed since.
  ///
  /// - Parameter inputs: What the key was made of, and what the rendering rests on.
  public func finished(_ id: String, key: String, inputs: [String: String]) -> CellRun? {
    guard let entry = journal.earlier[id], entry.key == key, entry.inputs == inputs else {
      return nil
    }
    var taken: [(name: String, place: Place, digest: String)] = []
    let restored = StoredPage.cell(entry.page) { name in
      guard let (bytes, place) = self.bytes(ofCell: name) else { return nil }
      taken.append((name, place, FNV1a64.hexadecimal(bytes)))
      return bytes
    }
    guard var cell = restored, cell.outputs.count == entry.digests.count,
      cell.outputs.count == entry.rows.count
    else { return nil }
    var sizes: [Int] = []
    for file in entry.saved {
      guard let (bytes, place) = bytes(saved: file.name),
        FNV1a64.hexadecimal(bytes) == file.digest
      else { return nil }
      taken.append((file.name, place, file.digest))
      sizes.append(bytes.count)
    }
    for (index, file) in entry.saved.enumerated() {
      saved[file.name] = .init(bytes: sizes[index], digest: file.digest)
    }
    for file in taken {
      switch file.place {
      case .old(let name): unchanged[name] = file.digest
      case .cells: made[file.name] = file.digest
      }
    }
    for index in cell.outputs.indices {
      cell.outputs[index].valueDigest = entry.digests[index]
      cell.outputs[index].rows = entry.rows[index]
    }
    cell.rowsIn = entry.rowsIn
    cell.key = key
    cell.inputs = inputs
    takenUp.insert(id)
    return cell
  }

  /// Where a file is.
  private enum Place {
    case cells
    /// In the old results, under a name.
    case old(String)
  }

  private func bytes(ofCell name: String) -> ([UInt8], Place)? {
    let likely = OutputFiles.likelyName(ofBlob: name)
    guard OutputFiles.isOutputName(likely) else { return nil }
    if let bytes = cells?.read(name, limit: 1 << 30) { return (bytes, .cells) }
    return old?.read(likely, limit: 1 << 30).map { ($0, .old(likely)) }
  }

  private func bytes(saved name: String) -> ([UInt8], Place)? {
    if let bytes = cells?.read(name, limit: 1 << 30) { return (bytes, .cells) }
    return old?.read(name, limit: 1 << 30).map { ($0, .old(name)) }
  }

  /// Writes the files of a cell that is done, and writes down that it is.
  ///
  /// Only cells that did what was asked are written down: others are done again after a crash. When
  /// something cannot be written, `failure` says so.
  public func record(_ cell: CellRun) {
    let saves = savedByCell
    savedByCell = []
    guard failure == nil, isOpen, !takenUp.contains(cell.id), cell.status == .ok,
      cell.diagnostics.isEmpty,
      cell.storedFindings.isEmpty, let key = cell.key, CellIdentity.isValid(cell.id)
    else { return }
    do throws(Diagnostic) {
      var files = OutputFiles([cell]).files
      for index in files.indices {
        let file = files[index]
        try keep(file.bytes, file.digest, as: file.blob, likely: file.likelyName)
        files[index].name = file.blob
      }
      try journal.add(
        RunJournal.Entry(
          id: cell.id, key: key, inputs: cell.inputs, page: StoredPage.value(of: cell, files),
          digests: cell.outputs.map(\.valueDigest), rows: cell.outputs.map(\.rows),
          rowsIn: cell.rowsIn,
          saved: saves.sorted().map { .init(name: $0, digest: saved[$0]?.digest ?? "") }))
    } catch {
      failure = error
    }
  }

  /// Keeps a file that a cell saves below `saved/` of the result folder.
  public func save(_ bytes: [UInt8], as name: String) throws(Diagnostic) {
    if let failure { throw failure }
    do throws(Diagnostic) {
      let name = OwnedFiles.savedPrefix + name
      let digest = FNV1a64.hexadecimal(bytes)
      try keep(bytes, digest, as: name, likely: name)
      saved[name] = .init(bytes: bytes.count, digest: digest)
      savedByCell.insert(name)
    } catch {
      // The cell says why; the whole need not say it again.
      failure = Diagnostic(
        "E640", "the results in `\(folder.path)` are not replaced, since a file could not be saved",
        kind: .output)
      throw error
    }
  }

  /// Writes a file unless the old results hold an equal one, whose time then stays.
  private func keep(
    _ bytes: [UInt8], _ digest: String, as name: String, likely: String
  ) throws(Diagnostic) {
    unchanged[likely] = nil
    made[name] = nil
    if holds(likely, bytes) {
      unchanged[likely] = digest
      // One that an earlier cell or run left would be found before it.
      if cells?.entry(name) != nil { cells?.remove(name) }
      return
    }
    let folder: OpenFolder
    if let cells {
      folder = cells
    } else {
      try lock.folder.makeFolder(Self.cellsName)
      guard let opened = try OpenFolder(Self.cellsName, in: lock.folder) else {
        throw OpenFolder.failure("the folder cannot be opened", lock.folder.path, ENOENT)
      }
      cells = opened
      folder = opened
    }
    try folder.makeFolders(to: name)
    try folder.write(name, bytes)
    made[name] = digest
  }

  /// Whether the old results hold a file with some content.
  func holds(_ name: String, _ bytes: [UInt8]) -> Bool {
    guard let old, !OpenFolder.folders(to: name).contains(where: { old.entry($0)?.isLink == true })
    else { return false }
    return old.read(name, limit: bytes.count) == bytes
  }

  // MARK: The end

  /// Gives the results up.
  ///
  /// - Parameter keepsFinished: Whether a later run may take up the cells that are done.
  public func abandon(keepsFinished: Bool = false) {
    guard isOpen else { return }
    isOpen = false
    if !keepsFinished || !journal.isKept { removeWork() }
    journal.close()
    lock.release()
  }

  /// Makes the results of a run the results of the notebook.
  ///
  /// - Parameters:
  ///   - isPartial: Whether cells were left out on purpose; then what they saved before stays.
  ///   - keepsFinished: Whether a later run may take up the cells that are done, because this one was
  ///     stopped.
  /// - Returns: The names of the files that the results consist of, sorted, `run.json` among them.
  /// - Throws: What could not be written and why, of the kind `output`. The old results are then as
  ///   they were, and the transaction is over.
  @discardableResult
  public func commit(
    _ run: NotebookRun, isPartial: Bool = false, keepsFinished: Bool = false
  ) throws(Diagnostic) -> [String] {
    guard isOpen else { throw .defect("results that were written twice") }
    do throws(Diagnostic) {
      if let failure { throw failure }
      lock.follow()
      let names = try ResultSwap(self, run, isPartial: isPartial).perform()
      abandon(keepsFinished: keepsFinished)
      return names
    } catch {
      abandon()
      var error = error
      if let old, old.isInPlace, old.entry(OutputFiles.manifestName) != nil {
        error.details.append("The results of the run before are as they were.")
      }
      throw error
    }
  }

  /// Removes all that is in the hidden folder, and the folder.
  private func removeWork() {
    let folder = lock.folder
    // The journal goes first: without it nothing else is looked at.
    if folder.entry(RunJournal.fileName) != nil { journal.remove() }
    if folder.entry(Self.newName) != nil { try? Self.settle(leaf, lock) }
    if folder.entry(Self.cellsName) != nil { folder.removeAll(Self.cellsName) }
    if folder.entry(Self.newName) == nil {
      // Without a manifest in the result folder, this one says which files there are ours.
      if folder.entry(Self.replacedName) != nil {
        let present = try? OpenFolder(leaf, in: lock.parent)
        guard present?.entry(OutputFiles.manifestName) != nil else { return }
        folder.remove(Self.replacedName)
      }
      lock.removeFolder()
    }
  }
}
