import Columnar

/// The bytes that stand for cells in a digest, which depend on nothing but their values.
///
/// A missing cell is a zero byte. Any other cell is a one, then the value: whole numbers, dates and
/// numbers as they lie in memory on a machine whose lowest byte comes first, -0 as 0 and every NaN
/// as the same one; text as its length in four bytes and its bytes in NFC; a list as its length and
/// the cells in it; a record as the cells of its parts.
enum CellBytes {
  /// Adds the size of each cell to a number per row.
  static func addSizes(of column: Column, to sizes: UnsafeMutablePointer<Int>) {
    switch column.data {
    case .bool: addFixed(1, column, sizes)
    case .int32: addFixed(4, column, sizes)
    case .int64, .double: addFixed(8, column, sizes)
    case .text, .dictionary:
      for row in 0..<column.count {
        sizes[row] += column.isValid(row) ? 5 + column.textView(at: row).count : 1
      }
    case .list(let list):
      let range = list.items(ofRows: column.count)
      let items = Self.sizes(of: list.items.column.slice(range))
      for row in 0..<column.count {
        sizes[row] += column.isValid(row) ? 5 : 1
        for item in list.offsets.base[row]..<list.offsets.base[row + 1] {
          sizes[row] += items.base[Int(item) - range.lowerBound]
        }
      }
    case .record(let parts):
      for row in 0..<column.count { sizes[row] += 1 }
      for part in parts { addSizes(of: part.hidden(by: column.validity), to: sizes) }
    }
  }

  /// The size of each cell.
  static func sizes(of column: Column) -> Buffer<Int> {
    Buffer(count: column.count) { target in
      target.update(repeating: 0, count: column.count)
      addSizes(of: column, to: target)
    }
  }

  /// Writes each cell at its place, and moves the place behind it.
  static func write(
    _ column: Column, to target: UnsafeMutablePointer<UInt8>, at places: UnsafeMutablePointer<Int>
  ) {
    switch column.data {
    case .bool(let values):
      writeFixed(column, target, places) { values.base[$0] == 0 ? UInt8(0) : 1 }
    case .int32(let values):
      writeFixed(column, target, places) { values.base[$0].littleEndian }
    case .int64(let values):
      writeFixed(column, target, places) { values.base[$0].littleEndian }
    case .double(let values):
      writeFixed(column, target, places) { bits(of: values.base[$0]).littleEndian }
    case .text, .dictionary: writeTexts(column, target, places)
    case .list(let list): write(list, column, target, places)
    case .record(let parts):
      for row in 0..<column.count { begin(column.isValid(row), target, &places[row]) }
      for part in parts { write(part.hidden(by: column.validity), to: target, at: places) }
    }
  }

  /// The bits of a number, equal for numbers that are equal.
  private static func bits(of number: Double) -> UInt64 {
    if number == 0 { return 0 }
    return number.isNaN ? 0x7FF8_0000_0000_0000 : number.bitPattern
  }

  private static func addFixed(
    _ width: Int, _ column: Column, _ sizes: UnsafeMutablePointer<Int>
  ) {
    guard let validity = column.validity else {
      for row in 0..<column.count { sizes[row] += 1 + width }
      return
    }
    for row in 0..<column.count { sizes[row] += validity[row] ? 1 + width : 1 }
  }

  @inline(__always)
  private static func begin(
    _ isValid: Bool, _ target: UnsafeMutablePointer<UInt8>, _ place: inout Int
  ) {
    target[place] = isValid ? 1 : 0
    place &+= 1
  }

  @inline(__always)
  private static func writeFixed<Value: BitwiseCopyable>(
    _ column: Column, _ target: UnsafeMutablePointer<UInt8>,
    _ places: UnsafeMutablePointer<Int>, _ value: (Int) -> Value
  ) {
    let raw = UnsafeMutableRawPointer(target)
    guard let validity = column.validity else {
      for row in 0..<column.count {
        begin(true, target, &places[row])
        raw.storeBytes(of: value(row), toByteOffset: places[row], as: Value.self)
        places[row] &+= MemoryLayout<Value>.size
      }
      return
    }
    for row in 0..<column.count {
      let isValid = validity[row]
      begin(isValid, target, &places[row])
      guard isValid else { continue }
      raw.storeBytes(of: value(row), toByteOffset: places[row], as: Value.self)
      places[row] &+= MemoryLayout<Value>.size
    }
  }

