public import Columnar

/// The different values of several columns as nodes, numbered from 0 in the order of their values.
///
/// Numbers follow values, never rows, so that shuffled edges give the same graph and the same
/// digits.
public struct NodeNumbering: Sendable {
  /// The values of the nodes in order; none is missing.
  public let nodes: Column
  /// The number of nodes.
  public var count: Int { nodes.count }
  /// For each column that was given, the node of each row; `none` where the value is missing.
  public let numbers: [Buffer<UInt32>]

  /// Stands for no node.
  public static let none = UInt32.max

  /// Numbers the values of columns.
  ///
  /// - Parameters:
  ///   - columns: All of one type.
  ///   - type: That type.
  ///   - workers: The threads.
  /// - Returns: Nil when values of the type cannot be told apart, as lists and records.
  public init?(_ columns: [Column], type: DataType, workers: Workers) {
    let joined = Column.concatenate(columns, type: type)
    guard let grouping = Grouping([joined], rowCount: joined.count, workers: workers) else {
      return nil
    }
    let firstRows = grouping.firstRows
    let values = joined.gather(firstRows.base, count: firstRows.count)
    let order = RowOrder.sorted(
      by: [SortColumn(values)], count: values.count, workers: workers)
    // Missing values make one group, which stands last.
    let nodeCount = grouping.groupCount - (joined.nullCount > 0 ? 1 : 0)
    nodes = values.gather(order.base, count: nodeCount)
    let ofGroup = Buffer<UInt32>(count: grouping.groupCount) { target in
      for position in 0..<order.count {
        let number = position < nodeCount ? UInt32(truncatingIfNeeded: position) : Self.none
        target[Int(order.base[position])] = number
      }
    }
    let all = ofGroup.gather(grouping.groups.base, count: joined.count)
    var start = 0
    var numbers: [Buffer<UInt32>] = []
    for column in columns {
      numbers.append(all.slice(start..<start + column.count))
      start += column.count
    }
    self.numbers = numbers
  }
}
