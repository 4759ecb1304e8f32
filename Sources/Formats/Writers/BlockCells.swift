import Columnar

/// Where the cells of one column of a block lie.
///
/// Plain pointers, so that going through rows column by column counts no references.
/// Valid while the block that it was made from lives.
struct BlockCells {
  /// What the cells are.
  enum Kind {
    case text(UnsafePointer<TextView>)
    case dictionary(UnsafePointer<UInt32>, UnsafePointer<TextView>)
    case bool(UnsafePointer<UInt8>)
    case int(UnsafePointer<Int64>)
    case instant(UnsafePointer<Int64>)
    case date(UnsafePointer<Int32>)
    case number(UnsafePointer<Double>)
    /// Cells that are rare enough to be written as values.
    case other
  }

  let kind: Kind
  /// Whether texts are JSON already.
  let isJSON: Bool
  private let validity: UnsafePointer<UInt64>?

  init(_ column: Column) {
    validity = column.validity?.words.base
    isJSON = column.type == .json
    switch (column.data, column.type) {
    case (.text(let text), _): kind = .text(text.views.base)
    case (.dictionary(let dictionary), _):
      kind = .dictionary(dictionary.codes.base, dictionary.values.views.base)
    case (.bool(let values), _): kind = .bool(values.base)
    case (.int64(let values), .int): kind = .int(values.base)
    case (.int64(let values), .instant): kind = .instant(values.base)
    case (.int32(let values), .date): kind = .date(values.base)
    case (.double(let values), _): kind = .number(values.base)
    default: kind = .other
    }
  }

  /// Whether a row has a value.
  @inline(__always)
  func isValid(_ row: Int) -> Bool {
    guard let validity else { return true }
    return (validity[row &>> 6] &>> UInt64(row & 63)) & 1 != 0
  }
}
