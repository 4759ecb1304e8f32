public import Diagnostics
import Glibc

/// Replaces single files, so that readers and crashes see the old one or the new one, whole.
public enum AtomicFile {
  /// Writes a file: beside the old one, flushed, then in its place.
  ///
  /// A link is followed, and a file that is there keeps its permissions. Two writers of one file wait
  /// for each other. What a crash leaves is removed by the next writer. A device or a pipe is
  /// written to as it is.
  ///
  /// - Parameter failure: The error for a value of `errno`.
  public static func replace(
    _ path: String, with bytes: [UInt8], failure: (Int32) -> Diagnostic
  ) throws(Diagnostic) {
    if isDevice(path) {
      let reason = writeDirectly(path, bytes)
      if reason != 0 { throw failure(reason) }
      return
    }
    let target = target(of: path)
    let draft = draftName(target)
    let file: Int32
    do throws(Reason) { file = try openDraft(draft) } catch { throw failure(error.number) }
    var reason = DiskCalls.cut(file, to: 0)
    if reason == 0 { reason = takeMode(of: target, file) }
    if reason == 0 { reason = DiskCalls.write(file, bytes) }
    if reason == 0 { reason = DiskCalls.flush(file) }
    if reason == 0 { reason = DiskCalls.rename(AT_FDCWD, draft, AT_FDCWD, target) }
    if reason != 0 { _ = DiskCalls.unlink(AT_FDCWD, draft) }
    _ = close(file)
    guard reason == 0 else { throw failure(reason) }
    flushFolder(of: target)
  }

  private struct Reason: Error { var number: Int32 }

  private static func isDevice(_ path: String) -> Bool {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return false }
    return facts.st_mode & S_IFMT != S_IFREG && facts.st_mode & S_IFMT != S_IFDIR
  }

  private static func writeDirectly(_ path: String, _ bytes: [UInt8]) -> Int32 {
    let file = open(path, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { return errno }
    defer { _ = close(file) }
    return DiskCalls.write(file, bytes)
  }

  /// Where a link leads; a path that is none as it is.
  private static func target(of path: String) -> String {
    var facts = stat()
    guard lstat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFLNK,
      let resolved = realpath(path, nil)
    else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The name of the unfinished file; short enough wherever the file's own name is.
  private static func draftName(_ path: String) -> String {
    let folder = OpenFolder.folders(to: path).last.map { $0 + "/" } ?? ""
    let name = String(decoding: path.utf8.dropFirst(folder.utf8.count), as: UTF8.self)
    guard name.utf8.count > 240 else { return path + ".hfnb-new" }
    return folder + FNV1a64.hexadecimal(Array(name.utf8)) + ".hfnb-new"
  }

  /// Opens the unfinished file, and keeps other writers out until it is closed.
  private static func openDraft(_ draft: String) throws(Reason) -> Int32 {
    while true {
      let (file, reason) = DiskCalls.open(
        AT_FDCWD, draft, O_WRONLY | O_CREAT | O_NONBLOCK, mode: 0o666)
      guard reason == 0 else { throw Reason(number: reason) }
      while flock(file, LOCK_EX) != 0, errno == EINTR {}
      var mine = stat()
      var present = stat()
      let isMine =
        fstat(file, &mine) == 0 && lstat(draft, &present) == 0 && mine.st_ino == present.st_ino
        && mine.st_dev == present.st_dev
      // Somebody else's file, or one with a second name, is not to be overwritten.
      let isOurs =
        mine.st_mode & S_IFMT == S_IFREG && mine.st_nlink == 1 && mine.st_uid == geteuid()
      if isMine, isOurs { return file }
      _ = close(file)
      if isMine {
        let reason = DiskCalls.unlink(AT_FDCWD, draft)
        guard reason == 0 else { throw Reason(number: reason) }
      }
    }
  }

  /// Gives the new file the permissions of the old one.
  private static func takeMode(of target: String, _ file: Int32) -> Int32 {
    var old = stat()
    var new = stat()
    guard stat(target, &old) == 0, fstat(file, &new) == 0, old.st_mode & S_IFMT == S_IFREG,
      old.st_mode != new.st_mode
    else { return 0 }
    return DiskCalls.setMode(file, old.st_mode & 0o7777)
  }

  /// Makes the new name durable, as far as the file system does that.
  private static func flushFolder(of path: String) {
    let folder = OpenFolder.folders(to: path).last ?? "."
    guard let opened = try? OpenFolder(folder.isEmpty ? "/" : folder) else { return }
    try? opened.flush()
  }
}
