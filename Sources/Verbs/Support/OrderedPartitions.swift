import Catalog
import Columnar
import Diagnostics
import Kernels

/// The rows of each partition in the order that `along` gives.
struct OrderedPartitions {
  /// The rows of each partition, in order.
  let rows: GroupedRows
  /// The partition of each row.
  let groups: Buffer<UInt32>
  /// The first row of each partition in the table.
  let firstRows: Buffer<UInt32>
  /// The values of the first `along` column; nil without `along`.
  let along: Column?

  init(_ table: Table, _ scope: WindowScope, _ context: RunContext) throws(Diagnostic) {
    let count = table.rowCount
    let orders = try context.evaluate(scope.along.map(\.expression), over: table)
    let groupCount: Int
    if scope.per.isEmpty {
      groups = Buffer(repeating: 0, count: count)
      groupCount = count > 0 ? 1 : 0
      firstRows = Buffer(repeating: 0, count: groupCount)
    } else {
      let grouping = try table.grouping(by: scope.per, workers: context.workers)
      groups = grouping.groups
      groupCount = grouping.groupCount
      firstRows = grouping.firstRows
    }
    along = orders.first
    guard !orders.isEmpty else {
      rows = GroupedRows(groups: groups, groupCount: groupCount)
      return
    }
    let keys = zip(orders, scope.along).map { SortColumn($0, descending: $1.descending) }
    let sorted = RowOrder.sorted(by: keys, count: count, workers: context.workers)
    let grouped = GroupedRows(
      groups: groups.gather(sorted.base, count: count), groupCount: groupCount)
    rows = GroupedRows(
      offsets: grouped.offsets, rows: sorted.gather(grouped.rows.base, count: grouped.rows.count))
  }

  /// The partitions in the order of their first rows.
  var partitionsInTableOrder: [Int] {
    (0..<firstRows.count).sorted { firstRows.base[$0] < firstRows.base[$1] }
  }
}

extension Column {
  /// The values as numbers with NaN where there is none: dates in days, instants in microseconds.
  var positions: [Double] {
    let values: [Double]
    switch data {
    case .bool(let bytes): values = bytes.array.map(Double.init)
    case .int64(let numbers): values = numbers.array.map(Double.init)
    case .int32(let numbers): values = numbers.array.map(Double.init)
    case .double(let numbers): values = numbers.array
    case .text, .dictionary, .list, .record: values = [Double](repeating: .nan, count: count)
    }
    guard validity != nil else { return values }
    return values.indices.map { isValid($0) ? values[$0] : .nan }
  }
}

extension DataType {
  /// Whether values of it lie on a line, so that distances between them can be measured.
  var isMeasurable: Bool { isNumeric || isTemporal || self == .duration }
}
