import Diagnostics
import Glibc

/// A folder that is held open, so that every name in it means the same folder until the end.
final class OpenFolder: Sendable {
  let descriptor: Int32
  /// The path, for messages.
  let path: String

  init(_ path: String) throws(Diagnostic) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.failure(opening: path, errno) }
  }

  /// A folder in a folder; nil when there is none, or a link stands there.
  init?(_ name: String, in folder: OpenFolder) throws(Diagnostic) {
    path = folder.shown(name)
    descriptor = openat(
      folder.descriptor, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    if descriptor >= 0 { return }
    if errno == ENOENT || errno == ENOTDIR || errno == ELOOP { return nil }
    throw Self.failure(opening: path, errno)
  }

  deinit {
    if descriptor >= 0 { _ = Glibc.close(descriptor) }
  }

  /// The path of something in the folder, for messages.
  func shown(_ name: String) -> String {
    path == "." ? name : path.hasSuffix("/") ? path + name : path + "/" + name
  }

  private static func failure(opening path: String, _ reason: Int32) -> Diagnostic {
    failure(
      reason == ENOTDIR
        ? "a file stands where the folder has to be" : "the folder cannot be opened", path, reason)
  }

  /// An error about a path with the system's word for the reason.
  static func failure(_ what: String, _ path: String, _ reason: Int32) -> Diagnostic {
    let advice: String? =
      switch reason {
      case ENOSPC, EDQUOT: "free some space, or choose another place with `--out`"
      case EACCES, EPERM, EROFS: "choose a place that can be written with `--out`"
      case EEXIST, ENOTDIR, EISDIR: "move what is in the way, or choose another place with `--out`"
      default: nil
      }
    return Diagnostic(
      "E640", "results could not be written: \(what)",
      details: ["\(path): \(words(reason))"], fix: advice.map { .init($0) }, kind: .output)
  }

  /// The reason in words that do not depend on the language of the system.
  static func words(_ reason: Int32) -> String {
    switch reason {
    case ENOSPC: "no space is left on the device"
    case EDQUOT: "the quota of the disk is used up"
    case EACCES, EPERM: "permission denied"
    case EROFS: "the file system is read-only"
    case EEXIST: "something of that name is already there"
    case ENOTDIR: "a part of the path is not a folder"
    case EISDIR: "it is a folder"
    case ENAMETOOLONG: "the name is too long"
    case ELOOP: "too many symbolic links"
    case EMFILE, ENFILE: "too many files are open"
    case EIO: "the device reports an error"
    case ENOENT: "no such file or folder"
    case EBUSY: "it is in use"
    case ENOTEMPTY: "the folder is not empty"
    case EXDEV: "it is on another device"
    default: "system error \(reason)"
    }
  }

  /// The content of a file in the folder, or nil when there is none, it is no plain file or it is
  /// longer than the limit.
  func read(_ name: String, limit: Int = 64 << 20) -> [UInt8]? {
    let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { _ = Glibc.close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      Int(status.st_size) <= limit
    else { return nil }
    let size = Int(status.st_size)
    var isComplete = true
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size, let base = buffer.baseAddress {
        let got = Glibc.read(file, base + count, size - count)
        if got < 0, errno == EINTR { continue }
        guard got > 0 else {
          isComplete = false
          return
        }
        count += got
      }
    }
    return isComplete ? bytes : nil
  }

  /// What stands under a name.
  struct Entry: Hashable {
    var device: UInt
    var number: UInt
    var mode: mode_t
    var owner: uid_t
    var group: gid_t

    var isFolder: Bool { mode & S_IFMT == S_IFDIR }
    var isLink: Bool { mode & S_IFMT == S_IFLNK }

    fileprivate init(_ facts: stat) {
      device = UInt(facts.st_dev)
      number = UInt(facts.st_ino)
      mode = facts.st_mode
      owner = facts.st_uid
      group = facts.st_gid
    }

    /// Whether both are the same file or folder, whatever they are called.
    func isSame(as other: Entry) -> Bool { device == other.device && number == other.number }
  }

  /// What stands under a name in the folder; links are not followed.
  func entry(_ name: String) -> Entry? {
    var facts = stat()
    guard fstatat(descriptor, name, &facts, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    return Entry(facts)
  }

  /// The folder itself.
  var itself: Entry? {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { return nil }
    return Entry(facts)
  }

  /// Whether the path still leads to this folder.
  var isInPlace: Bool {
    var facts = stat()
    guard stat(path, &facts) == 0, let itself else { return false }
    return Entry(facts).isSame(as: itself)
  }

  /// The names in the folder, sorted by their bytes.
  func names() -> [String] { listing().names }

  /// The names in the folder, and whether these are all: a name need not be UTF-8.
  func listing() -> (names: [String], isComplete: Bool) {
    let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0 else { return ([], false) }
    guard let stream = fdopendir(copy) else {
      _ = Glibc.close(copy)
      return ([], false)
    }
    defer { closedir(stream) }
    var names: [String] = []
    var isComplete = true
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { buffer in
        String(validating: buffer.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard let name else {
        isComplete = false
        continue
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return (names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }, isComplete)
  }
}
