public import Columnar

extension Column {
  /// Each value several times: all of the first row, then all of the second.
  public func repeatingEach(_ times: Int, workers: Workers) -> Column {
    let size = count * times
    func repeated<T: BitwiseCopyable & Sendable>(
      _ value: @escaping @Sendable (Int) -> T
    ) -> Buffer<T> {
      Buffer(count: size) { target in
        nonisolated(unsafe) let target = target
        // Few rows may be repeated many times, so pieces are smaller than blocks.
        let pieces = min(count, 256)
        workers.forEach(pieces) { piece in
          for row in count * piece / pieces..<count * (piece + 1) / pieces {
            (target + row * times).update(repeating: value(row), count: times)
          }
        }
      }
    }
    let bits = validity.map { validity in
      let rows = repeated { UInt32(truncatingIfNeeded: $0) }
      return validity.gather(rows.base, count: size)
    }
    let part: ColumnData
    switch data {
    case .bool(let values): part = .bool(repeated { values.base[$0] })
    case .int64(let values): part = .int64(repeated { values.base[$0] })
    case .int32(let values): part = .int32(repeated { values.base[$0] })
    case .double(let values): part = .double(repeated { values.base[$0] })
    case .text(let text):
      let views = text.views
      part = .text(TextData(views: repeated { views.base[$0] }, owners: text.owners))
    case .dictionary(let dictionary):
      let codes = dictionary.codes
      part = .dictionary(
        DictionaryData(codes: repeated { codes.base[$0] }, values: dictionary.values))
    case .list, .record:
      let rows = repeated { UInt32(truncatingIfNeeded: $0) }
      return gather(rows.base, count: size)
    }
    return Column(type, part, validity: bits?.orNilIfAllSet, count: size)
  }
}

extension RowOrder {
  /// Each row number below a count several times.
  public static func repeatingEach(
    _ times: Int, count: Int, workers: Workers
  ) -> Buffer<UInt32> {
    Buffer(count: count * times) { target in
      nonisolated(unsafe) let target = target
      workers.forEach(Blocks.count(rows: count)) { block in
        for row in Blocks.range(block, rows: count) {
          (target + row * times).update(repeating: UInt32(truncatingIfNeeded: row), count: times)
        }
      }
    }
  }
}
