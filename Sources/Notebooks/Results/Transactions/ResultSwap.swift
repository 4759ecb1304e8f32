import Diagnostics
import Glibc

/// Makes the folder of new results beside the old one, and puts it in its place.
struct ResultSwap {
  /// Where the content of a file is already.
  private enum Source {
    /// In the old results, under the same name.
    case old
    /// Among what cells made, under this name.
    case cells(String)
    /// In memory.
    case bytes([UInt8])
  }

  private let transaction: ResultTransaction
  /// The files other than the manifest, by name.
  private var sources: [String: Source] = [:]
  private let manifest: [UInt8]
  /// Whether the old results are the same, file by file.
  private let isSame: Bool

  private var lock: RunLock { transaction.lock }

  /// Finds out where everything is; nothing is written.
  init(
    _ transaction: ResultTransaction, _ run: NotebookRun, isPartial: Bool
  ) {
    self.transaction = transaction
    let files = OutputFiles(run)
    var saved = transaction.saved
    var unchanged = transaction.unchanged
    if isPartial {
      for name in transaction.owned.saved.keys where saved[name] == nil {
        guard let bytes = transaction.old?.read(name, limit: 1 << 30) else { continue }
        saved[name] = .init(bytes: bytes.count, digest: FNV1a64.hexadecimal(bytes))
        unchanged[name] = saved[name]?.digest
      }
    }
    for file in files.files {
      if unchanged[file.name] == file.digest {
        sources[file.name] = .old
      } else if transaction.made[file.blob] == file.digest {
        sources[file.name] = .cells(file.blob)
      } else {
        sources[file.name] = transaction.holds(file.name, file.bytes) ? .old : .bytes(file.bytes)
      }
    }
    for (name, file) in saved {
      sources[name] = unchanged[name] == file.digest ? .old : .cells(name)
    }
    let page = Array(StoredPage.text(run, files).utf8)
    sources[StoredPage.name] = transaction.holds(StoredPage.name, page) ? .old : .bytes(page)
    manifest = Array(ResultManifest.text(run, files, saved: saved).utf8)
    isSame =
      sources.values.allSatisfy { if case .old = $0 { true } else { false } }
      && transaction.holds(OutputFiles.manifestName, manifest)
  }

