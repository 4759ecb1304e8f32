import Diagnostics

// Numbers with suffixes, and compact durations.
extension Lexer {
  /// Reads what begins with a digit: a number, a compact duration, a date, a period or an instant.
  mutating func readNumber() {
    if readDate() { return }
    let lower = position
    var digits: [UInt8] = []
    var isFraction = false
    readDigits(into: &digits)
    if byte(position) == UInt8(ascii: "."), Self.isDigit(byte(position + 1)) {
      isFraction = true
      digits.append(UInt8(ascii: "."))
      position += 1
      readDigits(into: &digits)
    }
    var exponent = 0
    if let end = exponentEnd() {
      isFraction = true
      var text = String(decoding: bytes[(position + 1)..<end], as: UTF8.self)
      text.removeAll { $0 == "_" }
      // An exponent beyond this range gives no value in any case.
      exponent = min(max(Int(text) ?? (text.hasPrefix("-") ? -9999 : 9999), -9999), 9999)
      position = end
    }
    let numberEnd = position
    if byte(position) == UInt8(ascii: "%") {
      position += 1
      return addNumber(digits, exponent: exponent - 2, from: lower)
    }
    let suffixEnd = endOfWord(from: position)
    guard suffixEnd > position else {
      if isFraction { return addNumber(digits, exponent: exponent, from: lower) }
      return addInt(digits, times: 1, from: lower)
    }
    let suffix = String(decoding: bytes[position..<suffixEnd], as: UTF8.self)
    position = suffixEnd
    if let power = Self.powers[suffix] {
      if isFraction { return addNumber(digits, exponent: exponent + power, from: lower) }
      return addInt(digits, times: Self.tenTo(power), from: lower)
    }
    if let unit = DurationUnit.compact[suffix], exponent == 0 {
      let number = String(decoding: digits, as: UTF8.self)
      guard let literal = unit.literal(number) else {
        report(SyntaxErrors.badDuration(unit, span(lower, position)))
        return add(.invalid, from: lower)
      }
      return add(.literal(literal), from: lower)
    }
    report(
      SyntaxErrors.badSuffix(
        suffix, number: span(lower, numberEnd), whole: span(lower, position)))
    add(.invalid, from: lower)
  }

  private static let powers = ["k": 3, "M": 6, "G": 9, "T": 12]

  private static func tenTo(_ power: Int) -> UInt64 {
    (0..<power).reduce(1) { value, _ in value * 10 }
  }

  private mutating func readDigits(into digits: inout [UInt8]) {
    while Self.isDigit(byte(position)) || byte(position) == UInt8(ascii: "_") {
      if byte(position) != UInt8(ascii: "_") { digits.append(byte(position)) }
      position += 1
    }
  }

  /// The end of an exponent that begins here, if one does.
  private func exponentEnd() -> Int? {
    guard byte(position) | 0x20 == UInt8(ascii: "e") else { return nil }
    var end = position + 1
    if byte(end) == UInt8(ascii: "+") || byte(end) == UInt8(ascii: "-") { end += 1 }
    guard Self.isDigit(byte(end)) else { return nil }
    while Self.isDigit(byte(end)) || byte(end) == UInt8(ascii: "_") { end += 1 }
    return end
  }

  private mutating func addInt(_ digits: [UInt8], times factor: UInt64, from lower: Int) {
    var value: UInt64 = 0
    var overflows = false
    for digit in digits {
      let (product, first) = value.multipliedReportingOverflow(by: 10)
      let (sum, second) = product.addingReportingOverflow(UInt64(digit - 0x30))
      overflows = overflows || first || second
      value = sum
    }
    let (scaled, third) = value.multipliedReportingOverflow(by: factor)
    // One more than the largest int is allowed here, because a minus sign may stand before it.
    guard !overflows, !third, scaled <= UInt64(Int64.max) + 1 else {
      report(SyntaxErrors.intOverflow(span(lower, position)))
      return add(.invalid, from: lower)
    }
    add(.int(scaled), from: lower)
  }

  private mutating func addNumber(_ digits: [UInt8], exponent: Int, from lower: Int) {
    let text = String(decoding: digits, as: UTF8.self) + "e\(exponent)"
    let isZero = digits.allSatisfy { $0 == 0x30 || $0 == UInt8(ascii: ".") }
    guard let value = Double(text), value.isFinite, isZero || value != 0 else {
      report(SyntaxErrors.numberOutOfRange(span(lower, position)))
      return add(.invalid, from: lower)
    }
    add(.number(value), from: lower)
  }
}

/// A unit of a duration, with its length.
struct DurationUnit: Sendable, Hashable {
  /// The name in the plural.
  let name: String
  /// The length in whole months, or in microseconds.
  let months: Int64, microseconds: Int64

  static let year = DurationUnit(name: "years", months: 12, microseconds: 0)
  static let quarter = DurationUnit(name: "quarters", months: 3, microseconds: 0)
  static let month = DurationUnit(name: "months", months: 1, microseconds: 0)
  static let week = DurationUnit(name: "weeks", months: 0, microseconds: 604_800_000_000)
  static let day = DurationUnit(name: "days", months: 0, microseconds: 86_400_000_000)
  static let hour = DurationUnit(name: "hours", months: 0, microseconds: 3_600_000_000)
  static let minute = DurationUnit(name: "minutes", months: 0, microseconds: 60_000_000)
  static let second = DurationUnit(name: "seconds", months: 0, microseconds: 1_000_000)

  /// The units by the letters that follow a number directly.
  static let compact: [String: DurationUnit] = [
    "y": year, "q": quarter, "mo": month, "w": week, "d": day, "h": hour, "min": minute,
    "s": second,
  ]

  /// The units by the word that follows a number after a space.
  static let spelled: [String: DurationUnit] = [
    "year": year, "years": year, "quarter": quarter, "quarters": quarter, "month": month,
    "months": month, "week": week, "weeks": week, "day": day, "days": day, "hour": hour,
    "hours": hour, "minute": minute, "minutes": minute, "second": second, "seconds": second,
  ]

  /// The duration of a decimal number of units, or nil when it is not whole or does not fit.
  func literal(_ decimal: String) -> Literal? {
    let parts = decimal.split(separator: ".", omittingEmptySubsequences: false)
    var fraction = parts.count > 1 ? String(parts[1]) : ""
    while fraction.last == "0" { fraction.removeLast() }
    guard let whole = Int64(parts[0]), fraction.utf8.count <= 12 else { return nil }
    let length = months > 0 ? months : microseconds
    let (base, overflow) = whole.multipliedReportingOverflow(by: length)
    guard !overflow else { return nil }
    var extra: Int64 = 0
    if !fraction.isEmpty, let numerator = Int64(fraction) {
      let scale = fraction.utf8.reduce(Int64(1)) { value, _ in value * 10 }
      let product = length.multipliedFullWidth(by: numerator)
      let (quotient, remainder) = scale.dividingFullWidth(product)
      guard remainder == 0 else { return nil }
      extra = quotient
    }
    let (total, second) = base.addingReportingOverflow(extra)
    guard !second else { return nil }
    return months > 0
      ? .duration(months: total, microseconds: 0) : .duration(months: 0, microseconds: total)
  }
}
