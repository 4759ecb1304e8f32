import CScan
import Columnar
import Kernels

/// Builds columns from the bytes of their JSON values.
struct JSONColumns {
  let syntax: CellSyntax
  /// The memory that values lie in.
  let file: Memory
  /// Numbers such as `NaN` that became missing.
  var undefinedCount = 0

  /// A column of a shape that all values fit; an empty view is a missing value.
  mutating func build(_ shape: JSONShape, _ values: UnsafeBufferPointer<TextView>) -> Column {
    let syntax = syntax
    switch shape {
    case .empty: return .nulls(.text, count: values.count)
    case .cell(.bool):
      return fixed(.bool, values, UInt8(0), ColumnData.bool) {
        $0.start[0] == UInt8(ascii: "t") ? 1 : 0
      }
    case .cell(.int):
      return fixed(.int, values, Int64(0), ColumnData.int64) {
        syntax.isNullToken($0.start, $0.count) ? nil : parseInt($0.start, $0.count)
      }
    case .cell(.number): return numbers(values)
    case .cell(.date):
      return fixed(.date, values, Int32(0), ColumnData.int32) { value in
        Self.inside(value, syntax).flatMap {
          syntax.datePattern?.parse($0.start, $0.count).map(CivilCalendar.day)
            ?? parseDate($0.start, $0.count)
        }
      }
    case .cell(.instant):
      return fixed(.instant, values, Int64(0), ColumnData.int64) { value in
        Self.inside(value, syntax).flatMap {
          syntax.datePattern?.parse($0.start, $0.count) ?? parseInstant($0.start, $0.count)
        }
      }
    case .cell: return texts(values)
    case .list(let items): return lists(items, values)
    case .record(let fields): return records(fields, values)
    }
  }

  /// What stands between the quotes, unless it is a token for a missing value.
  private static func inside(_ value: TextView, _ syntax: CellSyntax) -> TextView? {
    guard value.count >= 2 else { return nil }
    let inside = TextView(start: value.start + 1, count: value.count - 2)
    let (start, count) = syntax.trimmed(inside.start, inside.count)
    return syntax.isNullToken(start, count) ? nil : TextView(start: start, count: count)
  }

