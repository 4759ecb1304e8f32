/// Builds a column of any type from single values.
///
/// For inline tables, parameters, small results and tests; readers and kernels write typed
/// buffers themselves.
public struct ColumnBuilder {
  private let type: DataType
  private var values: [Value] = []

  /// Creates an empty builder.
  public init(_ type: DataType, capacity: Int = 16) {
    self.type = type
    values.reserveCapacity(capacity)
  }

  /// The number of rows so far.
  public var count: Int { values.count }

  /// Appends a value; an int is widened for a number column, and a value of another type than the
  /// column's counts as missing.
  public mutating func append(_ value: Value) { values.append(value) }

  /// The column.
  public func finish() -> Column {
    var missing = [Bool](repeating: false, count: values.count)
    func column<T: BitwiseCopyable & Sendable>(
      _ zero: T, _ wrap: (Buffer<T>) -> ColumnData, _ convert: (Value) -> T?
    ) -> ColumnData {
      var out = [T](repeating: zero, count: values.count)
      for (row, value) in values.enumerated() {
        if let converted = convert(value) { out[row] = converted } else { missing[row] = true }
      }
      return wrap(Buffer(out))
    }
    let data: ColumnData
    switch type {
    case .bool:
      data = column(UInt8(0), ColumnData.bool) {
        if case .bool(let v) = $0 { v ? 1 : 0 } else { nil }
      }
    case .int:
      data = column(Int64(0), ColumnData.int64) { if case .int(let v) = $0 { v } else { nil } }
    case .instant:
      data = column(Int64(0), ColumnData.int64) { if case .instant(let v) = $0 { v } else { nil } }
    case .duration:
      data = column(Int64(0), ColumnData.int64) {
        if case .duration(let v) = $0, v.months == 0 { v.microseconds } else { nil }
      }
    case .number: data = column(0.0, ColumnData.double) { $0.asDouble }
    case .date:
      data = column(Int32(0), ColumnData.int32) { if case .date(let v) = $0 { v } else { nil } }
    case .period(let grain):
      data = column(Int32(0), ColumnData.int32) {
        if case .period(grain, let v) = $0 { v } else { nil }
      }
    case .text, .null:
      data = .dictionary(textData(&missing) { if case .text(let v) = $0 { v } else { nil } })
    case .json:
      data = .dictionary(textData(&missing) { if case .json(let v) = $0 { v } else { nil } })
    case .list(let element):
      data = .list(listData(element, &missing))
    case .record(let fields):
      data = .record(recordColumns(fields, &missing))
    }
    let validity = missing.contains(true) ? Bitmap(missing.map { !$0 }) : nil
    return Column(type, data, validity: validity, count: values.count)
  }

  private func textData(
    _ missing: inout [Bool], _ textOf: (Value) -> String?
  ) -> DictionaryData {
    var interner = TextInterner()
    var texts = TextBuilder()
    var codes: [UInt32] = []
    for (row, value) in values.enumerated() {
      guard var text = textOf(value) else {
        missing[row] = true
        codes.append(0)
        continue
      }
      codes.append(
        text.withUTF8 { bytes in
          let view = TextView(start: bytes.baseAddress ?? TextView.empty.start, count: bytes.count)
          let before = interner.count
          let code = interner.code(of: view)
          // The text's own bytes go away, so a new value is copied and the copy kept.
          if Int(code) == before { interner.replaceView(of: code, with: texts.copy(bytes)) }
          return code
        })
    }
    if interner.count == 0 { _ = interner.code(of: .empty) }
    let owners = texts.finish().owners
    return DictionaryData(
      codes: Buffer(codes), values: TextData(views: interner.finish(), owners: owners))
  }

  private func listData(_ element: DataType, _ missing: inout [Bool]) -> ListData {
    var items = ColumnBuilder(element)
    var offsets: [Int32] = [0]
    for (row, value) in values.enumerated() {
      if case .list(let list, _) = value {
        for item in list { items.append(item) }
      } else {
        missing[row] = true
      }
      offsets.append(Int32(truncatingIfNeeded: items.count))
    }
    return ListData(offsets: Buffer(offsets), items: items.finish())
  }

  private func recordColumns(_ fields: [Field], _ missing: inout [Bool]) -> [Column] {
    var builders = fields.map { ColumnBuilder($0.type) }
    for (row, value) in values.enumerated() {
      guard case .record(let parts) = value else {
        missing[row] = true
        for index in fields.indices { builders[index].append(.null) }
        continue
      }
      for (index, field) in fields.enumerated() {
        builders[index].append(parts.first { $0.name == field.name }?.value ?? .null)
      }
    }
    return builders.map { $0.finish() }
  }
}