  private static func writeLength(
    _ length: Int, _ target: UnsafeMutablePointer<UInt8>, _ place: inout Int
  ) {
    UnsafeMutableRawPointer(target).storeBytes(
      of: UInt32(truncatingIfNeeded: length).littleEndian, toByteOffset: place, as: UInt32.self)
    place &+= 4
  }

  private static func writeTexts(
    _ column: Column, _ target: UnsafeMutablePointer<UInt8>, _ places: UnsafeMutablePointer<Int>
  ) {
    for row in 0..<column.count {
      let isValid = column.isValid(row)
      begin(isValid, target, &places[row])
      guard isValid else { continue }
      let view = column.textView(at: row)
      writeLength(view.count, target, &places[row])
      (target + places[row]).update(from: view.start, count: view.count)
      places[row] &+= view.count
    }
  }

  private static func write(
    _ list: ListData, _ column: Column, _ target: UnsafeMutablePointer<UInt8>,
    _ places: UnsafeMutablePointer<Int>
  ) {
    let range = list.items(ofRows: column.count)
    let items = list.items.column.slice(range)
    let sizes = Self.sizes(of: items)
    let itemPlaces = Buffer<Int>(count: items.count) { itemPlaces in
      for row in 0..<column.count {
        let (lower, upper) = (Int(list.offsets.base[row]), Int(list.offsets.base[row + 1]))
        begin(column.isValid(row), target, &places[row])
        if column.isValid(row) { writeLength(upper - lower, target, &places[row]) }
        for item in lower - range.lowerBound..<upper - range.lowerBound {
          itemPlaces[item] = places[row]
          places[row] &+= sizes.base[item]
        }
      }
    }
    write(items, to: target, at: UnsafeMutablePointer(mutating: itemPlaces.base))
  }
}

extension ListData {
  /// The items that belong to the rows; a slice holds the items of its neighbours too.
  fileprivate func items(ofRows count: Int) -> Range<Int> {
    Int(offsets.base[0])..<Int(offsets.base[count])
  }
}

extension Column {
  /// The column with rows missing that a record around it does not have.
  fileprivate func hidden(by outer: Bitmap?) -> Column {
    guard let outer else { return self }
    return withValidity(Bitmap((0..<count).map { outer[$0] && isValid($0) }))
  }

  /// The column with its texts in NFC; the engine keeps texts so, but joining two can break it.
  func withTextsInNormalForm() -> Column {
    switch data {
    case .text(let text):
      guard let normal = text.inNormalForm() else { return self }
      return Column(type, .text(normal), validity: validity, count: count)
    case .dictionary(let dictionary):
      guard let normal = dictionary.values.inNormalForm() else { return self }
      return Column(
        type, .dictionary(DictionaryData(codes: dictionary.codes, values: normal)),
        validity: validity, count: count)
    case .list(let list):
      let items = list.items.column.withTextsInNormalForm()
      return Column(
        type, .list(ListData(offsets: list.offsets, items: items)), validity: validity,
        count: count)
    case .record(let parts):
      return Column(
        type, .record(parts.map { $0.withTextsInNormalForm() }), validity: validity, count: count)
    default: return self
    }
  }
}

extension TextData {
  /// The texts in NFC; nil when they are already.
  fileprivate func inNormalForm() -> TextData? {
    var changed: [Int: String] = [:]
    for row in 0..<count {
      if let normal = TextForm.normalized(views.base[row]) { changed[row] = normal }
    }
    guard !changed.isEmpty else { return nil }
    var builder = TextBuilder(capacity: count)
    for owner in owners { builder.keep(owner) }
    for row in 0..<count {
      if let normal = changed[row] {
        builder.append(normal)
      } else {
        builder.appendShared(views.base[row])
      }
    }
    return builder.finish()
  }
}
