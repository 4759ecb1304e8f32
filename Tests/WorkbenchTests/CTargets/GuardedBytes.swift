import Glibc

/// Bytes that end at the end of a page, with a page behind them that must not be read: one byte too
/// far stops the test process.
final class GuardedBytes {
  let bytes: UnsafeMutablePointer<UInt8>
  let count: Int
  private let pages: UnsafeMutableRawPointer
  private let length: Int

  init?(_ content: [UInt8]) {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let used = (content.count + page - 1) / page * page
    length = used + page
    let flags = MAP_PRIVATE | MAP_ANONYMOUS
    guard let start = mmap(nil, length, PROT_READ | PROT_WRITE, flags, -1, 0),
      start != MAP_FAILED
    else { return nil }
    pages = start
    mprotect(start + used, page, PROT_NONE)
    count = content.count
    bytes = (start + used - count).assumingMemoryBound(to: UInt8.self)
    for (i, byte) in content.enumerated() { bytes[i] = byte }
  }

  deinit { munmap(pages, length) }
}
