public import Columnar

/// A column as whole numbers that stand in the order of its values.
///
/// Equal values have equal numbers (`-0.0` and `0.0` among them), missing values the largest.
public struct OrderKey: Sendable {
  /// One number per row.
  public let values: Buffer<UInt64>
  /// How many bits the numbers need, from 0 for a column of one value to 64.
  public let bits: Int

  /// Row numbers below a count as a key.
  public init(rowNumbers: Buffer<UInt32>, below count: Int) {
    values = Buffer(count: rowNumbers.count) { target in
      for index in 0..<rowNumbers.count { target[index] = UInt64(rowNumbers.base[index]) }
    }
    bits = 64 - UInt64(max(0, count)).leadingZeroBitCount
  }

  init(values: Buffer<UInt64>, bits: Int) {
    self.values = values
    self.bits = bits
  }

  /// The numbers of a column; two when its values alone fill 64 bits and some are missing.
  ///
  /// - Parameters:
  ///   - column: Of an ordered type.
  ///   - descending: Whether large values come first; missing ones are last either way.
  ///   - workers: The threads.
  public static func keys(
    of column: Column, descending: Bool = false, workers: Workers
  ) -> [OrderKey] {
    let count = column.count
    let raw = orderedBits(of: column, workers: workers)
    let (low, high) = range(of: raw, validity: column.validity, workers: workers)
    let hasMissing = column.nullCount > 0
    let span = high &- low
    let missing = span &+ 1
    let separate = hasMissing && span == .max
    let values = Buffer<UInt64>(count: count) { target in
      nonisolated(unsafe) let target = target
      workers.forEach(Blocks.count(rows: count)) { block in
        for row in Blocks.range(block, rows: count) {
          let bits = raw.base[row]
          target[row] = descending ? high &- bits : bits &- low
        }
        guard hasMissing else { return }
        for row in Blocks.range(block, rows: count) where !column.isValid(row) {
          target[row] = separate ? 0 : missing
        }
      }
    }
    let largest = hasMissing && !separate ? missing : span
    let key = OrderKey(values: values, bits: 64 - largest.leadingZeroBitCount)
    guard separate else { return [key] }
    let flags = Buffer<UInt64>(count: count) { target in
      for row in 0..<count { target[row] = column.isValid(row) ? 0 : 1 }
    }
    return [OrderKey(values: flags, bits: 1), key]
  }

  /// The values as unsigned numbers of the same order; anything in missing rows.
  public static func orderedBits(of column: Column, workers: Workers) -> Buffer<UInt64> {
    let count = column.count
    func mapped(_ convert: @escaping @Sendable (Int) -> UInt64) -> Buffer<UInt64> {
      Buffer(count: count) { target in
        nonisolated(unsafe) let target = target
        workers.forEach(Blocks.count(rows: count)) { block in
          for row in Blocks.range(block, rows: count) { target[row] = convert(row) }
        }
      }
    }
    switch column.data {
    case .bool(let values): return mapped { UInt64(values.base[$0]) }
    case .int64(let values): return mapped { UInt64(bitPattern: values.base[$0]) ^ 1 << 63 }
    case .int32(let values): return mapped { UInt64(bitPattern: Int64(values.base[$0])) ^ 1 << 63 }
    case .double(let values): return mapped { orderedBits(of: values.base[$0]) }
    case .text, .dictionary: return TextOrder.ranks(of: column, workers: workers).ranks
    case .list, .record: return Buffer(repeating: 0, count: count)
    }
  }

  /// A double as an unsigned number of the same order.
  @inlinable @inline(__always)
  static func orderedBits(of value: Double) -> UInt64 {
    // Adding zero turns -0.0 into 0.0.
    let bits = (value + 0.0).bitPattern
    return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
  }

  private static func range(
    of raw: Buffer<UInt64>, validity: Bitmap?, workers: Workers
  ) -> (low: UInt64, high: UInt64) {
    let parts = workers.map(Blocks.count(rows: raw.count)) { block -> (UInt64, UInt64) in
      var low = UInt64.max
      var high = UInt64.min
      for row in Blocks.range(block, rows: raw.count) where validity?[row] ?? true {
        low = min(low, raw.base[row])
        high = max(high, raw.base[row])
      }
      return (low, high)
    }
    let low = parts.reduce(UInt64.max) { min($0, $1.0) }
    let high = parts.reduce(UInt64.min) { max($0, $1.1) }
    return low <= high ? (low, high) : (0, 0)
  }

  /// Keys in the order of importance, as few as possible: neighbours that fit together into 64
  /// bits become one number, the more important one in the upper bits.
  public static func packed(_ keys: [OrderKey]) -> [OrderKey] {
    var result: [OrderKey] = []
    for key in keys {
      guard let last = result.last, last.bits + key.bits <= 64 else {
        result.append(key)
        continue
      }
      if key.bits == 0 { continue }
      let count = key.values.count
      let joined = Buffer<UInt64>(count: count) { target in
        let shift = UInt64(key.bits)
        for row in 0..<count {
          let upper = key.bits == 64 ? 0 : last.values.base[row] << shift
          target[row] = upper | key.values.base[row]
        }
      }
      result[result.count - 1] = OrderKey(values: joined, bits: last.bits + key.bits)
    }
    return result
  }
}
