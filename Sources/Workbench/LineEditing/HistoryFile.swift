import Diagnostics
import Glibc

/// An open and locked file of history lines.
struct HistoryFile {
  private let path: String
  private let descriptor: Int32

  /// Opens and locks a file.
  ///
  /// Nil if there is none and none is to be made. Waits for other sessions, which hold the lock for
  /// the time of one small write.
  init?(path: String, creates: Bool) throws(Diagnostic) {
    self.path = path
    let flags = O_RDWR | O_APPEND | O_CLOEXEC | O_NONBLOCK | (creates ? O_CREAT : 0)
    while true {
      let opened = open(path, flags, 0o600)
      if opened < 0 {
        if errno == ENOENT, !creates { return nil }
        throw Self.failure(path, "opened")
      }
      var facts = stat()
      guard fstat(opened, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
        Glibc.close(opened)
        throw Diagnostic(
          "E471", "the history \(path) is not a file", fix: .init("move it out of the way"),
          kind: .output)
      }
      while flock(opened, LOCK_EX) != 0 {
        guard errno == EINTR else {
          defer { Glibc.close(opened) }
          throw Self.failure(path, "locked")
        }
      }
      // Another session may have put a shorter file in this one's place before the lock was free.
      var current = stat()
      if stat(path, &current) == 0, current.st_ino == facts.st_ino, current.st_dev == facts.st_dev {
        if facts.st_mode & 0o077 != 0 { fchmod(opened, 0o600) }
        descriptor = opened
        return
      }
      Glibc.close(opened)
    }
  }

  /// Gives the lock and the file back.
  func close() { Glibc.close(descriptor) }

  /// The last bytes of the file.
  func read(last count: Int) throws(Diagnostic) -> [UInt8] {
    let size = Int(lseek(descriptor, 0, SEEK_END))
    guard size >= 0 else { throw Self.failure(path, "read") }
    let start = max(0, size - count)
    var bytes = [UInt8](repeating: 0, count: size - start)
    var filled = 0
    while filled < bytes.count {
      let step = bytes.withUnsafeMutableBytes { buffer in
        pread(
          descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled,
          off_t(start + filled))
      }
      if step < 0, errno == EINTR { continue }
      guard step >= 0 else { throw Self.failure(path, "read") }
      if step == 0 { break }
      filled += step
    }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }

  /// Writes lines at the end.
  func append(_ bytes: [UInt8]) throws(Diagnostic) { try Self.write(bytes, descriptor, path) }

  /// Puts a file with other content in the place of this one, at once or not at all.
  func replace(by bytes: [UInt8]) throws(Diagnostic) {
    let draft = "\(path).\(getpid())"
    let opened = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard opened >= 0 else { throw Self.failure(path, "shortened") }
    defer { Glibc.close(opened) }
    do {
      try Self.write(bytes, opened, path)
    } catch {
      unlink(draft)
      throw error
    }
    guard rename(draft, path) == 0 else {
      defer { unlink(draft) }
      throw Self.failure(path, "shortened")
    }
  }

  private static func write(
    _ bytes: [UInt8], _ descriptor: Int32, _ path: String
  ) throws(Diagnostic) {
    var written = 0
    while written < bytes.count {
      let step = bytes.withUnsafeBytes { buffer in
        Glibc.write(
          descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      }
      if step < 0, errno == EINTR { continue }
      guard step > 0 else { throw failure(path, "written") }
      written += step
    }
  }

  private static func failure(_ path: String, _ deed: String) -> Diagnostic {
    let reason = String(cString: strerror(errno))
    return Diagnostic(
      "E471", "the history \(path) cannot be \(deed): \(reason)", kind: .output)
  }
}
