public import Diagnostics
import Glibc

/// The history of statements in a file of its own, shared by all sessions of a project.
///
/// Each session appends whole lines under a lock, so that sessions at the same time keep each
/// other's entries. The file can be read and written by its owner only.
public struct HistoryStore: Sendable, Equatable {
  /// How many statements are kept: the newest.
  public static let capacity = 10_000

  /// How many lines the file may have before it is cut to `capacity`, so that this is done rarely.
  static let slack = 12_000

  /// How many bytes at the end of the file are looked at.
  static let reach = 32 << 20

  /// The path of the file.
  public let path: String

  /// Keeps the history in a file, which need not exist.
  public init(path: String) { self.path = path }

  /// Reads the statements, the oldest first, without those equal to the one before.
  ///
  /// A missing file is an empty history, and damaged lines are left out. Cuts the file when it
  /// has grown far beyond `capacity`.
  public func load() throws(Diagnostic) -> [HistoryRecord] {
    guard let file = try HistoryFile(path: path, creates: false) else { return [] }
    defer { file.close() }
    let bytes = try file.read(last: Self.reach)
    var lines = bytes.split(separator: 0x0A)[...]
    let isCut = bytes.count >= Self.reach
    if isCut { lines = lines.dropFirst() }
    if lines.count > Self.slack || isCut {
      let kept = lines.suffix(Self.capacity)
      try file.replace(by: Array(kept.joined(separator: [0x0A])) + [0x0A])
    }
    var records: [HistoryRecord] = []
    for line in lines {
      guard let record = HistoryRecord(line: line) else { continue }
      if records.last?.text == record.text { records.removeLast() }
      records.append(record)
    }
    return Array(records.suffix(Self.capacity))
  }

  /// Adds a statement at the end.
  public func append(_ record: HistoryRecord) throws(Diagnostic) {
    guard !record.text.allSatisfy(\.isWhitespace), !record.text.utf8.contains(0) else { return }
    guard let file = try HistoryFile(path: path, creates: true) else { return }
    defer { file.close() }
    // After a line that was cut short, a new one begins.
    let isCut = try file.read(last: 1).last.map { $0 != 0x0A } ?? false
    try file.append(Array((isCut ? "\n" : "").utf8) + Array(record.line.utf8))
  }
}

extension HistoryStore {
  /// The store of a session that works in a folder.
  ///
  /// It is `.hfnb/history` in the folder if the folder `.hfnb` there is the user's own or can be
  /// made; else `hfnb/history` in `$XDG_STATE_HOME` or `~/.local/state`; nil if that cannot be made
  /// either.
  public static func standard(
    folder: String, environment: (String) -> String? = Terminal.variable
  ) -> HistoryStore? {
    if let project = ownFolder(folder + "/.hfnb", mode: 0o755) {
      return HistoryStore(path: project + "/history")
    }
    var state = environment("XDG_STATE_HOME") ?? ""
    // The XDG base directory specification 0.8 has relative paths ignored.
    if !state.hasPrefix("/") {
      guard let home = environment("HOME"), home.hasPrefix("/") else { return nil }
      state = home + "/.local/state"
    }
    var path = ""
    for part in (state + "/hfnb").split(separator: "/") {
      path += "/" + part
      if access(path, F_OK) != 0, mkdir(path, 0o700) != 0, errno != EEXIST { return nil }
    }
    return ownFolder(path, mode: 0o700).map { HistoryStore(path: $0 + "/history") }
  }

  /// The path if it is a folder of this user, made if it does not exist.
  ///
  /// A folder of somebody else, in a place that all may write to, would let them read the history.
  private static func ownFolder(_ path: String, mode: mode_t) -> String? {
    if mkdir(path, mode) != 0, errno != EEXIST { return nil }
    var facts = stat()
    guard lstat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR,
      facts.st_uid == geteuid(), access(path, W_OK | X_OK) == 0
    else { return nil }
    return path
  }
}
