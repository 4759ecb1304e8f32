import Columnar

/// A row number with the key that it is sorted by.
struct KeyedRow: BitwiseCopyable, Sendable {
  var key: UInt64
  var row: UInt32
}

/// What a radix sort moves: something with the bits that it is sorted by.
protocol RadixItem: BitwiseCopyable, Sendable {
  /// The bits, the least significant first.
  var radixBits: UInt64 { get }
}

extension KeyedRow: RadixItem {
  @inline(__always) var radixBits: UInt64 { key }
}

/// A key in the upper bits and the row number in the lower ones.
extension UInt64: RadixItem {
  @inline(__always) var radixBits: UInt64 { self }
}

/// Sorts by digits from the least significant to the most significant.
///
/// Each pass is stable, so the order of equal keys is the order in which they came: one answer,
/// whatever the number of threads.
enum RadixSort {
  /// Sorts items by some of their bits; the sorted items are in `items` afterwards.
  ///
  /// - Parameters:
  ///   - items: `count` items.
  ///   - count: How many.
  ///   - bits: The bits to sort by.
  ///   - workers: The threads; each has one run of the items in every pass.
  static func sort<Item: RadixItem>(
    _ items: UnsafeMutablePointer<Item>, count: Int, bits: Range<Int>, workers: Workers
  ) {
    guard count > 1, !bits.isEmpty else { return }
    let scratch = UnsafeMutablePointer<Item>.allocate(capacity: count)
    defer { scratch.deallocate() }
    let digitBits = count < 1 << 14 ? 8 : 11
    let parts = count < 1 << 16 ? 1 : workers.threadCount
    var source = items
    var target = scratch
    var low = bits.lowerBound
    while low < bits.upperBound {
      let width = min(digitBits, bits.upperBound - low)
      if pass(
        from: source, to: target, count: count, shift: low, width: width, parts: parts,
        workers: workers)
      {
        swap(&source, &target)
      }
      low += width
    }
    if source != items { items.update(from: source, count: count) }
  }

  /// One stable pass over one digit.
  ///
  /// - Returns: False when all items have the same digit, so that nothing was moved.
  private static func pass<Item: RadixItem>(
    from source: UnsafeMutablePointer<Item>, to target: UnsafeMutablePointer<Item>, count: Int,
    shift: Int, width: Int, parts: Int, workers: Workers
  ) -> Bool {
    let buckets = 1 << width
    let mask = UInt64(buckets - 1)
    let positions = UnsafeMutablePointer<Int>.allocate(capacity: buckets * parts)
    positions.update(repeating: 0, count: buckets * parts)
    defer { positions.deallocate() }
    nonisolated(unsafe) let from = source
    nonisolated(unsafe) let into = target
    nonisolated(unsafe) let counts = positions
    workers.forEach(parts) { part in
      let own = counts + part * buckets
      for index in count * part / parts..<count * (part + 1) / parts {
        own[Int(truncatingIfNeeded: (from[index].radixBits &>> UInt64(shift)) & mask)] &+= 1
      }
    }
    var total = 0
    for bucket in 0..<buckets {
      let before = total
      for part in 0..<parts {
        let size = counts[part * buckets + bucket]
        counts[part * buckets + bucket] = total
        total += size
      }
      if total - before == count { return false }
    }
    workers.forEach(parts) { part in
      let next = counts + part * buckets
      for index in count * part / parts..<count * (part + 1) / parts {
        let item = from[index]
        let bucket = Int(truncatingIfNeeded: (item.radixBits &>> UInt64(shift)) & mask)
        into[next[bucket]] = item
        next[bucket] &+= 1
      }
    }
    return true
  }
}
