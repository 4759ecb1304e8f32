import Columnar
import Kernels

/// The type that the text of one cell could be, and so the type of a column that is being read.
///
/// `empty` joins with everything; whole numbers widen to numbers and dates to instants; all other
/// pairs meet in text.
enum CellType: UInt8, Sendable {
  case empty, bool, int, number, date, instant, text

  /// The narrowest type that holds cells of both.
  func joined(_ other: CellType) -> CellType {
    if self == other || other == .empty { return self }
    if self == .empty { return other }
    switch (self, other) {
    case (.int, .number), (.number, .int): return .number
    case (.date, .instant), (.instant, .date): return .instant
    default: return .text
    }
  }

  /// The type of a column whose cells have this one; a column without values is text.
  var dataType: DataType {
    switch self {
    case .empty, .text: .text
    case .bool: .bool
    case .int: .int
    case .number: .number
    case .date: .date
    case .instant: .instant
    }
  }

  /// The type of cells for a type of the language; nil when cells cannot have it directly.
  init?(named name: String) {
    switch name {
    case "bool": self = .bool
    case "int": self = .int
    case "number": self = .number
    case "date": self = .date
    case "instant": self = .instant
    case "text": self = .text
    default: return nil
    }
  }
}

/// How cells are written in one file.
struct CellSyntax: Sendable {
  /// The sign between whole part and fraction.
  var decimalSign: UInt8 = .init(ascii: ".")
  /// A pattern for dates besides the ISO forms.
  var datePattern: DatePattern?
  /// Cells that count as missing.
  var nullTokens: [[UInt8]] = []

  /// Whether a cell is one of the tokens for a missing value.
  @inline(__always)
  func isNullToken(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    nullTokens.isEmpty ? false : matchesToken(start, count)
  }

  private func matchesToken(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    nullTokens.contains { token in
      token.count == count
        && token.withUnsafeBufferPointer { bytes in
          bytes.baseAddress.map { bytesEqual($0, start, count) } ?? (count == 0)
        }
    }
  }

  /// The type that the text of a cell could be; spaces around values other than text are ignored.
  func type(of start: UnsafePointer<UInt8>, _ count: Int) -> CellType {
    if count == 0 || isNullToken(start, count) { return .empty }
    let (start, count) = trimmed(start, count)
    // No value of another type is longer, and long texts are not worth looking at.
    if count == 0 || count > 400 { return .text }
    if parseInt(start, count) != nil { return .int }
    if parseNumber(start, count, decimalSign) != nil { return .number }
    if parseBool(start, count) != nil { return .bool }
    if let datePattern {
      if datePattern.parse(start, count) != nil { return datePattern.hasTime ? .instant : .date }
    }
    if parseDate(start, count) != nil { return .date }
    if parseInstant(start, count) != nil { return .instant }
    return .text
  }

  /// The bytes without spaces on either side.
  @inline(__always)
  func trimmed(_ start: UnsafePointer<UInt8>, _ count: Int) -> (UnsafePointer<UInt8>, Int) {
    var first = 0
    var last = count
    while first < last, start[first] == 0x20 { first += 1 }
    while last > first, start[last - 1] == 0x20 { last -= 1 }
    return (start + first, last - first)
  }
}
