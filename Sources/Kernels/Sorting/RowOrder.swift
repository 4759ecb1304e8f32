public import Columnar

/// A column to sort by, with a direction.
public struct SortColumn: Sendable {
  /// The values.
  public var column: Column
  /// Whether large values come first; missing ones are last either way.
  public var descending: Bool
  /// Creates a column to sort by.
  public init(_ column: Column, descending: Bool = false) {
    self.column = column
    self.descending = descending
  }
}

/// The order of rows by columns.
public enum RowOrder {
  /// The row numbers sorted by columns, the first the most important.
  ///
  /// Stable: rows that are equal in all columns keep their order, so there is exactly one answer
  /// for any number of threads. Values are turned into whole numbers of the same order and sorted
  /// by radix; a table that is in order already costs one look at it.
  ///
  /// - Parameters:
  ///   - columns: Each with `count` rows; of ordered types.
  ///   - count: The number of rows, below 2³².
  ///   - workers: The threads.
  public static func sorted(
    by columns: [SortColumn], count: Int, workers: Workers
  ) -> Buffer<UInt32> {
    let keys = OrderKey.packed(
      columns.flatMap { OrderKey.keys(of: $0.column, descending: $0.descending, workers: workers) })
    return sorted(by: keys, count: count, workers: workers)
  }

  /// The row numbers sorted by keys, the first the most important.
  public static func sorted(
    by keys: [OrderKey], count: Int, workers: Workers
  ) -> Buffer<UInt32> {
    let keys = keys.filter { $0.bits > 0 }
    guard count > 1, !isSorted(keys, count: count) else { return identity(count: count) }
    if keys.count == 1 { return sorted(by: keys[0], rows: nil, count: count, workers: workers) }
    // From the least important key to the most important one; each sort is stable.
    var order = identity(count: count)
    for key in keys.reversed() {
      order = sorted(by: key, rows: order, count: count, workers: workers)
    }
    return order
  }

  /// The row numbers from 0.
  public static func identity(count: Int) -> Buffer<UInt32> {
    Buffer(count: count) { target in
      for row in 0..<count { target[row] = UInt32(truncatingIfNeeded: row) }
    }
  }

  /// Whether the rows are in the order of the keys already.
  static func isSorted(_ keys: [OrderKey], count: Int) -> Bool {
    for row in 1..<max(1, count) {
      for key in keys {
        let before = key.values.base[row - 1]
        let here = key.values.base[row]
        if before < here { break }
        if before > here { return false }
      }
    }
    return true
  }

  /// Rows, in their given order when equal, sorted by one key.
  private static func sorted(
    by key: OrderKey, rows: Buffer<UInt32>?, count: Int, workers: Workers
  ) -> Buffer<UInt32> {
    let positionBits = 64 - UInt64(count - 1).leadingZeroBitCount
    if rows == nil, key.bits + positionBits <= 64 {
      return sortedWords(key, positionBits: positionBits, count: count, workers: workers)
    }
    let items = UnsafeMutablePointer<KeyedRow>.allocate(capacity: count)
    defer { items.deallocate() }
    nonisolated(unsafe) let target = items
    workers.forEach(Blocks.count(rows: count)) { block in
      for index in Blocks.range(block, rows: count) {
        let row = rows?.base[index] ?? UInt32(truncatingIfNeeded: index)
        target[index] = KeyedRow(key: key.values.base[Int(row)], row: row)
      }
    }
    RadixSort.sort(items, count: count, bits: 0..<key.bits, workers: workers)
    return Buffer(count: count) { result in
      for index in 0..<count { result[index] = items[index].row }
    }
  }

  /// The same with the key and the row number in one word, which moves half as many bytes.
  private static func sortedWords(
    _ key: OrderKey, positionBits: Int, count: Int, workers: Workers
  ) -> Buffer<UInt32> {
    let words = UnsafeMutablePointer<UInt64>.allocate(capacity: count)
    defer { words.deallocate() }
    nonisolated(unsafe) let target = words
    workers.forEach(Blocks.count(rows: count)) { block in
      for row in Blocks.range(block, rows: count) {
        target[row] = key.values.base[row] << UInt64(positionBits) | UInt64(row)
      }
    }
    RadixSort.sort(
      words, count: count, bits: positionBits..<positionBits + key.bits, workers: workers)
    let mask = (1 << UInt64(positionBits)) &- 1 as UInt64
    return Buffer(count: count) { result in
      for index in 0..<count { result[index] = UInt32(truncatingIfNeeded: words[index] & mask) }
    }
  }
}
