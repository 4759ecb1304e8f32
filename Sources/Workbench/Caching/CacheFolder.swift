import Diagnostics
import Glibc
import Notebooks

/// The folder that holds the cache of a project, and which names in it are those of the cache.
///
/// Nothing but names of these forms is ever removed from it: `ab/abcd…` for an entry, a temporary
/// beside it, and the few files that `prepare` makes.
public struct CacheFolder: Sendable, Hashable {
  /// Where it is.
  public let path: String

  /// Creates a value for a folder; nothing is read or written yet.
  public init(path: String) { self.path = path }

  // MARK: Where it is

  /// The folder for a notebook or another folder's project.
  ///
  /// It is `.hfnb/cache` in the nearest folder, from the given one up, that has a `.hfnb` or a
  /// `.git`; in the given folder itself when there is none.
  ///
  /// - Parameter folder: The folder of the notebook; empty for the working folder.
  public static func ofProject(from folder: String) -> CacheFolder {
    let start = UsedNotebook.canonical(folder.isEmpty ? "." : folder) ?? folder
    var place = start
    while true {
      let base = place == "/" ? "" : place
      if isOwnFolder(base + "/.hfnb") || isOwn(base + "/.git") {
        return CacheFolder(path: base + "/.hfnb/cache")
      }
      guard place != "/", let slash = place.lastIndex(of: "/") else { break }
      place = slash == place.startIndex ? "/" : String(place[..<slash])
    }
    return CacheFolder(path: (start == "/" ? "" : start) + "/.hfnb/cache")
  }

  /// Whether something is there that this user made; what somebody else put above a notebook, in a
  /// place that all may write to, must not decide what its results are.
  private static func isOwn(_ path: String) -> Bool {
    var facts = stat()
    return lstat(path, &facts) == 0 && isTrusted(facts)
  }

  private static func isOwnFolder(_ path: String) -> Bool {
    var facts = stat()
    return lstat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR && isTrusted(facts)
  }

  private static func isTrusted(_ facts: stat) -> Bool {
    // The root of a container works on folders of the users outside.
    geteuid() == 0 || facts.st_uid == geteuid()
  }

  /// Whether it is there and somebody else's.
  var isForeign: Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && !Self.isTrusted(facts)
  }

  /// Whether it is there.
  var exists: Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
  }

  // MARK: What is in it

  static let ignoringName = ".gitignore"
  static let tagName = "CACHEDIR.TAG"
  /// The file that counts what was stored.
  static let sizeName = "size"
  private static let temporaryPrefix = ".hfnb-tmp-"

  /// Makes the folder, and tells version control and backups to leave it alone.
  func prepare() throws(Diagnostic) {
    try ResultFolder.makeFolder(path)
    Self.write("*\n", to: path + "/" + Self.ignoringName)
    // The signature is that of the Cache Directory Tagging Specification, which backups know.
    Self.write(
      """
      Signature: 8a477f597d28d172789f06886806bc55
      # Results of cells, kept by hfnb; may be removed at any time.

      """, to: path + "/" + Self.tagName)
  }

  private static func write(_ text: String, to path: String) {
    guard access(path, F_OK) != 0 else { return }
    try? FileText.write(text, to: path)
  }

  /// The place of an entry.
  func path(of entry: String) -> String { "\(path)/\(entry.prefix(2))/\(entry)" }

  /// A name beside an entry that no other process and no other call uses.
  func temporaryPath(of entry: String, number: Int) -> String {
    "\(path)/\(entry.prefix(2))/\(Self.temporaryPrefix)\(getpid())-\(number)"
  }

  /// An entry as a listing finds it.
  struct Entry: Sendable {
    var name: String
    var bytes: Int
    /// When it was last used, in nanoseconds since 1970.
    var lastUse: Int
  }

  /// The entries, in the order of their names; and what writers that died left behind.
  func list() -> (entries: [Entry], leftovers: [String]) {
    var entries: [Entry] = []
    var leftovers: [String] = []
    let now = time(nil)
    for folder in NotebookFiles.entries(path) where Self.isHexadecimal(folder, count: 2) {
      let base = "\(path)/\(folder)"
      var facts = stat()
      guard lstat(base, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else { continue }
      for name in NotebookFiles.entries(base) {
        let isEntry = Self.isHexadecimal(name, count: 64) && name.hasPrefix(folder)
        guard isEntry || name.hasPrefix(Self.temporaryPrefix) else { continue }
        guard lstat("\(base)/\(name)", &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
          continue
        }
        if isEntry {
          entries.append(
            Entry(
              name: name, bytes: Int(facts.st_size),
              lastUse: facts.st_mtim.tv_sec * 1_000_000_000 + facts.st_mtim.tv_nsec))
        } else if facts.st_mtim.tv_sec < now - 3600 {
          // No entry takes an hour to write.
          leftovers.append("\(base)/\(name)")
        }
      }
    }
    return (entries, leftovers)
  }

  /// When an entry was last used; nil when it is gone.
  func lastUse(of entry: String) -> Int? {
    var facts = stat()
    guard lstat(path(of: entry), &facts) == 0 else { return nil }
    return facts.st_mtim.tv_sec * 1_000_000_000 + facts.st_mtim.tv_nsec
  }

  private static func isHexadecimal(_ name: String, count: Int) -> Bool {
    name.utf8.count == count
      && name.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
  }
}
