import Catalog
import Diagnostics
import Glibc

/// The hidden folder beside a result folder in which a run makes its results, held by one run.
///
/// The lock is that of the file `run.lock` in it. The system gives it back when the process ends, in
/// whatever way, so that a dead run stops nobody.
final class RunLock {
  static let fileName = "run.lock"

  /// The folder that holds both.
  private(set) var parent: OpenFolder
  /// The name of the hidden folder.
  let name: String
  /// The hidden folder.
  let folder: OpenFolder
  private let file: Int32

  /// The name of the hidden folder beside a result folder.
  static func workName(_ leaf: String) -> String {
    // The longest name that file systems take has 255 bytes.
    guard leaf.utf8.count > 240 else { return ".\(leaf).work" }
    return "." + leaf.unicodeScalars.prefix(48).map(String.init).joined()
      + "-\(FNV1a64.hexadecimal(Array(leaf.utf8))).work"
  }

  /// Takes the lock for a result folder of some name.
  ///
  /// - Parameters:
  ///   - path: The path of the result folder, for messages.
  ///   - mode: Who may look into the hidden folder.
  ///   - command: What other runs are told of this one.
  ///   - waiting: Nil when the lock has to be free now.
  /// - Throws: `E641` when another run holds it.
  init(
    _ leaf: String, in parent: OpenFolder, path: String, mode: mode_t, command: String,
    waiting: ResultTransaction.Waiting?
  ) throws(Diagnostic) {
    let name = Self.workName(leaf)
    var hasTold = false
    while true {
      try parent.makeFolder(name, mode: mode)
      guard let folder = try OpenFolder(name, in: parent) else {
        if parent.entry(name) == nil { continue }
        throw OpenFolder.failure("its work folder cannot be used", parent.shown(name), EEXIST)
      }
      let (file, reason) = DiskCalls.open(
        folder.descriptor, Self.fileName, O_RDWR | O_CREAT, mode: 0o666)
      // A run that just ended takes the folder away.
      if reason == ENOENT { continue }
      guard reason == 0 else {
        parent.removeFolder(name)
        throw OpenFolder.failure(
          "its lock cannot be made", folder.shown(Self.fileName), reason)
      }
      var isHeld = flock(file, LOCK_EX | LOCK_NB) == 0
      // A file system without locks keeps no two runs apart.
      if !isHeld, errno != EWOULDBLOCK, errno != EINTR { isHeld = true }
      if isHeld {
        if Self.isStillThere(file, folder, name, parent) {
          let text = "\(getpid()) \(command.split(separator: "\n").joined(separator: " "))\n"
          var failure = DiskCalls.cut(file, to: 0)
          if failure == 0 { failure = DiskCalls.write(file, Array(text.utf8)) }
          guard failure == 0 else {
            folder.remove(Self.fileName)
            parent.removeFolder(name)
            _ = Glibc.close(file)
            throw OpenFolder.failure(
              "its lock cannot be written", folder.shown(Self.fileName), failure)
          }
          self.parent = parent
          self.name = name
          self.folder = folder
          self.file = file
          return
        }
        _ = Glibc.close(file)
        continue
      }
      let holder = Self.holder(folder)
      _ = Glibc.close(file)
      guard let waiting else { throw Self.isBusy(path, holder) }
      if !hasTold { waiting.tell(holder) }
      hasTold = true
      if waiting.cancellation.isCancelled {
        throw Diagnostic("E130", "cancelled", kind: .cancelled)
      }
      usleep(20_000)
    }
  }

  deinit { _ = Glibc.close(file) }

  /// Gives the lock back.
  func release() { _ = flock(file, LOCK_UN) }

  /// Whether the lock that was got is that of the file which others will find.
  private static func isStillThere(
    _ file: Int32, _ folder: OpenFolder, _ name: String, _ parent: OpenFolder
  ) -> Bool {
    var facts = stat()
    guard fstat(file, &facts) == 0, let entry = folder.entry(fileName),
      entry.number == UInt(facts.st_ino), entry.device == UInt(facts.st_dev),
      let itself = folder.itself, let present = parent.entry(name)
    else { return false }
    return present.isSame(as: itself)
  }

  /// Who holds the lock, in words.
  private static func holder(_ folder: OpenFolder) -> String {
    let bytes = folder.read(fileName, limit: 1 << 16) ?? []
    let line = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    let words = line.split(separator: " ", maxSplits: 1)
    guard let number = words.first.flatMap({ Int($0) }) else { return "another process" }
    return "process \(number)" + (words.count == 2 ? ", `\(words[1])`" : "")
  }

  private static func isBusy(_ path: String, _ holder: String) -> Diagnostic {
    Diagnostic(
      "E641", "another run is making the results in `\(path)`", details: ["It is \(holder)."],
      fix: .init("wait until it is done, or let this run wait for it with `--wait`"),
      kind: .output)
  }

  /// Looks where both are now: results may stand in the result folder of another run, which was
  /// replaced meanwhile.
  func follow() {
    guard !parent.isInPlace, let present = try? OpenFolder(parent.path),
      let moved = present.entry(name), let mine = folder.itself, moved.isSame(as: mine)
    else { return }
    parent = present
  }

  /// Takes the hidden folder away, which is empty but for the lock.
  func removeFolder() {
    folder.remove(Self.fileName)
    // Another run may have made the file again; then the folder is its own.
    parent.removeFolder(name)
  }
}
