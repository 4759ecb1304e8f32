/// Text as codes into a list of different values.
public struct DictionaryData: Sendable {
  /// One code per row; 0 where the row is missing.
  public let codes: Buffer<UInt32>
  /// The values; no two have the same bytes.
  ///
  /// Values that no row uses are allowed.
  public let values: TextData

  /// Wraps codes; every code must be a position in `values`, except in missing rows.
  public init(codes: Buffer<UInt32>, values: TextData) {
    self.codes = codes
    self.values = values
  }
}

/// Lists: the items of row `r` are those from `offsets[r]` up to `offsets[r + 1]`.
public struct ListData: Sendable {
  /// One more offset than rows, ascending from wherever the first list starts.
  public let offsets: Buffer<Int32>
  /// The items of all rows.
  public let items: ChildColumn

  /// Wraps offsets and items.
  public init(offsets: Buffer<Int32>, items: Column) {
    self.offsets = offsets
    self.items = ChildColumn(items)
  }
}

/// A column inside another one; a reference, so that a column can hold columns.
public final class ChildColumn: Sendable {
  /// The column.
  public let column: Column
  /// Wraps a column.
  public init(_ column: Column) { self.column = column }
}

/// The memory of a column by its kind of value.
public enum ColumnData: Sendable {
  /// Zero or one per row.
  case bool(Buffer<UInt8>)
  /// For `int`, `instant` and `duration`.
  case int64(Buffer<Int64>)
  /// For `date` and `period`.
  case int32(Buffer<Int32>)
  /// For `number`.
  case double(Buffer<Double>)
  case text(TextData)
  case dictionary(DictionaryData)
  case list(ListData)
  /// One child per field, each as long as the column.
  case record([Column])
}

/// A column: typed memory, and which rows have a value.
///
/// Rows without a value hold zero, empty text or an empty list.
public struct Column: Sendable {
  /// The type.
  public let type: DataType
  /// The memory; its case fits the type.
  public let data: ColumnData
  /// Which rows have a value; nil when all have.
  public let validity: Bitmap?
  /// The number of rows.
  public let count: Int
  /// For periods made from dates: the last day that the dates reach, when more are to be expected
  /// before the last period ends; nil for whole periods and where nothing is known.
  public var observedUntil: Int32?

  /// Wraps memory; `data` must be of the kind that the type uses and have `count` rows.
  public init(_ type: DataType, _ data: ColumnData, validity: Bitmap? = nil, count: Int) {
    self.type = type
    self.data = data
    self.validity = validity
    self.count = count
  }

  /// Whether a row has a value.
  @inlinable @inline(__always)
  public func isValid(_ row: Int) -> Bool { validity?[row] ?? true }

  /// The number of rows without a value.
  public var nullCount: Int { validity?.clearCount ?? 0 }

  /// The value of a row.
  ///
  /// For showing and for tests, not for hot paths.
  public func value(at row: Int) -> Value {
    guard isValid(row) else { return .null }
    switch (data, type) {
    case (.bool(let values), _): return .bool(values[row] != 0)
    case (.int64(let values), .instant): return .instant(values[row])
    case (.int64(let values), .duration):
      return .duration(CalendarDuration(microseconds: values[row]))
    case (.int64(let values), _): return .int(values[row])
    case (.int32(let values), .period(let grain)): return .period(grain, values[row])
    case (.int32(let values), _): return .date(values[row])
    case (.double(let values), _): return .number(values[row])
    case (.text(let text), .json): return .json(text.string(at: row))
    case (.dictionary(let dictionary), .json):
      return .json(dictionary.values.string(at: Int(dictionary.codes[row])))
    case (.text(let text), _): return .text(text.string(at: row))
    case (.dictionary(let dictionary), _):
      return .text(dictionary.values.string(at: Int(dictionary.codes[row])))
    case (.list(let list), _):
      let range = Int(list.offsets[row])..<Int(list.offsets[row + 1])
      let items = list.items.column
      return .list(range.map { items.value(at: $0) }, of: items.type)
    case (.record(let children), .record(let fields)):
      return .record(
        zip(fields, children).map { Value.RecordPart($0.name, $1.value(at: row)) })
    default: return .null
    }
  }

  /// All values.
  ///
  /// For showing and for tests.
  public var values: [Value] { (0..<count).map { value(at: $0) } }

  /// The view of the text in a row; empty when missing.
  ///
  /// The type must be `text` or `json`.
  @inlinable
  public func textView(at row: Int) -> TextView {
    switch data {
    case .text(let text): text.views.base[row]
    case .dictionary(let dictionary):
      isValid(row) ? dictionary.values.views.base[Int(dictionary.codes.base[row])] : .empty
    default: .empty
    }
  }
}

