/// The small value types of front matter and cell options.
public enum NotebookValue {
  /// The units of a duration and their length in milliseconds, shortest first.
  private static let timeUnits: [(name: String, milliseconds: Double)] = [
    ("ms", 1), ("s", 1000), ("min", 60_000), ("h", 3_600_000),
  ]

  /// The units of memory and their size in bytes; the decimal ones and the binary ones.
  private static let memoryUnits: [(name: String, bytes: Double)] = [
    ("B", 1), ("kB", 1e3), ("KB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12),
    ("KiB", 1024), ("MiB", 1_048_576), ("GiB", 1_073_741_824), ("TiB", 1_099_511_627_776),
  ]

  /// A positive duration such as `30s`, `1.5h` or `5min`; nil for anything else.
  public static func duration(_ text: String) -> Duration? {
    guard let (number, unit) = split(text),
      let match = timeUnits.first(where: { $0.name == unit })
    else { return nil }
    let milliseconds = (number * match.milliseconds).rounded()
    guard milliseconds >= 1, milliseconds <= 1e12 else { return nil }
    return .milliseconds(Int64(milliseconds))
  }

  /// The duration that was probably meant: `5m` and `5 minutes` are five minutes.
  public static func nearestDuration(_ text: String) -> String? {
    let compact = text.filter { $0 != " " }.lowercased()
    guard let (_, unit) = split(compact) else { return nil }
    let number = compact.dropLast(unit.count)
    let synonyms = [
      "": "s", "m": "min", "mins": "min", "minute": "min", "minutes": "min", "sec": "s",
      "secs": "s", "second": "s", "seconds": "s", "hr": "h", "hour": "h", "hours": "h",
    ]
    guard let name = synonyms[unit] ?? timeUnits.first(where: { $0.name == unit })?.name else {
      return nil
    }
    let guess = number + name
    return duration(String(guess)) == nil ? nil : String(guess)
  }

  /// A size in bytes such as `2GB` or `512MiB`; nil for anything else.
  public static func memory(_ text: String) -> Int? {
    guard let (number, unit) = split(text),
      let match = memoryUnits.first(where: { $0.name == unit })
    else { return nil }
    let bytes = (number * match.bytes).rounded()
    return bytes >= 1 && bytes <= 1e15 ? Int(bytes) : nil
  }

  /// The size in bytes that was probably meant: `2gb` and `2 GB` are two gigabytes.
  static func nearestMemory(_ text: String) -> String? {
    let compact = text.filter { $0 != " " }
    guard let (_, unit) = split(compact), !unit.isEmpty else { return nil }
    let number = compact.dropLast(unit.count)
    let lower = unit.lowercased()
    let synonyms = ["k": "KB", "m": "MB", "g": "GB", "t": "TB"]
    guard
      let name = synonyms[lower]
        ?? memoryUnits.first(where: { $0.name.lowercased() == lower })?.name
    else { return nil }
    let guess = number + name
    return memory(String(guess)) == nil ? nil : String(guess)
  }

  /// What a size of charts is.
  static let figureSizes = "a size from `120x90` to `4000x4000`, such as `720x360`"

  /// A size in pixels such as `720x360`, as large as charts may be; nil for anything else.
  static func figureSize(_ text: String) -> FigureSize? {
    let parts = text.split(separator: "x", omittingEmptySubsequences: false)
    guard parts.count == 2, let width = digits(parts[0]), let height = digits(parts[1]),
      (120...4000).contains(width), (90...4000).contains(height)
    else { return nil }
    return FigureSize(width: width, height: height)
  }

  /// A whole number without a sign; nil for anything else.
  static func digits(_ text: some StringProtocol) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(text)
  }

  /// `a`, `b` or `c`, in backticks.
  static func alternatives(_ names: [String]) -> String {
    let quoted = names.map { "`\($0)`" }
    guard quoted.count > 1, let last = quoted.last else { return quoted.first ?? "" }
    return quoted.dropLast().joined(separator: ", ") + " or " + last
  }

  /// A number and the letters after it.
  private static func split(_ text: String) -> (Double, String)? {
    let head = text.prefix { ("0"..."9").contains($0) || $0 == "." }
    guard head.first != ".", let number = Double(head), number.isFinite else { return nil }
    return (number, String(text.dropFirst(head.count)))
  }
}
