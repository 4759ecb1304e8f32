/// The place of one UTF-8 text in memory that something else keeps alive.
public struct TextView: BitwiseCopyable, @unchecked Sendable {
  /// The first byte.
  public var start: UnsafePointer<UInt8>
  /// The number of bytes.
  public var count: Int

  /// Creates a view; the caller keeps the bytes alive.
  @inlinable @inline(__always)
  public init(start: UnsafePointer<UInt8>, count: Int) {
    self.start = start
    self.count = count
  }

  /// The bytes.
  @inlinable
  public var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  /// The text, copied.
  public var string: String { String(decoding: bytes, as: UTF8.self) }

  /// A static empty text.
  public static let empty: TextView = {
    let pointer = UnsafeMutablePointer<UInt8>.allocate(capacity: 8)
    pointer.update(repeating: 0, count: 8)
    return TextView(start: UnsafePointer(pointer), count: 0)
  }()

  /// Whether two texts have the same bytes.
  @inlinable @inline(__always)
  public static func equal(_ a: TextView, _ b: TextView) -> Bool {
    guard a.count == b.count else { return false }
    return bytesEqual(a.start, b.start, a.count)
  }

  /// The order of two texts by code point: negative, zero or positive.
  ///
  /// The byte order of UTF-8 is the order of code points.
  @inlinable
  public static func compare(_ a: TextView, _ b: TextView) -> Int {
    let shared = min(a.count, b.count)
    var i = 0
    while i &+ 8 <= shared {
      let x = UnsafeRawPointer(a.start + i).loadUnaligned(as: UInt64.self)
      let y = UnsafeRawPointer(b.start + i).loadUnaligned(as: UInt64.self)
      if x != y { return x.bigEndian < y.bigEndian ? -1 : 1 }
      i &+= 8
    }
    while i < shared {
      if a.start[i] != b.start[i] { return Int(a.start[i]) - Int(b.start[i]) }
      i &+= 1
    }
    return a.count - b.count
  }

  /// A 64-bit hash of the bytes, the same on every run and machine.
  ///
  /// Multiply and fold over eight bytes at a time, after wyhash (Wang Yi, 2019), without its
  /// special cases. Not meant to resist an attacker: tables that use it bound their probes.
  @inlinable
  public var hash: UInt64 {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: count)
    var i = 0
    let raw = UnsafeRawPointer(start)
    while i &+ 8 <= count {
      state = foldedMultiply(
        state ^ raw.loadUnaligned(fromByteOffset: i, as: UInt64.self), 0xD6E8_FEB8_6659_FD93)
      i &+= 8
    }
    if i < count {
      var tail: UInt64 = 0
      var shift: UInt64 = 0
      while i < count {
        tail |= UInt64(start[i]) &<< shift
        shift &+= 8
        i &+= 1
      }
      state = foldedMultiply(state ^ tail, 0xA076_1D64_78BD_642F)
    }
    return foldedMultiply(state, 0xE703_7ED1_A0B4_28DB)
  }
}

/// The two halves of a 128-bit product, folded together.
@inlinable @inline(__always)
public func foldedMultiply(_ a: UInt64, _ b: UInt64) -> UInt64 {
  let product = a.multipliedFullWidth(by: b)
  return product.high ^ product.low
}

/// Whether two runs of bytes are equal.
@inlinable @inline(__always)
public func bytesEqual(
  _ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ count: Int
) -> Bool {
  var i = 0
  let x = UnsafeRawPointer(a)
  let y = UnsafeRawPointer(b)
  while i &+ 8 <= count {
    if x.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      != y.loadUnaligned(fromByteOffset: i, as: UInt64.self)
    {
      return false
    }
    i &+= 8
  }
  while i < count {
    if a[i] != b[i] { return false }
    i &+= 1
  }
  return true
}

/// Texts of a column: a view per row, and what keeps their bytes alive.
public struct TextData: Sendable {
  /// One view per row; an empty text where the row is missing.
  public let views: Buffer<TextView>
  /// The memory that the views point into.
  public let owners: [Memory]

  /// Wraps views; the caller states that `owners` keep all of them alive.
  public init(views: Buffer<TextView>, owners: [Memory]) {
    self.views = views
    self.owners = owners
  }

  /// Copies texts into memory of their own.
  public init(_ texts: some Collection<String>) {
    var builder = TextBuilder(capacity: texts.count)
    for text in texts { builder.append(text) }
    self = builder.finish()
  }

  /// The number of rows.
  public var count: Int { views.count }
  /// The text of a row, copied.
  public func string(at row: Int) -> String { views[row].string }

  /// The texts at the given rows.
  public func gather(_ rows: UnsafePointer<UInt32>, count: Int) -> TextData {
    TextData(views: views.gather(rows, count: count), owners: owners)
  }

  /// Several columns of text one after the other.
  public static func concatenate(_ parts: [TextData]) -> TextData {
    var owners: [Memory] = []
    for part in parts {
      for owner in part.owners where !owners.contains(where: { $0 === owner }) {
        owners.append(owner)
      }
    }
    return TextData(views: .concatenate(parts.map(\.views)), owners: owners)
  }
}

/// Collects texts whose bytes are copied into blocks of memory.
public struct TextBuilder: ~Copyable {
  private var views: BufferBuilder<TextView>
  private var owners: [Memory] = []
  private var next: UnsafeMutablePointer<UInt8>
  private var left = 0
  private var blockSize: Int

  /// Creates an empty builder with room for some rows.
  public init(capacity: Int = 1024) {
    views = BufferBuilder(capacity: capacity)
    blockSize = 1 << 12
    let block = Memory(byteCount: blockSize)
    owners.append(block)
    next = block.start.bindMemory(to: UInt8.self, capacity: blockSize)
    left = blockSize
  }

  /// The number of rows so far.
  public var count: Int { views.count }

  /// Keeps memory alive that appended views point into.
  public mutating func keep(_ owner: Memory) {
    if !owners.contains(where: { $0 === owner }) { owners.append(owner) }
  }

  /// Appends a view without copying; its memory must be kept alive by `keep`.
  @inline(__always)
  public mutating func appendShared(_ view: TextView) { views.append(view) }

  /// Copies bytes into the builder's memory without adding a row.
  public mutating func copy(_ bytes: UnsafeBufferPointer<UInt8>) -> TextView {
    guard let from = bytes.baseAddress, bytes.count > 0 else { return .empty }
    if bytes.count > left { reserve(bytes.count) }
    let start = next
    start.update(from: from, count: bytes.count)
    next += bytes.count
    left -= bytes.count
    return TextView(start: UnsafePointer(start), count: bytes.count)
  }

  private mutating func reserve(_ count: Int) {
    blockSize = min(1 << 22, blockSize * 4)
    let size = max(blockSize, count)
    let block = Memory(byteCount: size)
    owners.append(block)
    next = block.start.bindMemory(to: UInt8.self, capacity: size)
    left = size
  }

  /// Appends a row with a copy of bytes.
  public mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    let view = copy(bytes)
    views.append(view)
  }

  /// Appends a row.
  public mutating func append(_ text: String) {
    var text = text
    let view = text.withUTF8 { copy($0) }
    views.append(view)
  }

  /// The texts as a column's data; the builder is used up.
  public consuming func finish() -> TextData {
    TextData(views: views.finish(), owners: owners)
  }
}