extension Column {
  /// A column of missing values.
  public static func nulls(_ type: DataType, count: Int) -> Column {
    let validity = count > 0 ? Bitmap(repeating: false, count: count) : nil
    return Column(type, zeroData(type, count: count), validity: validity, count: count)
  }

  /// A column whose rows all hold one value of the given type.
  public static func constant(_ value: Value, _ type: DataType, count: Int) -> Column {
    var builder = ColumnBuilder(type, capacity: 1)
    builder.append(value)
    let one = builder.finish()
    let rows = Buffer<UInt32>(repeating: 0, count: count)
    return one.gather(rows.base, count: count)
  }

  private static func zeroData(_ type: DataType, count: Int) -> ColumnData {
    switch type {
    case .bool: .bool(Buffer(repeating: 0, count: count))
    case .int, .instant, .duration: .int64(Buffer(repeating: 0, count: count))
    case .number: .double(Buffer(repeating: 0, count: count))
    case .date, .period: .int32(Buffer(repeating: 0, count: count))
    case .text, .json, .null:
      .dictionary(
        DictionaryData(codes: Buffer(repeating: 0, count: count), values: TextData([""])))
    case .list(let element):
      .list(
        ListData(offsets: Buffer(repeating: 0, count: count + 1), items: .nulls(element, count: 0)))
    case .record(let fields): .record(fields.map { .nulls($0.type, count: count) })
    }
  }

  /// The rows of a range; shares memory.
  public func slice(_ range: Range<Int>) -> Column {
    if range == 0..<count { return self }
    let part: ColumnData =
      switch data {
      case .bool(let values): .bool(values.slice(range))
      case .int64(let values): .int64(values.slice(range))
      case .int32(let values): .int32(values.slice(range))
      case .double(let values): .double(values.slice(range))
      case .text(let text): .text(TextData(views: text.views.slice(range), owners: text.owners))
      case .dictionary(let dictionary):
        .dictionary(
          DictionaryData(codes: dictionary.codes.slice(range), values: dictionary.values))
      case .list(let list):
        .list(
          ListData(
            offsets: list.offsets.slice(range.lowerBound..<(range.upperBound + 1)),
            items: list.items.column))
      case .record(let children): .record(children.map { $0.slice(range) })
      }
    let validity = validity?.slice(range).orNilIfAllSet
    var result = Column(type, part, validity: validity, count: range.count)
    result.observedUntil = observedUntil
    return result
  }

  /// The rows at the given positions, which the caller knows to be inside the column.
  public func gather(_ rows: UnsafePointer<UInt32>, count rowCount: Int) -> Column {
    let part: ColumnData =
      switch data {
      case .bool(let values): .bool(values.gather(rows, count: rowCount))
      case .int64(let values): .int64(values.gather(rows, count: rowCount))
      case .int32(let values): .int32(values.gather(rows, count: rowCount))
      case .double(let values): .double(values.gather(rows, count: rowCount))
      case .text(let text): .text(text.gather(rows, count: rowCount))
      case .dictionary(let dictionary):
        .dictionary(
          DictionaryData(
            codes: dictionary.codes.gather(rows, count: rowCount), values: dictionary.values))
      case .list(let list): .list(list.gather(rows, count: rowCount))
      case .record(let children):
        .record(children.map { $0.gather(rows, count: rowCount) })
      }
    let validity = validity?.gather(rows, count: rowCount).orNilIfAllSet
    var result = Column(type, part, validity: validity, count: rowCount)
    result.observedUntil = observedUntil
    return result
  }

  /// The same rows under another type that uses the same memory.
  public func retyped(_ newType: DataType) -> Column {
    Column(newType, data, validity: validity, count: count)
  }

  /// The same values with another validity.
  public func withValidity(_ validity: Bitmap?) -> Column {
    Column(type, data, validity: validity, count: count)
  }
}

extension ListData {
  /// The lists at the given rows.
  func gather(_ rows: UnsafePointer<UInt32>, count: Int) -> ListData {
    var positions = BufferBuilder<UInt32>(capacity: count * 2)
    let newOffsets = Buffer<Int32>(count: count + 1) { target in
      target[0] = 0
      for row in 0..<count {
        let source = Int(rows[row])
        for item in offsets.base[source]..<offsets.base[source + 1] {
          positions.append(UInt32(item))
        }
        target[row + 1] = Int32(truncatingIfNeeded: positions.count)
      }
    }
    let picked = positions.finish()
    return ListData(
      offsets: newOffsets, items: items.column.gather(picked.base, count: picked.count))
  }
}
