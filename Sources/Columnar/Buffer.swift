import Glibc

/// A block of memory that is freed when its last owner goes.
public final class Memory: @unchecked Sendable {
  /// The first byte; aligned to 64 bytes when allocated here.
  public let start: UnsafeMutableRawPointer
  /// The number of bytes that may be used.
  public let byteCount: Int
  private let release: @Sendable (UnsafeMutableRawPointer) -> Void

  /// Allocates memory that is not initialised.
  public init(byteCount: Int) {
    self.byteCount = byteCount
    start = .allocate(byteCount: max(64, byteCount), alignment: 64)
    release = { $0.deallocate() }
  }

  /// Takes over memory that came from elsewhere, such as a mapped file.
  public init(
    start: UnsafeMutableRawPointer, byteCount: Int,
    release: @escaping @Sendable (UnsafeMutableRawPointer) -> Void
  ) {
    self.start = start
    self.byteCount = byteCount
    self.release = release
  }

  deinit { release(start) }
}

/// Immutable, contiguous values of one plain type; copying shares the memory.
public struct Buffer<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  /// What keeps the memory alive.
  public let owner: Memory
  /// The first value.
  ///
  /// Valid for `count` values while a copy of this buffer lives.
  public let base: UnsafePointer<Element>
  /// The number of values.
  public let count: Int

  /// Points at values inside memory; the caller states that `count` values lie there.
  @inlinable
  public init(owner: Memory, base: UnsafePointer<Element>, count: Int) {
    self.owner = owner
    self.base = base
    self.count = count
  }

  /// Creates a buffer whose values are written by a closure, which must write all of them.
  @inlinable
  public init<Failure: Error>(
    count: Int, fill: (UnsafeMutablePointer<Element>) throws(Failure) -> Void
  ) throws(Failure) {
    let memory = Memory(byteCount: count * MemoryLayout<Element>.stride)
    let start = memory.start.bindMemory(to: Element.self, capacity: max(1, count))
    try fill(start)
    self.init(owner: memory, base: UnsafePointer(start), count: count)
  }

  /// Copies an array.
  @inlinable
  public init(_ array: [Element]) {
    self.init(count: array.count) { target in
      array.withUnsafeBufferPointer { source in
        if let from = source.baseAddress { target.update(from: from, count: source.count) }
      }
    }
  }

  /// Creates a buffer that holds one value many times.
  @inlinable
  public init(repeating value: Element, count: Int) {
    self.init(count: count) { $0.update(repeating: value, count: count) }
  }

  /// The value at a position; the position is checked.
  @inlinable
  public subscript(index: Int) -> Element {
    precondition(index >= 0 && index < count, "buffer position out of range")
    return base[index]
  }

  /// A part of the buffer that shares its memory.
  @inlinable
  public func slice(_ range: Range<Int>) -> Buffer {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "buffer range out of range")
    return Buffer(owner: owner, base: base + range.lowerBound, count: range.count)
  }

  /// The values as an array.
  @inlinable
  public var array: [Element] { Array(UnsafeBufferPointer(start: base, count: count)) }

  /// The values at the given positions, which the caller knows to be inside the buffer.
  @inlinable
  public func gather(_ rows: UnsafePointer<UInt32>, count rowCount: Int) -> Buffer {
    Buffer(count: rowCount) { target in
      for row in 0..<rowCount { target[row] = base[Int(rows[row])] }
    }
  }

  /// Several buffers one after the other.
  @inlinable
  public static func concatenate(_ parts: [Buffer]) -> Buffer {
    if parts.count == 1 { return parts[0] }
    let total = parts.reduce(0) { $0 + $1.count }
    return Buffer(count: total) { target in
      var position = 0
      for part in parts {
        (target + position).update(from: part.base, count: part.count)
        position += part.count
      }
    }
  }
}

/// Collects values one by one into a buffer.
///
/// A noncopyable struct passed `inout`, so that appending needs no exclusivity check.
public struct BufferBuilder<Element: BitwiseCopyable & Sendable>: ~Copyable {
  @usableFromInline var memory: Memory
  @usableFromInline var start: UnsafeMutablePointer<Element>
  @usableFromInline var capacity: Int
  /// The number of values so far.
  public private(set) var count: Int

  /// Creates an empty builder with room for some values.
  public init(capacity: Int = 1024) {
    self.capacity = max(16, capacity)
    memory = Memory(byteCount: self.capacity * MemoryLayout<Element>.stride)
    start = memory.start.bindMemory(to: Element.self, capacity: self.capacity)
    count = 0
  }

  /// Appends a value.
  @inlinable @inline(__always)
  public mutating func append(_ value: Element) {
    if count == capacity { grow(to: capacity &* 2) }
    start[count] = value
    incrementCount(by: 1)
  }

  /// Appends many values.
  @inlinable
  public mutating func append(_ values: UnsafePointer<Element>, count added: Int) {
    if count + added > capacity { grow(to: max(capacity &* 2, count + added)) }
    (start + count).update(from: values, count: added)
    incrementCount(by: added)
  }

  @usableFromInline @inline(__always)
  mutating func incrementCount(by added: Int) { count &+= added }

  @usableFromInline
  mutating func grow(to newCapacity: Int) {
    let larger = Memory(byteCount: newCapacity * MemoryLayout<Element>.stride)
    let target = larger.start.bindMemory(to: Element.self, capacity: newCapacity)
    target.update(from: start, count: count)
    memory = larger
    start = target
    capacity = newCapacity
  }

  /// The value at a position below `count`.
  @inlinable
  public subscript(index: UInt32) -> Element {
    @inline(__always) get { start[Int(index)] }
    @inline(__always) set { start[Int(index)] = newValue }
  }

  /// The values as a buffer; the builder is used up.
  public consuming func finish() -> Buffer<Element> {
    Buffer(owner: memory, base: UnsafePointer(start), count: count)
  }
}
