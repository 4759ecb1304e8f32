import Columnar
import Glibc

/// A whole number: an optional minus sign and digits.
///
/// Leading zeros are allowed, a plus is not.
///
/// Nil also when the number does not fit 64 bits; it is then read as a number.
@inline(__always)
func parseInt(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int64? {
  var i = 0
  let isNegative = count > 0 && start[0] == UInt8(ascii: "-")
  if isNegative { i = 1 }
  guard i < count else { return nil }
  if count - i > 18 { return parseLongInt(start, count) }
  var value: UInt64 = 0
  while i < count {
    let digit = start[i] &- 0x30
    if digit > 9 { return nil }
    value = value &* 10 &+ UInt64(digit)
    i &+= 1
  }
  let signed = Int64(bitPattern: value)
  return isNegative ? 0 &- signed : signed
}

/// The same with a check for overflow at every digit.
@inline(never)
func parseLongInt(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int64? {
  let isNegative = start[0] == UInt8(ascii: "-")
  var value: Int64 = 0
  for i in (isNegative ? 1 : 0)..<count {
    let digit = start[i] &- 0x30
    if digit > 9 { return nil }
    let (product, tooLarge) = value.multipliedReportingOverflow(by: 10)
    let (sum, tooFar) =
      isNegative
      ? product.subtractingReportingOverflow(Int64(digit))
      : product.addingReportingOverflow(Int64(digit))
    if tooLarge || tooFar { return nil }
    value = sum
  }
  return value
}

/// Powers of ten that a double holds exactly.
private let exactPowers: [Double] = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
  1e18, 1e19, 1e20, 1e21, 1e22,
]

/// The same powers where every thread reaches them without a check.
nonisolated(unsafe) private let exactPowersStart: UnsafePointer<Double> = {
  let start = UnsafeMutablePointer<Double>.allocate(capacity: exactPowers.count)
  start.update(from: exactPowers, count: exactPowers.count)
  return UnsafePointer(start)
}()

/// A number with optional fraction and exponent, rounded correctly; NaN for `nan` and infinities.
///
/// When the digits fit 53 bits and the power of ten is at most 22, one multiplication or division
/// of exact doubles rounds correctly (Clinger 1990); other numbers go to the library.
@inline(__always)
func parseNumber(
  _ start: UnsafePointer<UInt8>, _ count: Int, _ decimalSign: UInt8
) -> Double? {
  var i = 0
  let isNegative = count > 0 && start[0] == UInt8(ascii: "-")
  if isNegative { i = 1 }
  var mantissa: UInt64 = 0
  let firstDigit = i
  while i < count {
    let digit = start[i] &- 0x30
    if digit > 9 { break }
    mantissa = mantissa &* 10 &+ UInt64(digit)
    i &+= 1
  }
  var digitCount = i &- firstDigit
  var exponent = 0
  if i < count, start[i] == decimalSign {
    i &+= 1
    let fraction = i
    while i < count {
      let digit = start[i] &- 0x30
      if digit > 9 { break }
      mantissa = mantissa &* 10 &+ UInt64(digit)
      i &+= 1
    }
    exponent = fraction &- i
    digitCount &+= i &- fraction
  }
  if i == count, digitCount > 0, digitCount <= 19, mantissa <= 1 << 53, exponent >= -22 {
    let value = Double(Int64(bitPattern: mantissa)) / exactPowersStart[0 &- exponent]
    return isNegative ? 0 - value : value
  }
  return parseUnusualNumber(start, count, decimalSign)
}

/// Numbers with an exponent or many digits, and the words for undefined ones.
@inline(never)
func parseUnusualNumber(
  _ start: UnsafePointer<UInt8>, _ count: Int, _ decimalSign: UInt8
) -> Double? {
  guard count > 0 else { return nil }
  var i = start[0] == UInt8(ascii: "-") ? 1 : 0
  var digits = 0
  // The library also takes hexadecimal numbers and spaces, so the form is checked here first.
  while i < count, start[i] &- 0x30 <= 9 {
    i += 1
    digits += 1
  }
  if i < count, start[i] == decimalSign {
    i += 1
    while i < count, start[i] &- 0x30 <= 9 {
      i += 1
      digits += 1
    }
  }
  guard digits > 0 else { return isUndefinedNumber(start, count) ? .nan : nil }
  if i < count, start[i] | 0x20 == UInt8(ascii: "e") {
    i += 1
    if i < count, start[i] == UInt8(ascii: "+") || start[i] == UInt8(ascii: "-") { i += 1 }
    let exponentStart = i
    while i < count, start[i] &- 0x30 <= 9 { i += 1 }
    guard i > exponentStart else { return nil }
  }
  guard i == count else { return nil }
  var text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  if decimalSign != UInt8(ascii: ".") {
    text = String(
      decoding: text.utf8.map { $0 == decimalSign ? UInt8(ascii: ".") : $0 }, as: UTF8.self)
  }
  guard let value = Double(text) else { return nil }
  // Larger than any double: not a finite number, so missing.
  return value.isFinite ? value + 0 : .nan
}

/// Whether a cell is `nan`, `inf` or `infinity` in any case, with or without a sign.
func isUndefinedNumber(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
  guard (3...9).contains(count) else { return false }
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    .lowercased()
  let word = text.first == "-" || text.first == "+" ? text.dropFirst() : text[...]
  return word == "nan" || word == "inf" || word == "infinity"
}

/// `true`, `True`, `TRUE` and the same of `false`.
@inline(__always)
func parseBool(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt8? {
  guard count == 4 || count == 5 else { return nil }
  let raw = UnsafeRawPointer(start)
  let first = raw.loadUnaligned(as: UInt32.self).littleEndian
  if count == 4 {
    let isTrue = first == 0x6575_7274 || first == 0x6575_7254 || first == 0x4555_5254
    return isTrue ? 1 : nil
  }
  let isLower = start[4] == UInt8(ascii: "e") && (first == 0x736C_6166 || first == 0x736C_6146)
  let isUpper = start[4] == UInt8(ascii: "E") && first == 0x534C_4146
  return isLower || isUpper ? 0 : nil
}
