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
    return PrefixSort(keys, count: count).sorted(workers: workers)
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
}
