public import Columnar

/// Runs of equal values among sorted rows.
public enum ValueRuns {
  /// For each place, one when its value differs from that of the place before; the first is one.
  ///
  /// - Parameters:
  ///   - column: Numbers, truth values or times; the caller keeps to rows that have a value.
  ///   - order: The rows in sorted order.
  ///   - count: The number of places.
  public static func starts(
    _ column: Column, order: UnsafePointer<UInt32>, count: Int
  ) -> Buffer<UInt8> {
    switch column.data {
    case .bool(let values): changes(values, order, count)
    case .int32(let values): changes(values, order, count)
    case .int64(let values): changes(values, order, count)
    case .double(let values): changes(values, order, count)
    case .text, .dictionary, .list, .record: Buffer(repeating: 1, count: count)
    }
  }

  private static func changes<Element: BitwiseCopyable & Sendable & Equatable>(
    _ values: Buffer<Element>, _ order: UnsafePointer<UInt32>, _ count: Int
  ) -> Buffer<UInt8> {
    Buffer(count: count) { target in
      guard count > 0 else { return }
      target[0] = 1
      for place in 1..<max(1, count) {
        let isNew = values.base[Int(order[place])] != values.base[Int(order[place - 1])]
        target[place] = isNew ? 1 : 0
      }
    }
  }
}

/// The place of each value among the different values of its column, counted from 0.
public struct DenseRanks: Sendable {
  /// The rank of each row; `none` for a row without a value.
  public let codes: Buffer<UInt32>
  /// The number of different values.
  public let count: Int
  /// Stands for no value.
  public static let none = UInt32.max

  /// Ranks the values of a column of numbers, truth values or times.
  public init(_ column: Column, workers: Workers) {
    let order = RowOrder.sorted(by: [SortColumn(column)], count: column.count, workers: workers)
    let present = column.count - column.nullCount
    let starts = ValueRuns.starts(column, order: order.base, count: present)
    var rank: UInt32 = 0
    codes = Buffer(count: column.count) { target in
      for place in 0..<present {
        rank &+= UInt32(starts.base[place])
        target[Int(order.base[place])] = rank &- 1
      }
      for place in present..<column.count { target[Int(order.base[place])] = Self.none }
    }
    count = Int(rank)
  }
}
