import Columnar

/// Finds the number of a key that was put in when the index was made.
///
/// Open addressing with linear probing over a power of two of slots, at most half full.
struct IntegerIndex: Sendable {
  private let slots: Buffer<UInt32>
  private let keys: Buffer<UInt64>
  private let mask: Int
  /// The number of different keys.
  var count: Int { keys.count }
  /// The number that stands for no key.
  static let none = UInt32.max

  /// Numbers keys in the order of first sight.
  ///
  /// - Parameters:
  ///   - values: One key per row.
  ///   - isPresent: Whether a row has a key.
  /// - Returns: The index, and the number of each row's key.
  static func build(
    _ values: Buffer<UInt64>, where isPresent: (Int) -> Bool
  ) -> (index: IntegerIndex, numbers: Buffer<UInt32>) {
    var size = 64
    while size < values.count * 2 { size *= 2 }
    var distinct = BufferBuilder<UInt64>(capacity: min(values.count, 1 << 16))
    let mask = size - 1
    let slots = Memory(byteCount: size * 4)
    let table = slots.start.bindMemory(to: UInt32.self, capacity: size)
    table.update(repeating: none, count: size)
    let numbers = Buffer<UInt32>(count: values.count) { target in
      for row in 0..<values.count {
        guard isPresent(row) else {
          target[row] = none
          continue
        }
        let key = values.base[row]
        var slot = hash(key) & mask
        while table[slot] != none, distinct[table[slot]] != key { slot = (slot &+ 1) & mask }
        if table[slot] == none {
          table[slot] = UInt32(truncatingIfNeeded: distinct.count)
          distinct.append(key)
        }
        target[row] = table[slot]
      }
    }
    let index = IntegerIndex(
      slots: Buffer(owner: slots, base: UnsafePointer(table), count: size),
      keys: distinct.finish(), mask: mask)
    return (index, numbers)
  }

  /// The number of a key, or `none`.
  @inline(__always)
  func number(of key: UInt64) -> UInt32 {
    var slot = Self.hash(key) & mask
    while true {
      let found = slots.base[slot]
      if found == Self.none || keys.base[Int(found)] == key { return found }
      slot = (slot &+ 1) & mask
    }
  }

  @inline(__always)
  private static func hash(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: foldedMultiply(key ^ 0x9E37_79B9_7F4A_7C15, 0xD6E8_FEB8_6659_FD93))
  }
}

/// Finds the number of a text that was put in when the index was made.
struct TextIndex: Sendable {
  private let slots: Buffer<UInt64>
  private let texts: Buffer<TextView>
  private let mask: Int
  /// The number of different texts.
  var count: Int { texts.count }

  /// Numbers texts in the order of first sight.
  static func build(
    _ views: Buffer<TextView>, where isPresent: (Int) -> Bool
  ) -> (index: TextIndex, numbers: Buffer<UInt32>) {
    var size = 64
    while size < views.count * 2 { size *= 2 }
    var distinct = BufferBuilder<TextView>(capacity: min(max(16, views.count), 1 << 16))
    let mask = size - 1
    let memory = Memory(byteCount: size * 8)
    let table = memory.start.bindMemory(to: UInt64.self, capacity: size)
    table.update(repeating: .max, count: size)
    let numbers = Buffer<UInt32>(count: views.count) { target in
      for row in 0..<views.count {
        guard isPresent(row) else {
          target[row] = IntegerIndex.none
          continue
        }
        let view = views.base[row]
        let hash = view.hash
        let tag = hash & 0xFFFF_FFFF_0000_0000
        var slot = Int(truncatingIfNeeded: hash) & mask
        while table[slot] != .max {
          if table[slot] & 0xFFFF_FFFF_0000_0000 == tag,
            TextView.equal(distinct[UInt32(truncatingIfNeeded: table[slot])], view)
          {
            break
          }
          slot = (slot &+ 1) & mask
        }
        if table[slot] == .max {
          table[slot] = tag | UInt64(distinct.count)
          distinct.append(view)
        }
        target[row] = UInt32(truncatingIfNeeded: table[slot])
      }
    }
    let index = TextIndex(
      slots: Buffer(owner: memory, base: UnsafePointer(table), count: size),
      texts: distinct.finish(), mask: mask)
    return (index, numbers)
  }

  /// The number of a text, or `IntegerIndex.none`.
  @inline(__always)
  func number(of view: TextView) -> UInt32 {
    let hash = view.hash
    let tag = hash & 0xFFFF_FFFF_0000_0000
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let entry = slots.base[slot]
      if entry == .max { return IntegerIndex.none }
      let number = UInt32(truncatingIfNeeded: entry)
      if entry & 0xFFFF_FFFF_0000_0000 == tag, TextView.equal(texts.base[Int(number)], view) {
        return number
      }
      slot = (slot &+ 1) & mask
    }
  }
}
