public import Columnar

extension Column {
  /// The values at the given rows; `JoinMatches.noRow` gives a missing value.
  public func gatherOptional(_ rows: Buffer<UInt32>) -> Column {
    let none = JoinMatches.noRow
    var isComplete = true
    for index in 0..<rows.count where rows.base[index] == none {
      isComplete = false
      break
    }
    if isComplete { return gather(rows.base, count: rows.count) }
    guard count > 0 else { return .nulls(type, count: rows.count) }
    switch data {
    case .list, .record:
      // An added row without a value stands for all rows that are not there.
      let extended = Column.concatenate([self, .nulls(type, count: 1)], type: type)
      let last = UInt32(truncatingIfNeeded: count)
      let present = Buffer<UInt32>(count: rows.count) { target in
        for index in 0..<rows.count { target[index] = min(rows.base[index], last) }
      }
      return extended.gather(present.base, count: rows.count)
    default: return gatherFlat(rows)
    }
  }

  private func gatherFlat(_ rows: Buffer<UInt32>) -> Column {
    let none = JoinMatches.noRow
    let present = Buffer<UInt32>(count: rows.count) { target in
      for index in 0..<rows.count {
        target[index] = rows.base[index] == none ? 0 : rows.base[index]
      }
    }
    let isPresent = Bitmap(count: rows.count) { words in
      words.update(repeating: 0, count: (rows.count + 63) / 64)
      for index in 0..<rows.count where rows.base[index] != none {
        words[index >> 6] |= 1 << UInt64(index & 63)
      }
    }
    let gathered = gather(present.base, count: rows.count)
    return gathered.withValidity(Bitmap.intersection(gathered.validity, isPresent)).zeroingNulls()
  }

  /// The same values with zero or empty text in the rows without one.
  private func zeroingNulls() -> Column {
    guard let validity else { return self }
    func zeroed<T: BitwiseCopyable & Sendable>(_ values: Buffer<T>, _ zero: T) -> Buffer<T> {
      Buffer(count: values.count) { target in
        for row in 0..<values.count { target[row] = validity[row] ? values.base[row] : zero }
      }
    }
    let clean: ColumnData
    switch data {
    case .bool(let values): clean = .bool(zeroed(values, 0))
    case .int64(let values): clean = .int64(zeroed(values, 0))
    case .int32(let values): clean = .int32(zeroed(values, 0))
    case .double(let values): clean = .double(zeroed(values, 0))
    case .text(let text):
      clean = .text(TextData(views: zeroed(text.views, .empty), owners: text.owners))
    case .dictionary(let dictionary):
      clean = .dictionary(
        DictionaryData(codes: zeroed(dictionary.codes, 0), values: dictionary.values))
    case .list, .record: return self
    }
    return Column(type, clean, validity: validity, count: count)
  }
}
