import Columnar

/// Dates in text of the form `2024-03-01`.
enum DateText {
  /// The day of `YYYY-MM-DD`, if the text is one that exists.
  static func date(_ bytes: some Collection<UInt8>) -> Int32? {
    let text = Array(bytes)
    guard text.count == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
      let year = number(text[0..<4]), let month = number(text[5..<7]),
      let day = number(text[8..<10]), CivilCalendar.exists(year: year, month: month, day: day)
    else { return nil }
    return CivilCalendar.days(year: year, month: month, day: day)
  }

  /// A whole number of decimal digits alone.
  static func number(_ bytes: some Collection<UInt8>) -> Int? {
    guard !bytes.isEmpty, bytes.count <= 9 else { return nil }
    var result = 0
    for byte in bytes {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      result = result * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return result
  }
}
