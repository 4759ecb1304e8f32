import Columnar

/// Sorts rows by the upper bits of their keys, then mends runs in which these are equal.
///
/// As many bits of the keys as fit beside the row number make one word, so that each pass of the
/// radix sort moves eight bytes a row. Random keys of any width differ in their first bits; only
/// rows that agree in all of them are compared.
struct PrefixSort {
  private let keys: [OrderKey]
  private let count: Int
  /// The bits that a row number needs.
  private let positionBits: Int
  /// How many bits of each key are in the word, from the top.
  private let taken: [Int]

  /// - Parameters:
  ///   - keys: The most important first, each of `count` rows and at least one bit.
  ///   - count: At least two rows.
  init(_ keys: [OrderKey], count: Int) {
    self.keys = keys
    self.count = count
    positionBits = 64 - UInt64(count - 1).leadingZeroBitCount
    var room = 64 - positionBits
    taken = keys.map { key in
      let bits = min(key.bits, room)
      room -= bits
      return bits
    }
  }

  /// The row numbers in order; rows with equal keys keep theirs.
  func sorted(workers: Workers) -> Buffer<UInt32> {
    let words = UnsafeMutablePointer<UInt64>.allocate(capacity: count)
    defer { words.deallocate() }
    nonisolated(unsafe) let target = words
    let sources = zip(keys, taken).filter { $0.1 > 0 }
    workers.forEach(Blocks.count(rows: count)) { block in
      for row in Blocks.range(block, rows: count) { target[row] = 0 }
      for (key, bits) in sources {
        let shift = UInt64(key.bits - bits)
        let width = UInt64(bits)
        for row in Blocks.range(block, rows: count) {
          target[row] = target[row] << width | key.values.base[row] &>> shift
        }
      }
      for row in Blocks.range(block, rows: count) {
        target[row] = target[row] << UInt64(positionBits) | UInt64(row)
      }
    }
    let used = taken.reduce(0, +)
    RadixSort.sort(
      words, count: count, bits: positionBits..<positionBits + used, workers: workers)
    if used < keys.reduce(0, { $0 + $1.bits }) { mendRuns(words) }
    let mask = (1 << UInt64(positionBits)) &- 1 as UInt64
    return Buffer(count: count) { result in
      for index in 0..<count { result[index] = UInt32(truncatingIfNeeded: words[index] & mask) }
    }
  }

  /// Sorts each run of equal words by whole keys.
  private func mendRuns(_ words: UnsafeMutablePointer<UInt64>) {
    let shift = UInt64(positionBits)
    let mask = (1 << shift) &- 1 as UInt64
    // Keys that are in the word as a whole are equal within a run.
    let rest = zip(keys, taken).filter { $0.0.bits > $0.1 }.map(\.0)
    var lower = 0
    while lower < count {
      var upper = lower + 1
      while upper < count, words[upper] &>> shift == words[lower] &>> shift { upper += 1 }
      if upper - lower > 1 {
        var run = UnsafeMutableBufferPointer(start: words + lower, count: upper - lower)
        run.sort { a, b in
          let first = Int(truncatingIfNeeded: a & mask)
          let second = Int(truncatingIfNeeded: b & mask)
          for key in rest {
            let x = key.values.base[first]
            let y = key.values.base[second]
            if x != y { return x < y }
          }
          return first < second
        }
      }
      lower = upper
    }
  }
}
