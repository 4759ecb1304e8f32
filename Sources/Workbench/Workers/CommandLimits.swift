public import Diagnostics
import Notebooks

/// The limits that a command line sets; each caps what a notebook asks for.
public struct CommandLimits: Sendable, Hashable {
  /// The time of one cell.
  public var cell: Duration?
  /// The time of one notebook.
  public var notebook: Duration?
  /// The time of the whole run.
  public var total: Duration?
  /// The memory of one notebook in bytes.
  public var memory: Int?
  /// The monotonic time in nanoseconds at which the time of the whole run is over.
  var totalDeadline: UInt64?

  /// Creates limits.
  public init(
    cell: Duration? = nil, notebook: Duration? = nil, total: Duration? = nil, memory: Int? = nil
  ) {
    self.cell = cell
    self.notebook = notebook
    self.total = total
    self.memory = memory
  }

  /// The duration that a flag was given; nil for a flag that was not.
  public static func duration(_ text: String?, flag: String) throws(Diagnostic) -> Duration? {
    guard let text else { return nil }
    if let duration = NotebookValue.duration(text) { return duration }
    throw Diagnostic(
      "E401", "`\(flag) \(text)` is not a duration such as `30s`",
      details: [
        NotebookValue.nearestDuration(text).map { "did you mean `\($0)`?" }
          ?? "Units: ms, s, min, h."
      ], kind: .usage)
  }

  /// The size that a flag was given; nil for a flag that was not.
  public static func memory(_ text: String?, flag: String) throws(Diagnostic) -> Int? {
    guard let text else { return nil }
    if let size = NotebookValue.memory(text) { return size }
    let near = [text.uppercased(), text.uppercased() + "B", text + "MB"].first {
      NotebookValue.memory($0) != nil
    }
    throw Diagnostic(
      "E401", "`\(flag) \(text)` is not a size such as `2GB`",
      details: [
        near.map { "did you mean `\($0)`?" } ?? "Units: kB, MB, GB, TB, KiB, MiB, GiB, TiB."
      ],
      kind: .usage)
  }
}

extension Duration {
  /// The duration in nanoseconds.
  var nanoseconds: UInt64 {
    let (seconds, attoseconds) = components
    return UInt64(max(0, seconds)) &* 1_000_000_000 &+ UInt64(max(0, attoseconds / 1_000_000_000))
  }

  /// The duration as it is written in a notebook: `500ms`, `30s`, `5min`, `2h`.
  var limitText: String {
    let milliseconds = nanoseconds / 1_000_000
    for (unit, length) in [("h", 3_600_000 as UInt64), ("min", 60_000), ("s", 1000)]
    where milliseconds >= length && milliseconds % length == 0 {
      return "\(milliseconds / length)\(unit)"
    }
    return "\(milliseconds)ms"
  }
}

/// Sizes of memory in messages.
enum MemoryText {
  /// A limit as it is written in a notebook: `2GB`, `512MiB`.
  static func limit(_ bytes: Int) -> String {
    let units = [
      ("TiB", 1 << 40), ("TB", 1_000_000_000_000), ("GiB", 1 << 30), ("GB", 1_000_000_000),
      ("MiB", 1 << 20), ("MB", 1_000_000), ("KiB", 1 << 10), ("kB", 1000),
    ]
    for (unit, size) in units where bytes >= size && bytes % size == 0 {
      return "\(bytes / size)\(unit)"
    }
    return "\(bytes)B"
  }
}
