public import Columnar

/// Loops that bring the values of rows into the slots of their groups.
public enum GroupLoops {
  /// Changes the slot of each row's group by the row's value; missing values are passed over.
  ///
  /// - Parameters:
  ///   - groups: The group of each of `count` rows; at most the number of groups.
  ///   - values: The values of the rows.
  ///   - slots: As many slots as groups, and the spare one.
  @inlinable @inline(__always)
  public static func update<Slot, Element>(
    _ slots: UnsafeMutablePointer<Slot>, _ groups: UnsafePointer<UInt32>, count: Int,
    _ values: Vector<Element>, validity: Bitmap?, _ take: (inout Slot, Element) -> Void
  ) where Element: BitwiseCopyable & Sendable {
    let base = values.buffer.base
    let step = values.isConstant ? 0 : 1
    guard let validity else {
      for row in 0..<count { take(&slots[Int(groups[row])], base[row &* step]) }
      return
    }
    forEachSet(validity) { row in take(&slots[Int(groups[row])], base[row &* step]) }
  }

  /// Calls a closure with each row that is set, ascending.
  @inlinable @inline(__always)
  public static func forEachSet(_ bitmap: Bitmap, _ body: (Int) -> Void) {
    for word in 0..<bitmap.words.count {
      var bits = bitmap.words.base[word]
      if bits == ~0 {
        for row in (word &* 64)..<(word &* 64 &+ 64) { body(row) }
        continue
      }
      while bits != 0 {
        body(word &* 64 &+ bits.trailingZeroBitCount)
        bits &= bits &- 1
      }
    }
  }

  /// Calls a closure with each row that has a value, ascending.
  @inlinable @inline(__always)
  public static func forEachValid(_ validity: Bitmap?, count: Int, _ body: (Int) -> Void) {
    if let validity {
      forEachSet(validity, body)
    } else {
      for row in 0..<count { body(row) }
    }
  }

  /// Counts the rows of each group that have a value.
  public static func count(
    _ slots: UnsafeMutablePointer<Int64>, _ groups: UnsafePointer<UInt32>, count: Int,
    validity: Bitmap?
  ) {
    forEachValid(validity, count: count) { row in slots[Int(groups[row])] &+= 1 }
  }

  /// Adds up doubles by group with compensation.
  ///
  /// When there is one group, four sums take turns, so that the additions do not wait for each
  /// other; they are joined in order.
  public static func sum(
    _ slots: UnsafeMutablePointer<CompensatedSum>, _ groups: UnsafePointer<UInt32>, count: Int,
    groupCount: Int, _ values: Vector<Double>, validity: Bitmap?
  ) {
    guard groupCount == 1, validity == nil, !values.isConstant, allZero(groups, count: count) else {
      update(slots, groups, count: count, values, validity: validity) { $0.add($1) }
      return
    }
    let base = values.buffer.base
    var sums = SIMD4<Double>()
    var lost = SIMD4<Double>()
    var row = 0
    while row &+ 4 <= count {
      let value = SIMD4(base[row], base[row &+ 1], base[row &+ 2], base[row &+ 3])
      let total = sums + value
      let part = total - sums
      lost += (sums - (total - part)) + (value - part)
      sums = total
      row &+= 4
    }
    for lane in 0..<4 {
      slots[0].add(sums[lane])
      slots[0].lost += lost[lane]
    }
    while row < count {
      slots[0].add(base[row])
      row &+= 1
    }
  }

  private static func allZero(_ groups: UnsafePointer<UInt32>, count: Int) -> Bool {
    var seen: UInt32 = 0
    for row in 0..<count { seen |= groups[row] }
    return seen == 0
  }
}