  private func fixed<T: BitwiseCopyable & Sendable>(
    _ type: DataType, _ values: UnsafeBufferPointer<TextView>, _ zero: T,
    _ wrap: (Buffer<T>) -> ColumnData, _ convert: (TextView) -> T?
  ) -> Column {
    let valid = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, values.count))
    defer { valid.deallocate() }
    let buffer = Buffer<T>(count: values.count) { target in
      for (row, value) in values.enumerated() {
        let converted = value.count == 0 ? nil : convert(value)
        target[row] = converted ?? zero
        valid[row] = converted == nil ? 0 : 1
      }
    }
    let validity = Bitmap(bytes: valid, count: values.count).orNilIfAllSet
    return Column(type, wrap(buffer), validity: validity, count: values.count)
  }

  private mutating func numbers(_ values: UnsafeBufferPointer<TextView>) -> Column {
    var undefined = 0
    let syntax = syntax
    let column = fixed(.number, values, 0.0, ColumnData.double) { value in
      if syntax.isNullToken(value.start, value.count) { return nil }
      guard let number = parseNumber(value.start, value.count, UInt8(ascii: ".")), !number.isNaN
      else {
        undefined += 1
        return nil
      }
      return number
    }
    undefinedCount += undefined
    return column
  }

  private func texts(_ values: UnsafeBufferPointer<TextView>) -> Column {
    var interner = TextInterner()
    var builder = TextBuilder(capacity: 16)
    builder.keep(file)
    var isPlain = false
    var views = BufferBuilder<TextView>(capacity: values.count)
    var codes = BufferBuilder<UInt32>(capacity: values.count)
    var missing = [Bool](repeating: false, count: values.count)
    for (row, value) in values.enumerated() {
      if value.count == 0 {
        missing[row] = true
        views.append(.empty)
        codes.append(0)
        continue
      }
      let view = text(of: value, &builder)
      if syntax.isNullToken(view.start, view.count) {
        missing[row] = true
        views.append(.empty)
        codes.append(0)
        continue
      }
      views.append(view)
      if !isPlain {
        codes.append(interner.code(of: view))
        isPlain = row >= 4096 && interner.count * 8 > row * 5
      }
    }
    let validity = missing.contains(true) ? Bitmap(missing.map { !$0 }) : nil
    let owners = builder.finish().owners
    if isPlain {
      return Column(
        .text, .text(TextData(views: views.finish(), owners: owners)), validity: validity,
        count: values.count)
    }
    if interner.count == 0 { _ = interner.code(of: .empty) }
    let different = TextData(views: interner.finish(), owners: owners)
    return Column(
      .text, .dictionary(DictionaryData(codes: codes.finish(), values: different)),
      validity: validity, count: values.count)
  }

  /// The text that a value stands for, in NFC: a JSON text without its escapes, other JSON as is.
  private func text(of value: TextView, _ builder: inout TextBuilder) -> TextView {
    var view = value
    if value.start[0] == UInt8(ascii: "\""), value.count >= 2 {
      view = TextView(start: value.start + 1, count: value.count - 2)
      if Self.isPlain(view) { return view }
      let escape = hfnb_scan_find_either(
        view.start, view.count, UInt8(ascii: "\\"), UInt8(ascii: "\\"))
      if escape < view.count {
        view = JSONEscapes.withDecoded(view) { builder.copy($0) }
      }
    }
    if TextForm.isASCII(view.start, view.count) { return view }
    guard var normal = TextForm.normalized(view) else { return view }
    return normal.withUTF8 { builder.copy($0) }
  }

  /// Whether a text is ASCII without a backslash; eight bytes at a time.
  @inline(__always)
  private static func isPlain(_ view: TextView) -> Bool {
    let raw = UnsafeRawPointer(view.start)
    let ones: UInt64 = 0x0101_0101_0101_0101
    var i = 0
    var found: UInt64 = 0
    while i &+ 8 <= view.count {
      let word = raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      let backslash = word ^ (0x5C &* ones)
      found |= ((backslash &- ones) & ~backslash) | word
      i &+= 8
    }
    var isPlain = found & (0x80 &* ones) == 0
    while i < view.count {
      if view.start[i] == 0x5C || view.start[i] >= 0x80 { isPlain = false }
      i &+= 1
    }
    return isPlain
  }

  private mutating func lists(
    _ shape: JSONShape, _ values: UnsafeBufferPointer<TextView>
  ) -> Column {
    var items = BufferBuilder<TextView>(capacity: values.count * 4)
    var missing = [Bool](repeating: false, count: values.count)
    let offsets = Buffer<Int32>(count: values.count + 1) { target in
      target[0] = 0
      for (row, value) in values.enumerated() {
        if value.count == 0 {
          missing[row] = true
        } else if value.start[0] == UInt8(ascii: "[") {
          JSONParts.forEachItem(of: value) { items.append($0) }
        } else {
          items.append(value)
        }
        target[row + 1] = Int32(truncatingIfNeeded: items.count)
      }
    }
    let all = items.finish()
    let child = build(shape, UnsafeBufferPointer(start: all.base, count: all.count))
    let validity = missing.contains(true) ? Bitmap(missing.map { !$0 }) : nil
    return Column(
      .list(shape.dataType), .list(ListData(offsets: offsets, items: child)), validity: validity,
      count: values.count)
  }

  private mutating func records(
    _ fields: [JSONField], _ values: UnsafeBufferPointer<TextView>
  ) -> Column {
    let numbers = Dictionary(fields.enumerated().map { ($1.name, $0) }) { first, _ in first }
    var parts = fields.map { _ in [TextView](repeating: .empty, count: values.count) }
    var missing = [Bool](repeating: false, count: values.count)
    for (row, value) in values.enumerated() {
      guard value.count > 0 else {
        missing[row] = true
        continue
      }
      JSONParts.forEachField(of: value) { key, part in
        if let number = numbers[key] { parts[number][row] = part }
      }
    }
    var children: [Column] = []
    for (field, part) in zip(fields, parts) {
      children.append(part.withUnsafeBufferPointer { build(field.shape, $0) })
    }
    let validity = missing.contains(true) ? Bitmap(missing.map { !$0 }) : nil
    return Column(
      JSONShape.record(fields).dataType, .record(children), validity: validity,
      count: values.count)
  }
}
