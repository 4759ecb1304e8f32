import Columnar

/// A format of dates in text, such as `%d %b %Y`.
struct DateFormat: Sendable {
  private enum Part: Sendable {
    case literal(UInt8)
    case year, month, day, monthName
  }

  private var parts: [Part] = []

  /// Reads a format; nil unless it has a year, a month and a day, each once, and no other field.
  init?(_ text: String) {
    var bytes = Array(text.utf8)[...]
    var fields = ""
    while let byte = bytes.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        parts.append(.literal(byte))
        continue
      }
      switch bytes.popFirst() {
      case UInt8(ascii: "Y"):
        parts.append(.year)
        fields += "Y"
      case UInt8(ascii: "m"):
        parts.append(.month)
        fields += "m"
      case UInt8(ascii: "b"), UInt8(ascii: "B"):
        parts.append(.monthName)
        fields += "m"
      case UInt8(ascii: "d"):
        parts.append(.day)
        fields += "d"
      case UInt8(ascii: "%"): parts.append(.literal(UInt8(ascii: "%")))
      default: return nil
      }
    }
    guard String(fields.sorted()) == "Ydm" else { return nil }
  }

  /// The day that a text names, if all of it fits.
  func day(of bytes: UnsafeBufferPointer<UInt8>) -> Int32? {
    var index = 0
    var (year, month, day) = (0, 0, 0)
    for part in parts {
      switch part {
      case .literal(let byte):
        guard index < bytes.count, bytes[index] == byte else { return nil }
        index += 1
      case .year:
        guard let number = Self.digits(bytes, &index, from: 4, to: 4) else { return nil }
        year = number
      case .month:
        guard let number = Self.digits(bytes, &index, from: 1, to: 2) else { return nil }
        month = number
      case .day:
        guard let number = Self.digits(bytes, &index, from: 1, to: 2) else { return nil }
        day = number
      case .monthName:
        guard let number = Self.monthName(bytes, &index) else { return nil }
        month = number
      }
    }
    guard index == bytes.count, CivilCalendar.exists(year: year, month: month, day: day)
    else { return nil }
    return CivilCalendar.days(year: year, month: month, day: day)
  }

  private static func digits(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, from least: Int, to most: Int
  ) -> Int? {
    var number = 0
    var seen = 0
    while seen < most, index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 {
      number = number * 10 + Int(bytes[index] - 0x30)
      index += 1
      seen += 1
    }
    return seen >= least ? number : nil
  }

  /// A month by its English name, in full or by three letters, in any case.
  private static func monthName(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Int? {
    for (number, name) in names.enumerated() {
      for length in [name.count, 3] where index + length <= bytes.count {
        if (0..<length).allSatisfy({ bytes[index + $0] | 0x20 == name[$0] }) {
          index += length
          return number + 1
        }
      }
    }
    return nil
  }

  private static let names: [[UInt8]] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ].map { Array($0.utf8) }
}
