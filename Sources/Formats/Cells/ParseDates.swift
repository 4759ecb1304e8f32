import Columnar
import Kernels

/// The number of two decimal digits, or a number above 99 when they are not digits.
@inline(__always)
private func twoDigits(_ start: UnsafePointer<UInt8>) -> Int {
  let high = start[0] &- 0x30
  let low = start[1] &- 0x30
  return high > 9 || low > 9 ? 1000 : Int(high) &* 10 &+ Int(low)
}

/// A date `YYYY-MM-DD` as days since 1970-01-01; nil when there is no such day.
@inline(__always)
func parseDate(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32? {
  count == 10 ? parseDatePart(start) : nil
}

/// The date in ten bytes.
@inline(__always)
private func parseDatePart(_ start: UnsafePointer<UInt8>) -> Int32? {
  let dash = UInt8(ascii: "-")
  guard start[4] == dash, start[7] == dash else { return nil }
  let century = twoDigits(start)
  let yearOfCentury = twoDigits(start + 2)
  let month = twoDigits(start + 5)
  let day = twoDigits(start + 8)
  guard century < 100, yearOfCentury < 100, month >= 1, month <= 12, day >= 1, day <= 31 else {
    return nil
  }
  let year = century &* 100 &+ yearOfCentury
  if day > 28, day > CivilCalendar.daysInMonth(year: year, month: month) { return nil }
  return CivilCalendar.days(year: year, month: month, day: day)
}

/// An instant as microseconds since 1970-01-01T00:00Z.
///
/// `2023-05-14T08:21:33.000Z`, with a space for the `T`, seconds and a fraction of up to nine
/// digits or without, and a zone (`Z`, ` UTC`, `+02:00`, `+0200`, `+02`) or none, which means UTC.
/// A date alone is its first moment. Digits beyond microseconds are dropped.
@inline(__always)
func parseInstant(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int64? {
  guard count >= 16 else { return parseDate(start, count).map(CivilCalendar.instant) }
  guard let day = parseDatePart(start) else { return nil }
  let separator = start[10]
  guard separator == UInt8(ascii: "T") || separator == UInt8(ascii: " ") else { return nil }
  let colon = UInt8(ascii: ":")
  let hour = twoDigits(start + 11)
  let minute = twoDigits(start + 14)
  guard start[13] == colon, hour < 24, minute < 60 else { return nil }
  var seconds = Int64(day) &* 86_400 &+ Int64(hour &* 3600 &+ minute &* 60)
  var fraction: Int64 = 0
  var i = 16
  if count >= 19, start[16] == colon {
    let second = twoDigits(start + 17)
    guard second < 60 else { return nil }
    seconds &+= Int64(second)
    i = 19
    if count > 20, start[19] == UInt8(ascii: ".") {
      var scale: Int64 = 100_000
      i = 20
      while i < count {
        let digit = start[i] &- 0x30
        if digit > 9 { break }
        fraction &+= Int64(digit) &* scale
        scale /= 10
        i &+= 1
      }
      guard i > 20, i <= 29 else { return nil }
    }
  }
  let time = seconds &* 1_000_000 &+ fraction
  if i == count { return time }
  if i &+ 1 == count, start[i] == UInt8(ascii: "Z") { return time }
  guard let offset = DatePattern.zone(start + i, count - i) else { return nil }
  return time &- offset &* 60_000_000
}
