public import Columnar

extension Column {
  /// The values of columns of one type and length, row by row: the first row of each, then the
  /// second of each.
  public static func interleaved(_ columns: [Column], type: DataType, workers: Workers) -> Column {
    guard let first = columns.first else { return .nulls(type, count: 0) }
    let width = columns.count
    let rowCount = first.count
    let count = rowCount * width
    func woven<T: BitwiseCopyable & Sendable>(_ parts: [Buffer<T>]) -> Buffer<T> {
      Buffer(count: count) { target in
        nonisolated(unsafe) let target = target
        workers.forEach(Blocks.count(rows: rowCount)) { block in
          for (column, part) in parts.enumerated() {
            for row in Blocks.range(block, rows: rowCount) {
              target[row * width + column] = part.base[row]
            }
          }
        }
      }
    }
    let data: ColumnData
    switch first.data {
    case .bool:
      data = .bool(
        woven(columns.compactMap { if case .bool(let values) = $0.data { values } else { nil } }))
    case .int64:
      data = .int64(
        woven(columns.compactMap { if case .int64(let values) = $0.data { values } else { nil } }))
    case .int32:
      data = .int32(
        woven(columns.compactMap { if case .int32(let values) = $0.data { values } else { nil } }))
    case .double:
      data = .double(
        woven(columns.compactMap { if case .double(let values) = $0.data { values } else { nil } }))
    case .text, .dictionary, .list, .record:
      let all = Column.concatenate(columns, type: type)
      let picks = Buffer<UInt32>(count: count) { target in
        for row in 0..<rowCount {
          for column in 0..<width {
            target[row * width + column] = UInt32(truncatingIfNeeded: column * rowCount + row)
          }
        }
      }
      return all.gather(picks.base, count: count)
    }
    return Column(type, data, validity: validity(columns, rowCount), count: count)
  }

  private static func validity(_ columns: [Column], _ rowCount: Int) -> Bitmap? {
    guard columns.contains(where: { $0.validity != nil }) else { return nil }
    let width = columns.count
    let present = Buffer<UInt8>(count: rowCount * width) { target in
      for (column, part) in columns.enumerated() {
        for row in 0..<rowCount { target[row * width + column] = part.isValid(row) ? 1 : 0 }
      }
    }
    return Bitmap(bytes: present.base, count: rowCount * width).orNilIfAllSet
  }
}
