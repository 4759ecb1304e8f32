import Columnar

/// A pattern for dates and instants, in the letters of C's `strptime`, in English only.
///
/// `%Y` year, `%m` `%d` `%H` `%M` `%S` one or two digits, `%f` a fraction of a second, `%y` a year
/// of two digits (69 to 99 are of the last century), `%b` `%B` a month's name, `%a` `%A` a
/// weekday's, `%z` a zone, `%p` AM or PM after `%I`, `%%` a percent sign. A space stands for one or
/// more.
public struct DatePattern: Sendable {
  private let letters: [UInt8]
  /// Whether the pattern holds a time of day.
  public let hasTime: Bool
  /// Whether the pattern holds a year, a month and a day, each once.
  public let hasDate: Bool

  /// Reads a pattern; nil, with the letter, when it has an unknown one.
  public init?(_ text: String, unknown: inout Character?) {
    letters = Array(text.utf8)
    var hasTime = false
    var parts: [UInt8] = []
    var index = 0
    while index < letters.count {
      if letters[index] == UInt8(ascii: "%") {
        let letter = index + 1 < letters.count ? letters[index + 1] : 0
        guard "YymdHMSfbBaAzpI%".utf8.contains(letter) else {
          unknown = Character(Unicode.Scalar(letter))
          return nil
        }
        if "HMSI".utf8.contains(letter) { hasTime = true }
        parts.append(letter)
        index += 1
      }
      index += 1
    }
    self.hasTime = hasTime
    hasDate = ["Yy", "mbB", "d"].allSatisfy { names in
      parts.count { names.utf8.contains($0) } == 1
    }
  }

  /// The parts of a date while it is being read.
  private struct Parts {
    var year = 1970
    var month = 1
    var day = 1
    var hour = 0
    var minute = 0
    var second = 0
    var microsecond = 0
    var offset = 0
    var isAfternoon: Bool?
  }

  /// The microseconds of a text; nil when it does not fit the pattern or names no real date.
  public func parse(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int64? {
    var parts = Parts()
    var position = 0
    var index = 0
    while index < letters.count {
      let letter = letters[index]
      if letter == UInt8(ascii: "%") {
        guard read(letters[index + 1], start, count, &position, &parts) else { return nil }
        index += 2
        continue
      }
      guard position < count, start[position] == letter else { return nil }
      position += 1
      if letter == 0x20 {
        while position < count, start[position] == 0x20 { position += 1 }
      }
      index += 1
    }
    guard position == count else { return nil }
    if let isAfternoon = parts.isAfternoon {
      guard (1...12).contains(parts.hour) else { return nil }
      parts.hour = parts.hour % 12 + (isAfternoon ? 12 : 0)
    }
    guard
      CivilCalendar.exists(year: parts.year, month: parts.month, day: parts.day),
      parts.hour < 24, parts.minute < 60, parts.second < 60
    else { return nil }
    let day = CivilCalendar.days(year: parts.year, month: parts.month, day: parts.day)
    let seconds = parts.hour * 3600 + parts.minute * 60 + parts.second - parts.offset * 60
    return CivilCalendar.instant(ofDay: day) + Int64(seconds) * 1_000_000 + Int64(parts.microsecond)
  }

  private func read(
    _ letter: UInt8, _ start: UnsafePointer<UInt8>, _ count: Int, _ position: inout Int,
    _ parts: inout Parts
  ) -> Bool {
    func digits(_ most: Int) -> Int? {
      let first = position
      var value = 0
      while position < count, position - first < most, start[position] &- 0x30 <= 9 {
        value = value * 10 + Int(start[position] &- 0x30)
        position += 1
      }
      return position > first ? value : nil
    }
    func set(_ part: WritableKeyPath<Parts, Int>, _ value: Int?) -> Bool {
      guard let value else { return false }
      parts[keyPath: part] = value
      return true
    }
    switch letter {
    case UInt8(ascii: "Y"):
      let first = position
      return set(\.year, digits(4)) && position - first == 4
    case UInt8(ascii: "y"): return set(\.year, digits(2).map { $0 + ($0 >= 69 ? 1900 : 2000) })
    case UInt8(ascii: "m"): return set(\.month, digits(2))
    case UInt8(ascii: "d"): return set(\.day, digits(2))
    case UInt8(ascii: "H"), UInt8(ascii: "I"): return set(\.hour, digits(2))
    case UInt8(ascii: "M"): return set(\.minute, digits(2))
    case UInt8(ascii: "S"): return set(\.second, digits(2))
    case UInt8(ascii: "f"):
      let first = position
      guard var value = digits(6) else { return false }
      for _ in (position - first)..<6 { value *= 10 }
      return set(\.microsecond, value)
    case UInt8(ascii: "b"), UInt8(ascii: "B"):
      return set(\.month, word(Self.months, start, count, &position).map { $0 + 1 })
    case UInt8(ascii: "a"), UInt8(ascii: "A"):
      return word(Self.weekdays, start, count, &position) != nil
    case UInt8(ascii: "p"):
      guard let half = word(["AM", "PM"], start, count, &position) else { return false }
      parts.isAfternoon = half == 1
      return true
    case UInt8(ascii: "z"):
      if position < count, start[position] == UInt8(ascii: "Z") {
        position += 1
        return true
      }
      for length in [6, 5, 3] where count - position >= length {
        if let minutes = Self.zone(start + position, length) {
          position += length
          return set(\.offset, Int(minutes))
        }
      }
      return false
    default:
      guard position < count, start[position] == UInt8(ascii: "%") else { return false }
      position += 1
      return true
    }
  }

  /// The minutes by which a zone such as `+02:00`, `+0200`, `+02` or ` UTC` is ahead of UTC.
  public static func zone(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int64? {
    if count == 4, zip(0..<4, " UTC".utf8).allSatisfy({ start[$0] == $1 }) { return 0 }
    guard count == 3 || count == 5 || count == 6 else { return nil }
    guard start[0] == UInt8(ascii: "+") || start[0] == UInt8(ascii: "-") else { return nil }
    func twoDigits(_ place: Int) -> Int64 {
      let (high, low) = (start[place] &- 0x30, start[place + 1] &- 0x30)
      return high > 9 || low > 9 ? 1000 : Int64(high) * 10 + Int64(low)
    }
    let hours = twoDigits(1)
    var minutes: Int64 = 0
    if count == 5 { minutes = twoDigits(3) }
    if count == 6 {
      guard start[3] == UInt8(ascii: ":") else { return nil }
      minutes = twoDigits(4)
    }
    guard hours <= 15, minutes < 60 else { return nil }
    let total = hours * 60 + minutes
    return start[0] == UInt8(ascii: "-") ? -total : total
  }

  /// The number of the name that stands here, in full or by its first three letters.
  private func word(
    _ names: [StaticString], _ start: UnsafePointer<UInt8>, _ count: Int, _ position: inout Int
  ) -> Int? {
    for (number, name) in names.enumerated() {
      for length in [name.utf8CodeUnitCount, 3] where length <= name.utf8CodeUnitCount {
        guard count - position >= length else { continue }
        let matches = (0..<length).allSatisfy {
          start[position + $0] | 0x20 == name.utf8Start[$0] | 0x20
        }
        if matches {
          position += length
          return number
        }
      }
    }
    return nil
  }

  private static let months: [StaticString] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  private static let weekdays: [StaticString] = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]
}
