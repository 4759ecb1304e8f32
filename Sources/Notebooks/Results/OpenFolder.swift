import Diagnostics
import Glibc

/// A folder that is held open, so that every name in it means the same folder until the end.
struct OpenFolder {
  private let descriptor: Int32
  private let path: String

  /// What the names of unfinished files begin with.
  private static let temporaryPrefix = ".hfnb-tmp-"

  init(_ path: String) throws(Diagnostic) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Self.failure(
        errno == ENOTDIR
          ? "a file stands where the folder has to be" : "the folder cannot be opened",
        path, errno)
    }
  }

  func close() { _ = Glibc.close(descriptor) }

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
  private static func words(_ reason: Int32) -> String {
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

  /// Writes a file under a temporary name, flushes it and gives it its name.
  func replace(_ name: String, with bytes: [UInt8]) throws(Diagnostic) {
    let temporary = Self.temporaryPrefix + name
    _ = unlinkat(descriptor, temporary, 0)
    let file = openat(
      descriptor, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw Self.failure("a file cannot be made", "\(path)/\(name)", errno) }
    if let reason = Self.fill(file, bytes) {
      _ = Glibc.close(file)
      _ = unlinkat(descriptor, temporary, 0)
      throw Self.failure("a file cannot be filled", "\(path)/\(name)", reason)
    }
    _ = Glibc.close(file)
    if renameat(descriptor, temporary, descriptor, name) != 0 {
      let reason = errno
      _ = unlinkat(descriptor, temporary, 0)
      throw Self.failure("a file cannot be replaced", "\(path)/\(name)", reason)
    }
  }

  /// Writes and flushes all bytes, and gives the reason when that fails.
  private static func fill(_ file: Int32, _ bytes: [UInt8]) -> Int32? {
    let reason = bytes.withUnsafeBytes { buffer -> Int32? in
      var written = 0
      while written < buffer.count, let base = buffer.baseAddress {
        let count = Glibc.write(file, base + written, buffer.count - written)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return count == 0 ? ENOSPC : errno }
        written += count
      }
      return nil
    }
    if let reason { return reason }
    return fsync(file) == 0 ? nil : errno
  }

  /// Makes renamed files durable; file systems that cannot flush a folder are left alone.
  func flush() throws(Diagnostic) {
    if fsync(descriptor) != 0, errno != EINVAL, errno != ENOTSUP {
      throw Self.failure("the folder cannot be flushed", path, errno)
    }
  }

  /// Removes a file; one that is gone already, or is a folder, is left alone.
  func remove(_ name: String) { _ = unlinkat(descriptor, name, 0) }

  /// Removes what an interrupted run left unfinished.
  func removeTemporaries() {
    let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0 else { return }
    guard let stream = fdopendir(copy) else {
      _ = Glibc.close(copy)
      return
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { buffer in
        String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasPrefix(Self.temporaryPrefix) { names.append(name) }
    }
    for name in names { remove(name) }
  }
}
