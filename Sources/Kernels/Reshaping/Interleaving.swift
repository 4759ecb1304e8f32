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
    return Column(type, data, validity: validity(columns, rowCount, workers), count: count)
  }

  private static func validity(
    _ columns: [Column], _ rowCount: Int, _ workers: Workers
  ) -> Bitmap? {
    guard columns.contains(where: { $0.validity != nil }) else { return nil }
    let width = columns.count
    return Bitmap(count: rowCount * width) { words in
      nonisolated(unsafe) let words = words
      // A block has a multiple of 64 rows, so no two blocks share a word.
      workers.forEach(Blocks.count(rows: rowCount)) { block in
        let rows = Blocks.range(block, rows: rowCount)
        let first = rows.lowerBound * width
        let end = rows.upperBound * width
        (words + first / 64).update(repeating: 0, count: (end + 63) / 64 - first / 64)
        for (column, part) in columns.enumerated() {
          for row in rows where part.isValid(row) {
            let bit = row * width + column
            words[bit >> 6] |= 1 << UInt64(bit & 63)
          }
        }
      }
    }.orNilIfAllSet
  }
}
