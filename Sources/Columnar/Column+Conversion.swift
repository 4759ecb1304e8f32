extension DataType {
  /// The smallest type that holds the values of both; nil when there is none.
  ///
  /// Whole numbers become numbers and dates instants, also inside lists; `null` fits everything.
  public func unified(with other: DataType) -> DataType? {
    switch (self, other) {
    case _ where self == other: return self
    case (.null, _): return other
    case (_, .null): return self
    case (.int, .number), (.number, .int): return .number
    case (.date, .instant), (.instant, .date): return .instant
    case (.list(let x), .list(let y)): return x.unified(with: y).map { .list($0) }
    default: return nil
    }
  }
}

extension Column {
  /// The values in a wider type that `DataType.unified` gave.
  public func converted(to wanted: DataType) -> Column {
    switch (data, type, wanted) {
    case _ where type == wanted: return self
    case (_, .null, _): return .nulls(wanted, count: count)
    case (.int64(let values), .int, .number):
      let numbers = Buffer<Double>(count: count) { target in
        for row in 0..<count { target[row] = Double(values.base[row]) }
      }
      return Column(.number, .double(numbers), validity: validity, count: count)
    case (.int32(let days), .date, .instant):
      let instants = Buffer<Int64>(count: count) { target in
        for row in 0..<count { target[row] = CivilCalendar.instant(ofDay: days.base[row]) }
      }
      return Column(.instant, .int64(instants), validity: validity, count: count)
    case (.list(let list), .list, .list(let element)):
      let items = list.items.column.converted(to: element)
      return Column(
        wanted, .list(ListData(offsets: list.offsets, items: items)), validity: validity,
        count: count)
    default: return retyped(wanted)
    }
  }
}
