import Columnar

/// Makes columns from arrays.
enum SampleColumns {
  /// Whole numbers.
  static func ints(_ values: [Int?]) -> Column {
    Column(
      .int, .int64(Buffer(values.map { Int64($0 ?? 0) })), validity: validity(values),
      count: values.count)
  }

  /// Numbers.
  static func numbers(_ values: [Double?]) -> Column {
    Column(
      .number, .double(Buffer(values.map { $0 ?? 0 })), validity: validity(values),
      count: values.count)
  }

  /// Truth values.
  static func bools(_ values: [Bool]) -> Column {
    Column(.bool, .bool(Buffer(values.map { $0 ? 1 : 0 })), count: values.count)
  }

  /// Days since 1970-01-01.
  static func dates(_ values: [Int32?]) -> Column {
    Column(
      .date, .int32(Buffer(values.map { $0 ?? 0 })), validity: validity(values),
      count: values.count)
  }

  /// Microseconds since 1970-01-01.
  static func instants(_ values: [Int64]) -> Column {
    Column(.instant, .int64(Buffer(values)), count: values.count)
  }

  /// Texts that mostly differ.
  static func texts(_ values: [String]) -> Column {
    Column(.text, .text(TextData(values)), count: values.count)
  }

  /// Texts by their position in a list of different texts; nil for none.
  static func categories(_ codes: [Int?], _ names: [String]) -> Column {
    Column(
      .text,
      .dictionary(
        DictionaryData(codes: Buffer(codes.map { UInt32($0 ?? 0) }), values: TextData(names))),
      validity: validity(codes), count: codes.count)
  }

  /// Lists of texts, each by its position in a list of different texts.
  static func lists(_ lists: [[Int]], _ names: [String]) -> Column {
    var offsets: [Int32] = [0]
    var items: [Int?] = []
    for list in lists {
      items += list.map { $0 }
      offsets.append(Int32(items.count))
    }
    return Column(
      .list(.text),
      .list(ListData(offsets: Buffer(offsets), items: categories(items, names))),
      count: lists.count)
  }

  private static func validity<T>(_ values: [T?]) -> Bitmap? {
    values.contains { $0 == nil } ? Bitmap(values.map { $0 != nil }) : nil
  }
}
