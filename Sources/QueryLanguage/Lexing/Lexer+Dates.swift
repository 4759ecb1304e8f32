import Diagnostics

// Dates, periods and instants, which are written without spaces.
extension Lexer {
  /// Reads a date, period or instant if one begins here; reports one that does not exist.
  mutating func readDate() -> Bool {
    let lower = position
    guard digitCount(from: lower) == 4, byte(lower + 4) == UInt8(ascii: "-"),
      let year = number(lower, 4)
    else { return false }
    let part = lower + 5
    let first = byte(part)
    if first == UInt8(ascii: "W") || first == UInt8(ascii: "Q"), Self.isDigit(byte(part + 1)) {
      return readWeekOrQuarter(year, part, from: lower)
    }
    let monthDigits = digitCount(from: part)
    guard monthDigits == 1 || monthDigits == 2 else { return false }
    let afterMonth = part + monthDigits
    let hasDay = byte(afterMonth) == UInt8(ascii: "-") && Self.isDigit(byte(afterMonth + 1))
    let dayDigits = hasDay ? digitCount(from: afterMonth + 1) : 0
    position = hasDay ? afterMonth + 1 + dayDigits : afterMonth
    guard monthDigits == 2, !hasDay || dayDigits == 2, let month = number(part, 2) else {
      position = endOfWord(from: position)
      report(SyntaxErrors.unpaddedDate(span(lower, position)))
      add(.invalid, from: lower)
      return true
    }
    guard year >= 1, (1...12).contains(month) else {
      position = endOfWord(from: position)
      report(SyntaxErrors.noSuchMonth(month, year: year, span(lower, position)))
      add(.invalid, from: lower)
      return true
    }
    guard hasDay else {
      return finishDate(.period(.month(year: year, month: month)), from: lower)
    }
    let day = number(afterMonth + 1, 2) ?? 0
    let last = Self.daysIn(month: month, year: year)
    guard (1...last).contains(day) else {
      report(
        SyntaxErrors.noSuchDay(
          day, last: last, span(lower, position), day: span(afterMonth + 1, position)))
      if byte(position) == UInt8(ascii: "T") { position = endOfTime(from: position + 1) }
      position = endOfWord(from: position)
      add(.invalid, from: lower)
      return true
    }
    let date = CivilDateLiteral(year: year, month: month, day: day)
    if byte(position) == UInt8(ascii: "T"), Self.isDigit(byte(position + 1)) {
      return readTime(of: date, from: lower)
    }
    return finishDate(.date(date), from: lower)
  }

  private mutating func readWeekOrQuarter(_ year: Int, _ part: Int, from lower: Int) -> Bool {
    let isWeek = bytes[part] == UInt8(ascii: "W")
    let digits = digitCount(from: part + 1)
    position = part + 1 + digits
    guard digits == (isWeek ? 2 : 1), let value = number(part + 1, digits) else {
      position = endOfWord(from: position)
      report(SyntaxErrors.unpaddedDate(span(lower, position)))
      add(.invalid, from: lower)
      return true
    }
    let last = isWeek ? Self.weeksIn(isoYear: year) : 4
    guard year >= 1, (1...last).contains(value) else {
      position = endOfWord(from: position)
      report(
        SyntaxErrors.noSuchPart(
          isWeek ? "weeks" : "quarters", last, year: year, span(lower, position)))
      add(.invalid, from: lower)
      return true
    }
    return finishDate(
      .period(
        isWeek ? .week(isoYear: year, week: value) : .quarter(year: year, quarter: value)),
      from: lower)
  }

  /// Reads `T12:30[:15[.250]][Z|+02:00]`.
  private mutating func readTime(of date: CivilDateLiteral, from lower: Int) -> Bool {
    let end = endOfTime(from: position + 1)
    var offset = position + 1
    func pair() -> Int? {
      defer { offset += 2 }
      return digitCount(from: offset) == 2 ? number(offset, 2) : nil
    }
    func takes(_ sign: UInt8) -> Bool {
      guard byte(offset) == sign else { return false }
      offset += 1
      return true
    }
    let colon = UInt8(ascii: ":")
    position = end
    var isGood = false
    var microseconds: Int64 = 0
    var zone = 0
    if let hour = pair(), hour < 24, takes(colon), let minute = pair(), minute < 60 {
      isGood = true
      microseconds = Int64(hour * 3600 + minute * 60) * 1_000_000
      if takes(colon) {
        if let second = pair(), second < 60 {
          microseconds += Int64(second) * 1_000_000
          if takes(UInt8(ascii: ".")) {
            let digits = digitCount(from: offset)
            if (1...6).contains(digits), var fraction = number(offset, digits) {
              for _ in digits..<6 { fraction *= 10 }
              microseconds += Int64(fraction)
              offset += digits
            } else {
              isGood = false
            }
          }
        } else {
          isGood = false
        }
      }
      let sign = byte(offset)
      if takes(UInt8(ascii: "Z")) {
        zone = 0
      } else if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), offset < end {
        offset += 1
        if let hours = pair(), takes(colon), let minutes = pair(), minutes < 60,
          hours * 60 + minutes <= 18 * 60
        {
          zone = (sign == UInt8(ascii: "-") ? -1 : 1) * (hours * 60 + minutes)
        } else {
          isGood = false
        }
      }
    }
    guard isGood, offset == end else {
      report(SyntaxErrors.badInstant(span(lower, position)))
      add(.invalid, from: lower)
      return true
    }
    add(
      .literal(
        .instant(InstantLiteral(date: date, microseconds: microseconds, offsetMinutes: zone))),
      from: lower)
    return true
  }

  /// The end of the characters that can belong to a time; a range sign ends it.
  private func endOfTime(from offset: Int) -> Int {
    var end = offset
    while true {
      let current = byte(end)
      if Self.isDigit(current) || Self.isNameStart(current) || current == UInt8(ascii: ":") {
        end += 1
      } else if current == UInt8(ascii: "."), Self.isDigit(byte(end + 1)) {
        end += 1
      } else if current == UInt8(ascii: "+") || current == UInt8(ascii: "-"),
        digitCount(from: end + 1) == 2, byte(end + 3) == UInt8(ascii: ":")
      {
        end += 1
      } else {
        return end
      }
    }
  }

  private mutating func finishDate(_ literal: Literal, from lower: Int) -> Bool {
    let end = endOfWord(from: position)
    if end > position {
      position = end
      report(SyntaxErrors.badDate(span(lower, end)))
      add(.invalid, from: lower)
    } else {
      add(.literal(literal), from: lower)
    }
    return true
  }

  /// The number of digits from an offset on, at most 7 being counted.
  private func digitCount(from offset: Int) -> Int {
    var count = 0
    while count < 7, Self.isDigit(byte(offset + count)) { count += 1 }
    return count
  }

  private func number(_ offset: Int, _ digits: Int) -> Int? {
    var value = 0
    for index in 0..<digits {
      guard Self.isDigit(byte(offset + index)) else { return nil }
      value = value * 10 + Int(byte(offset + index) - 0x30)
    }
    return value
  }

  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  static func daysIn(month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The number of weeks of an ISO 8601 year: 53 when 1 January or, in a leap year, the day after
  /// it, makes room for a 53rd Thursday.
  static func weeksIn(isoYear year: Int) -> Int {
    func weekdayOfLastDay(_ year: Int) -> Int { (year + year / 4 - year / 100 + year / 400) % 7 }
    return weekdayOfLastDay(year) == 4 || weekdayOfLastDay(year - 1) == 3 ? 53 : 52
  }
}
