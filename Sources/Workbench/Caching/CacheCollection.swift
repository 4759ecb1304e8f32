import Diagnostics
import Glibc
import Notebooks

/// Keeps a cache below a size by removing what was not used for the longest time.
///
/// Runs may read and write meanwhile: an entry that is being read stays readable until it is closed,
/// and one that is used between the listing and its turn is left alone.
public struct CacheCollection: Sendable {
  /// The size above which a run removes entries.
  public static let defaultLimit = 2_000_000_000

  /// What is in a cache.
  public struct Statistics: Sendable, Hashable {
    /// The number of entries.
    public var entries = 0
    /// What they take in all.
    public var bytes = 0
    /// When the entry was used that was not used for the longest time, in seconds since 1970.
    public var oldestUse: Int?
  }

  /// What was removed.
  public struct Removal: Sendable, Hashable {
    /// The number of entries.
    public var entries = 0
    /// What they took.
    public var bytes = 0
    /// Entries that could not be removed.
    public var failures = 0
  }

  private let folder: CacheFolder

  /// Creates a value for the cache in a folder.
  public init(_ folder: CacheFolder) { self.folder = folder }

  /// Counts the entries.
  public func statistics() -> Statistics {
    let entries = folder.list().entries
    return Statistics(
      entries: entries.count, bytes: entries.reduce(0) { $0 + $1.bytes },
      oldestUse: entries.map(\.lastUse).min().map { $0 / 1_000_000_000 })
  }

  /// Removes entries until all take at most so many bytes, the one that was not used for the longest
  /// time first.
  public func collect(to limit: Int) -> Removal {
    let (entries, leftovers) = folder.list()
    for path in leftovers { unlink(path) }
    var total = entries.reduce(0) { $0 + $1.bytes }
    var removal = Removal()
    let byUse = entries.sorted { ($0.lastUse, $0.name) < ($1.lastUse, $1.name) }
    for entry in byUse where total > limit {
      guard folder.lastUse(of: entry.name) == entry.lastUse else { continue }
      remove(entry, &removal)
      total -= entry.bytes
    }
    writeSize(total)
    return removal
  }

  /// Removes all entries, and nothing else that lies in the folder.
  public func clear() -> Removal {
    let (entries, leftovers) = folder.list()
    for path in leftovers { unlink(path) }
    var removal = Removal()
    for entry in entries { remove(entry, &removal) }
    // Empty folders only: `rmdir` leaves all others.
    for name in Set(entries.map { $0.name.prefix(2) }) { rmdir("\(folder.path)/\(name)") }
    unlink("\(folder.path)/\(CacheFolder.sizeName)")
    return removal
  }

  private func remove(_ entry: CacheFolder.Entry, _ removal: inout Removal) {
    if unlink(folder.path(of: entry.name)) == 0 {
      removal.entries += 1
      removal.bytes += entry.bytes
    } else if errno != ENOENT {
      removal.failures += 1
    }
  }

  // MARK: The size between two listings

  /// Counts what a run stored, and removes entries when all may take more than the limit.
  ///
  /// A file holds a line for the size at the last listing and one for each run since. Entries are
  /// listed only when the sum passes the limit, and then some room is made, so that the next runs
  /// need no listing.
  func grew(by bytes: Int, limit: Int = defaultLimit) {
    let path = "\(folder.path)/\(CacheFolder.sizeName)"
    let descriptor = open(path, O_RDWR | O_APPEND | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else {
      _ = collect(to: limit)
      return
    }
    let isWritten = (try? DescriptorSink(descriptor, name: path).write("\(bytes)\n")) != nil
    close(descriptor)
    if isWritten, let size = estimatedSize, size <= limit { return }
    _ = collect(to: (estimatedSize ?? .max) > limit ? limit / 8 * 7 : limit)
  }

  /// The sum of the lines; nil when there are too many of them, or something else is there.
  var estimatedSize: Int? {
    guard let bytes = try? FileText.readBytes("\(folder.path)/\(CacheFolder.sizeName)"),
      bytes.count < 1 << 14
    else { return nil }
    var sum = 0
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      guard let number = Int(String(decoding: line, as: UTF8.self)), number >= 0,
        number <= 1 << 60
      else { return nil }
      let (next, isTooLarge) = sum.addingReportingOverflow(number)
      guard !isTooLarge else { return nil }
      sum = next
    }
    return sum
  }

  private func writeSize(_ size: Int) {
    guard folder.exists else { return }
    try? FileText.write("\(size)\n", to: "\(folder.path)/\(CacheFolder.sizeName)")
  }
}
