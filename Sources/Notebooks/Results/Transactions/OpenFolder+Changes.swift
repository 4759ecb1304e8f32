import Diagnostics
import Glibc

/// Changes in a folder; names may lead into folders below it, but never through a link that a stranger
/// could have put there, because they are made in folders of our own.
extension OpenFolder {
  private func checked(_ reason: Int32, _ what: String, _ name: String) throws(Diagnostic) {
    if reason != 0 { throw Self.failure(what, shown(name), reason) }
  }

  /// Makes a folder; one that is there is taken as it is.
  func makeFolder(_ name: String, mode: mode_t = 0o777) throws(Diagnostic) {
    let reason = DiskCalls.makeFolder(descriptor, name, mode: mode)
    if reason != EEXIST { try checked(reason, "the folder cannot be made", name) }
  }

  /// Makes the folders that lead to a name.
  func makeFolders(to name: String) throws(Diagnostic) {
    for folder in Self.folders(to: name) where entry(folder)?.isFolder != true {
      try makeFolder(folder)
    }
  }

  /// The folders that lead to a name, the outermost first.
  static func folders(to name: String) -> [String] {
    let bytes = Array(name.utf8)
    return bytes.indices.filter { bytes[$0] == UInt8(ascii: "/") }
      .map { String(decoding: bytes[..<$0], as: UTF8.self) }
  }

  /// Writes a new file, without flushing it; what stands under its name is removed.
  func write(_ name: String, _ bytes: [UInt8]) throws(Diagnostic) {
    let flags = O_WRONLY | O_CREAT | O_EXCL
    var (file, reason) = DiskCalls.open(descriptor, name, flags, mode: 0o666)
    if reason == EEXIST {
      try checked(DiskCalls.unlink(descriptor, name), "a file cannot be replaced", name)
      (file, reason) = DiskCalls.open(descriptor, name, flags, mode: 0o666)
    }
    try checked(reason, "a file cannot be made", name)
    reason = DiskCalls.write(file, bytes)
    // A file system may find out only here that there is no space.
    if Glibc.close(file) != 0, reason == 0, errno != EINTR { reason = errno }
    guard reason != 0 else { return }
    _ = DiskCalls.unlink(descriptor, name)
    try checked(reason, "a file cannot be filled", name)
  }

  /// Waits until a file or a folder in this one is on the device.
  func flush(_ name: String) throws(Diagnostic) {
    let file = openat(descriptor, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    try checked(file < 0 ? errno : 0, "a file cannot be flushed", name)
    let reason = DiskCalls.flush(file)
    _ = Glibc.close(file)
    try checked(reason, "a file cannot be flushed", name)
  }

  /// Waits until the names in the folder are on the device.
  func flush() throws(Diagnostic) {
    let reason = DiskCalls.flush(descriptor)
    if reason != 0 { throw Self.failure("the folder cannot be flushed", path, reason) }
  }

  /// Gives a file a second name in another folder, and says whether that can be done there.
  func link(_ name: String, into folder: OpenFolder, as newName: String) throws(Diagnostic) -> Bool
  {
    let reason = DiskCalls.link(descriptor, name, folder.descriptor, newName)
    switch reason {
    case 0: return true
    // No second names here, too many, or not for files of another user.
    case EPERM, EXDEV, EMLINK, ENOTSUP, ENOSYS, EINVAL: return false
    default: throw Self.failure("a file cannot be kept", folder.shown(newName), reason)
    }
  }

  /// Moves something to another folder; it takes no name that is taken.
  ///
  /// - Returns: 0, or the reason why it stays.
  func move(_ name: String, to folder: OpenFolder, as newName: String) -> Int32 {
    let reason = DiskCalls.renameNew(descriptor, name, folder.descriptor, newName)
    guard reason == EINVAL || reason == ENOSYS else { return reason }
    if folder.entry(newName) != nil { return EEXIST }
    return DiskCalls.rename(descriptor, name, folder.descriptor, newName)
  }

  /// Lets the same people in as another folder does, as far as that is allowed.
  func takeAccess(from other: OpenFolder) {
    guard let mine = itself, let wanted = other.itself else { return }
    if mine.owner != wanted.owner || mine.group != wanted.group {
      _ = DiskCalls.setOwner(descriptor, wanted.owner, wanted.group)
    }
    if mine.mode != wanted.mode { _ = DiskCalls.setMode(descriptor, wanted.mode & 0o7777) }
  }

  /// Removes a file; one that is gone already, or is a folder, is left alone.
  func remove(_ name: String) { _ = DiskCalls.unlink(descriptor, name) }

  /// Removes a folder that is empty.
  func removeFolder(_ name: String) { _ = DiskCalls.removeFolder(descriptor, name) }

  /// Removes a folder with all that is in it.
  func removeAll(_ name: String) {
    if let inner = try? OpenFolder(name, in: self) {
      for entry in inner.names() {
        if inner.entry(entry)?.isFolder == true {
          inner.removeAll(entry)
        } else {
          inner.remove(entry)
        }
      }
    }
    removeFolder(name)
  }
}