  /// The names of the files that are made, without the manifest.
  private var names: [String] {
    sources.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Does it, and gives the names of the files of results.
  func perform() throws(Diagnostic) -> [String] {
    let all = (names.filter { !$0.hasPrefix(OwnedFiles.savedPrefix) } + [OutputFiles.manifestName])
      .sorted()
    if isSame { return all }
    let (new, canMove) = try make()
    let parent = lock.parent
    let leaf = transaction.leaf
    let from = lock.folder.descriptor
    guard transaction.old != nil else {
      let reason = DiskCalls.rename(
        from, ResultTransaction.newName, parent.descriptor, leaf)
      if reason == EXDEV {
        try parent.makeFolder(leaf)
        try replaceOneByOne(new)
      } else {
        try checked(reason)
        do throws(Diagnostic) { try parent.flush() } catch {
          _ = DiskCalls.rename(parent.descriptor, leaf, from, ResultTransaction.newName)
          throw error
        }
      }
      return all
    }
    let reason = canMove ? exchange() : EACCES
    switch reason {
    case 0: break
    // The file system cannot, or the folder is a mount point.
    case EINVAL, ENOSYS, ENOTSUP, EXDEV, EBUSY, EACCES, EPERM:
      try replaceOneByOne(new)
      return all
    default: try checked(reason)
    }
    do throws(Diagnostic) { try parent.flush() } catch {
      _ = exchange()
      throw error
    }
    var moved: [(String, String)] = []
    do throws(Diagnostic) { try ResultTransaction.settle(leaf, lock, moved: &moved) } catch {
      guard takeBack(moved, new) else { throw error }
      try replaceOneByOne(new)
    }
    return all
  }

  private func checked(_ reason: Int32) throws(Diagnostic) {
    if reason == 0 { return }
    throw OpenFolder.failure("they cannot be put in place", transaction.folder.path, reason)
  }

  private func exchange() -> Int32 {
    DiskCalls.exchange(
      lock.folder.descriptor, ResultTransaction.newName, lock.parent.descriptor, transaction.leaf)
  }

  /// Undoes a swap after which not all could be moved.
  private func takeBack(_ moved: [(String, String)], _ new: OpenFolder) -> Bool {
    guard let old = transaction.old else { return false }
    for (name, newName) in moved where new.move(newName, to: old, as: name) != 0 { return false }
    return exchange() == 0
  }

  // MARK: The new folder

  /// Makes the new results, and says whether what strangers put into the old ones can be moved.
  private func make() throws(Diagnostic) -> (OpenFolder, canMove: Bool) {
    let old = transaction.old
    try lock.folder.makeFolder(ResultTransaction.newName)
    guard let new = try OpenFolder(ResultTransaction.newName, in: lock.folder) else {
      throw OpenFolder.failure("the folder cannot be opened", lock.folder.path, ENOTDIR)
    }
    if let old { new.takeAccess(from: old) }
    // The manifest comes first, so that a later run knows whose the files are.
    try new.write(OutputFiles.manifestName, manifest)
    var written = [OutputFiles.manifestName]
    for name in names {
      if let old, old.entry(name)?.isFolder == true {
        throw OpenFolder.failure("a file cannot be replaced", old.shown(name), EISDIR)
      }
      try new.makeFolders(to: name)
      if try !put(name, into: new) { written.append(name) }
    }
    var canMove = true
    if let old {
      canMove = try Strangers(folder: old, owned: transaction.owned).carry(
        into: new, taken: Set(names + [OutputFiles.manifestName]))
    }
    for name in written { try new.flush(name) }
    for folder in Set(names.flatMap(OpenFolder.folders)).sorted() { try new.flush(folder) }
    try new.flush()
    return (new, canMove)
  }

  /// Puts a file into a folder, and says whether it was flushed before.
  private func put(_ name: String, into folder: OpenFolder) throws(Diagnostic) -> Bool {
    switch sources[name] {
    case .old:
      guard let old = transaction.old else { break }
      if try old.link(name, into: folder, as: name) { return true }
    case .cells(let blob):
      guard let cells = transaction.cells else { break }
      if try cells.link(blob, into: folder, as: name) { return false }
    case .bytes, nil: break
    }
    try folder.write(name, try bytes(of: name))
    return false
  }

  private func bytes(of name: String) throws(Diagnostic) -> [UInt8] {
    let found: [UInt8]?
    switch sources[name] {
    case .old: found = transaction.old?.read(name, limit: .max)
    case .cells(let blob): found = transaction.cells?.read(blob, limit: .max)
    case .bytes(let bytes): found = bytes
    case nil: found = name == OutputFiles.manifestName ? manifest : nil
    }
    guard let found else {
      throw OpenFolder.failure(
        "a file disappeared meanwhile", "\(transaction.folder.path)/\(name)", ENOENT)
    }
    return found
  }

  // MARK: One by one

  /// Replaces the old results file by file, without a manifest in between.
  ///
  /// What needs space comes first, so that a full disk leaves the old results as they were.
  private func replaceOneByOne(_ new: OpenFolder) throws(Diagnostic) {
    guard let place = try OpenFolder(transaction.leaf, in: lock.parent) else {
      throw OpenFolder.failure("the folder cannot be opened", transaction.folder.path, ENOTDIR)
    }
    let changed = names.filter { name in
      if case .old = sources[name] { false } else { true }
    }
    var prepared: [String] = []
    do throws(Diagnostic) {
      for name in changed { try place.makeFolders(to: name) }
      if place.itself?.device != new.itself?.device {
        for name in changed + [OutputFiles.manifestName] {
          prepared.append(Self.temporary(name))
          try place.write(Self.temporary(name), try bytes(of: name))
          try place.flush(Self.temporary(name))
        }
      }
      // A run after a crash needs to know which files are not those of strangers.
      var owned = transaction.owned
      owned.add(OwnedFiles(manifest))
      try lock.folder.write(ResultTransaction.replacedName, Array(owned.manifest.utf8))
      try lock.folder.flush(ResultTransaction.replacedName)
      try lock.folder.flush()
    } catch {
      for name in prepared { place.remove(name) }
      for folder in Set(changed.flatMap(OpenFolder.folders)).sorted().reversed() {
        place.removeFolder(folder)
      }
      throw error
    }
    // From here on nothing needs space.
    place.remove(OutputFiles.manifestName)
    if place.entry(OutputFiles.manifestName) != nil {
      throw OpenFolder.failure(
        "a file cannot be replaced", place.shown(OutputFiles.manifestName), EACCES)
    }
    try? place.flush()
    let kept = Set(names)
    let keptFolders = Set(names.flatMap(OpenFolder.folders))
    for name in transaction.owned.all where !kept.contains(name) { place.remove(name) }
    for folder in Set(transaction.owned.all.flatMap(OpenFolder.folders)).sorted().reversed()
    where !keptFolders.contains(folder) {
      place.removeFolder(folder)
    }
    for name in changed + [OutputFiles.manifestName] {
      if name == OutputFiles.manifestName { try? place.flush() }
      let reason =
        prepared.isEmpty
        ? DiskCalls.rename(new.descriptor, name, place.descriptor, name)
        : DiskCalls.rename(place.descriptor, Self.temporary(name), place.descriptor, name)
      if reason != 0 {
        throw OpenFolder.failure(
          "a file cannot be replaced", "\(transaction.folder.path)/\(name)", reason)
      }
    }
    try? place.flush()
    // What a crash left of an earlier attempt.
    for name in place.names() where name.hasPrefix(OwnedFiles.temporaryPrefix) {
      place.remove(name)
    }
    try ResultTransaction.settle(transaction.leaf, lock)
  }

  private static func temporary(_ name: String) -> String {
    let folder = OpenFolder.folders(to: name).last.map { $0 + "/" } ?? ""
    return folder + OwnedFiles.temporaryPrefix + name.dropFirst(folder.count)
  }
}
