import Diagnostics
import Glibc
import Notebooks
import Synchronization

/// The limit on the memory of a worker: what is said when it is reached, and how much is held.
///
/// Counted are the pages that belong to the process alone; parts of files that the system can take
/// back at any time are not.
final class MemoryWatch: Sendable {
  /// The limit in bytes.
  let limit: Int
  let origin: String
  private let hasGoneOver = Atomic<Bool>(false)
  private let statistics: Int32

  /// Creates a watch for a limit that the notebook or the command line sets; nil when neither does.
  init?(_ header: NotebookHeader, _ command: CommandLimits) {
    switch (header.limits.memory, command.memory) {
    case (let asked?, let cap) where asked <= cap ?? .max:
      limit = asked
      origin = "`limits: memory` in the front matter"
    case (_, let cap?):
      limit = cap
      origin = "`--memory`"
    default: return nil
    }
    statistics = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
  }

  deinit { close(statistics) }

  /// Whether the limit was reached.
  var isOver: Bool { hasGoneOver.load(ordering: .relaxed) }

  /// The bytes that the process holds now; nil when the system does not say.
  var held: Int? {
    var bytes = [UInt8](repeating: 0, count: 128)
    let count = pread(statistics, &bytes, bytes.count, 0)
    guard count > 0 else { return nil }
    let numbers = bytes[..<count].split(separator: UInt8(ascii: " "))
      .map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
    guard numbers.count > 2 else { return nil }
    return (numbers[1] - numbers[2]) * Int(sysconf(Int32(_SC_PAGESIZE)))
  }

  /// Remembers that the limit was reached; true the first time.
  func markOver() -> Bool { !hasGoneOver.exchange(true, ordering: .relaxed) }

  /// Makes one allocation far beyond the limit fail at once, however fast it is filled.
  ///
  /// Far beyond, because memory that is asked for and never touched is not held.
  func limitAllocations() {
    let most = rlim_t(limit) &* 2 &+ 512 << 20
    var limits = rlimit(rlim_cur: most, rlim_max: most)
    _ = setrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &limits)
  }

  /// The error of a cell that went over the limit.
  func finding(_ cell: NotebookCell, path: String) -> Diagnostic {
    Self.finding(
      cell: cell.id, line: cell.fenceLine, path: path, limit: MemoryText.limit(limit),
      origin: origin)
  }

  /// The error of a cell that went over a limit that was set somewhere.
  static func finding(
    cell: String, line: Int, path: String, limit: String, origin: String
  ) -> Diagnostic {
    Diagnostic(
      "E508", "cell `\(cell)` needs more memory than its limit of \(limit)",
      details: ["\(path), line \(line)", "The limit is that of \(origin).", advice], kind: .limit)
  }

  /// The error of a cell that asked for more at once than the system gives.
  static func refused(cell: String, line: Int, path: String, words: String) -> Diagnostic {
    Diagnostic(
      "E508", "cell `\(cell)` needs more memory than there is",
      details: ["\(path), line \(line)", words, advice], kind: .limit)
  }

  private static let advice =
    "Raise the limit, or do with fewer rows and columns: `filter` and `select` before `join` and "
    + "`complete`."
}
