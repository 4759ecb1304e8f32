import Diagnostics
import Glibc

/// What people put into a result folder themselves: it stays there when results are replaced.
struct Strangers {
  /// The folder in which they are.
  let folder: OpenFolder
  /// The files in it that are ours.
  let owned: OwnedFiles

  /// Calls a function with each: with files, and with folders except those of saved files.
  ///
  /// - Returns: Whether there are no others, whose names are not text.
  @discardableResult
  private func forEach(
    _ body: (String, OpenFolder.Entry) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> Bool {
    try forEach(in: folder, prefix: "", body)
  }

  private func forEach(
    in inner: OpenFolder, prefix: String,
    _ body: (String, OpenFolder.Entry) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> Bool {
    var (names, isComplete) = inner.listing()
    for entryName in names {
      let name = prefix + entryName
      guard let entry = inner.entry(entryName) else { continue }
      if entry.isFolder, !prefix.isEmpty || name == OwnedFiles.savedFolder {
        if let below = try OpenFolder(entryName, in: inner) {
          let isWhole = try forEach(in: below, prefix: name + "/", body)
          isComplete = isComplete && isWhole
        }
      } else if entry.isFolder || !owned.contains(name) {
        try body(name, entry)
      }
    }
    return isComplete
  }

  // MARK: Before the swap

  /// Gives each file a second name in the new results.
  ///
  /// - Parameter taken: The names of new results, which replace files of strangers.
  /// - Returns: Whether all that is left can be moved when the new results are in place.
  func carry(into new: OpenFolder, taken: Set<String>) throws(Diagnostic) -> Bool {
    var canMove = true
    let isComplete = try forEach { (name, entry) throws(Diagnostic) in
      if entry.isFolder {
        if taken.contains(name) {
          throw OpenFolder.failure("a file cannot be replaced", folder.shown(name), EISDIR)
        }
        // Moving a folder changes what stands above it, which is a change of the folder itself.
        canMove = canMove && faccessat(folder.descriptor, name, W_OK, 0) == 0
      } else if !taken.contains(name) {
        try new.makeFolders(to: name)
        _ = try folder.link(name, into: new, as: name)
      }
    }
    return canMove && isComplete
  }

  // MARK: After the swap

  /// Moves what is not in the new results yet.
  ///
  /// - Parameter moved: What was moved, with the names from and to.
  func move(
    into present: () throws(Diagnostic) -> OpenFolder, moved: inout [(String, String)]
  ) throws(Diagnostic) {
    var done: [(String, String)] = []
    defer { moved = done }
    try forEach { (name, entry) throws(Diagnostic) in
      let place = try present()
      if let other = place.entry(name), other.isSame(as: entry) { return }
      // Something else took the name in the meantime; both are kept.
      var newName = name
      var number = 1
      while true {
        try place.makeFolders(to: newName)
        let reason = folder.move(name, to: place, as: newName)
        if reason == 0 { break }
        guard reason == EEXIST || reason == ENOTEMPTY else {
          throw OpenFolder.failure(
            "what you put into the folder cannot be kept", place.shown(name), reason)
        }
        newName = "\(name).kept" + (number == 1 ? "" : "-\(number)")
        number += 1
      }
      done.append((name, newName))
    }
  }
}

extension ResultTransaction {
  /// Takes apart what stands in the folder `new`: results that were not put in place, or those that
  /// were replaced.
  ///
  /// What strangers put there goes to the results, unless it is there too.
  static func settle(_ leaf: String, _ lock: RunLock) throws(Diagnostic) {
    var moved: [(String, String)] = []
    try settle(leaf, lock, moved: &moved)
  }

  static func settle(
    _ leaf: String, _ lock: RunLock, moved: inout [(String, String)]
  ) throws(Diagnostic) {
    guard let folder = try OpenFolder(newName, in: lock.folder) else { return }
    var owned = OwnedFiles(folder.read(OutputFiles.manifestName))
    owned.add(OwnedFiles(lock.folder.read(replacedName)))
    var opened: OpenFolder?
    try Strangers(folder: folder, owned: owned).move(
      into: { () throws(Diagnostic) in
        if let opened { return opened }
        if lock.parent.entry(leaf) == nil { try lock.parent.makeFolder(leaf) }
        guard let present = try OpenFolder(leaf, in: lock.parent) else {
          throw OpenFolder.failure(
            "the folder cannot be opened", lock.parent.shown(leaf), ENOTDIR)
        }
        opened = present
        return present
      }, moved: &moved)
    // The manifest goes last: as long as it is there, it says whose the files are.
    for name in folder.names() where name != OutputFiles.manifestName {
      if folder.entry(name)?.isFolder == true {
        folder.removeAll(name)
      } else {
        folder.remove(name)
      }
    }
    folder.remove(OutputFiles.manifestName)
    lock.folder.removeFolder(newName)
  }
}
