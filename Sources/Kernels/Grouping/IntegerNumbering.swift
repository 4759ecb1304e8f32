import Columnar

/// Gives each different 64-bit number a small one, counted from 0 in the order of first sight.
///
/// Open addressing with linear probing; the hash is one multiplication folded (see
/// `foldedMultiply`).
public struct IntegerNumbering: ~Copyable {
  private var keys: UnsafeMutablePointer<UInt64>
  private var codes: UnsafeMutablePointer<UInt32>
  private var mask: Int
  /// The number of different numbers so far.
  public private(set) var count = 0
  private static let free = UInt32.max

  /// Creates an empty numbering.
  public init(expecting expected: Int) {
    var size = 256
    while size < expected * 2 { size *= 2 }
    mask = size - 1
    keys = .allocate(capacity: size)
    codes = .allocate(capacity: size)
    codes.update(repeating: Self.free, count: size)
  }

  deinit {
    keys.deallocate()
    codes.deallocate()
  }

  /// The small number of a key.
  @inline(__always)
  public mutating func code(of key: UInt64) -> UInt32 {
    var slot = Self.hash(key) & mask
    while codes[slot] != Self.free {
      if keys[slot] == key { return codes[slot] }
      slot = (slot &+ 1) & mask
    }
    let code = UInt32(truncatingIfNeeded: count)
    keys[slot] = key
    codes[slot] = code
    count &+= 1
    if count &* 2 > mask { grow() }
    return code
  }

  /// The small number of a key that may not have been seen.
  @inline(__always)
  public func existingCode(of key: UInt64) -> UInt32? {
    var slot = Self.hash(key) & mask
    while codes[slot] != Self.free {
      if keys[slot] == key { return codes[slot] }
      slot = (slot &+ 1) & mask
    }
    return nil
  }

  @inline(__always)
  private static func hash(_ key: UInt64) -> Int {
    let product = (key ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return Int(truncatingIfNeeded: product.high ^ product.low)
  }

  private mutating func grow() {
    let size = (mask + 1) * 2
    let newKeys = UnsafeMutablePointer<UInt64>.allocate(capacity: size)
    let newCodes = UnsafeMutablePointer<UInt32>.allocate(capacity: size)
    newCodes.update(repeating: Self.free, count: size)
    for old in 0...mask where codes[old] != Self.free {
      var slot = Self.hash(keys[old]) & (size - 1)
      while newCodes[slot] != Self.free { slot = (slot + 1) & (size - 1) }
      newKeys[slot] = keys[old]
      newCodes[slot] = codes[old]
    }
    keys.deallocate()
    codes.deallocate()
    keys = newKeys
    codes = newCodes
    mask = size - 1
  }
}
