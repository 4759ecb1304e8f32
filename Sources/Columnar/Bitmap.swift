/// One bit per row, packed into 64-bit words with the first row in the lowest bit.
///
/// As the validity of a column, a set bit means that the row has a value; bits after the last
/// row are zero.
public struct Bitmap: Sendable {
  /// The words; `(count + 63) / 64` of them.
  public let words: Buffer<UInt64>
  /// The number of rows.
  public let count: Int

  /// Wraps words whose bits after `count` are zero.
  @inlinable
  public init(words: Buffer<UInt64>, count: Int) {
    self.words = words
    self.count = count
  }

  /// Creates a bitmap whose bits are all equal.
  public init(repeating value: Bool, count: Int) {
    self.init(count: count) { words in
      for word in 0..<((count + 63) / 64) { words[word] = value ? ~0 : 0 }
    }
  }

  /// Creates a bitmap whose words are written by a closure; bits after the last row are cleared.
  @inlinable
  public init(count: Int, fill: (UnsafeMutablePointer<UInt64>) -> Void) {
    let wordCount = (count + 63) / 64
    let words = Buffer<UInt64>(count: wordCount) { target in
      fill(target)
      if count & 63 != 0 { target[wordCount - 1] &= (1 << UInt64(count & 63)) &- 1 }
    }
    self.init(words: words, count: count)
  }

  /// Packs bytes, each zero or not, into bits.
  @inlinable
  public init(bytes: UnsafePointer<UInt8>, count: Int) {
    self.init(count: count) { words in
      var row = 0
      var word = 0
      while row < count {
        var bits: UInt64 = 0
        for bit in 0..<min(64, count - row) where bytes[row &+ bit] != 0 {
          bits |= 1 << UInt64(bit)
        }
        words[word] = bits
        word += 1
        row += 64
      }
    }
  }

  /// Packs booleans into bits.
  public init(_ values: [Bool]) {
    let bytes = values.map { $0 ? UInt8(1) : 0 }
    self = bytes.withUnsafeBufferPointer { source in
      guard let start = source.baseAddress else { return Bitmap(repeating: false, count: 0) }
      return Bitmap(bytes: start, count: source.count)
    }
  }

  /// The bit of a row.
  @inlinable @inline(__always)
  public subscript(row: Int) -> Bool {
    (words.base[row &>> 6] &>> UInt64(row & 63)) & 1 != 0
  }

  /// The number of set bits.
  public var setCount: Int {
    var total = 0
    for word in 0..<words.count { total += words.base[word].nonzeroBitCount }
    return total
  }

  /// The number of clear bits.
  public var clearCount: Int { count - setCount }

  /// Whether every bit is set.
  public var allSet: Bool { setCount == count }

  /// Nil when every bit is set: the form in which a column keeps its validity.
  public var orNilIfAllSet: Bitmap? { allSet ? nil : self }

  /// The bits of a range of rows.
  public func slice(_ range: Range<Int>) -> Bitmap {
    if range.lowerBound & 63 == 0, range.upperBound & 63 == 0 || range.upperBound == count {
      let first = range.lowerBound / 64
      return Bitmap(words: words.slice(first..<((range.upperBound + 63) / 64)), count: range.count)
    }
    return Bitmap(count: range.count) { target in
      let shift = UInt64(range.lowerBound & 63)
      let first = range.lowerBound / 64
      for word in 0..<((range.count + 63) / 64) {
        var bits = words.base[first + word] >> shift
        if shift != 0, first + word + 1 < words.count {
          bits |= words.base[first + word + 1] << (64 - shift)
        }
        target[word] = bits
      }
    }
  }

  /// The bits at the given rows.
  public func gather(_ rows: UnsafePointer<UInt32>, count rowCount: Int) -> Bitmap {
    Bitmap(count: rowCount) { target in
      var row = 0
      var word = 0
      while row < rowCount {
        var bits: UInt64 = 0
        for bit in 0..<min(64, rowCount - row) where self[Int(rows[row + bit])] {
          bits |= 1 << UInt64(bit)
        }
        target[word] = bits
        word += 1
        row += 64
      }
    }
  }

  /// The rows in which both are set; nil stands for all rows.
  public static func intersection(_ a: Bitmap?, _ b: Bitmap?) -> Bitmap? {
    guard let a else { return b }
    guard let b else { return a }
    return Bitmap(count: a.count) { target in
      for word in 0..<a.words.count { target[word] = a.words.base[word] & b.words.base[word] }
    }
  }

  /// Several bitmaps one after the other; nil stands for all set, and nil is given back for it.
  public static func concatenate(_ parts: [(bitmap: Bitmap?, count: Int)]) -> Bitmap? {
    guard parts.contains(where: { $0.bitmap != nil }) else { return nil }
    let total = parts.reduce(0) { $0 + $1.count }
    return Bitmap(count: total) { target in
      target.update(repeating: 0, count: (total + 63) / 64)
      var position = 0
      for part in parts {
        let shift = UInt64(position & 63)
        let first = position / 64
        for word in 0..<((part.count + 63) / 64) {
          var bits = part.bitmap?.words.base[word] ?? ~0
          let left = part.count - word * 64
          if left < 64 { bits &= (1 << UInt64(left)) &- 1 }
          target[first + word] |= bits << shift
          if shift != 0, bits >> (64 - shift) != 0 {
            target[first + word + 1] |= bits >> (64 - shift)
          }
        }
        position += part.count
      }
    }
  }
}
