/// Text of dates, instants, periods, durations and whole values.
public enum ValueText {
  /// `2024-03-01`; years outside 0…9999 get as many digits as they need.
  public static func date(_ day: Int32) -> String {
    let (year, month, dayOfMonth) = CivilCalendar.date(ofDay: day)
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfMonth, 2))"
  }

  /// `2024-03-01T12:30:15.250Z`; the fraction has no trailing zeros and is left out when zero.
  public static func instant(_ microseconds: Int64) -> String {
    let day = CivilCalendar.day(ofInstant: microseconds)
    let rest = microseconds - CivilCalendar.instant(ofDay: day)
    let seconds = Int(rest / 1_000_000)
    var out =
      "\(date(day))T\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2))"
      + ":\(padded(seconds % 60, 2))"
    let fraction = Int(rest % 1_000_000)
    if fraction > 0 {
      var digits = padded(fraction, 6)
      while digits.hasSuffix("0") { digits.removeLast() }
      out += "." + digits
    }
    return out + "Z"
  }

  /// A week or day as its first date, a month as `2024-03`, a quarter as `2024-Q1`, a year as `2024`.
  public static func period(_ grain: Grain, _ number: Int32) -> String {
    let first = grain.firstDay(of: number)
    switch grain {
    case .day, .week: return date(first)
    case .hour:
      let hour = floorModulo(Int(number), 24)
      return "\(date(first))T\(padded(hour, 2)):00"
    case .month: return String(date(first).dropLast(3))
    case .quarter:
      let (year, month, _) = CivilCalendar.date(ofDay: first)
      return "\(padded(year, 4))-Q\((month - 1) / 3 + 1)"
    case .year: return padded(CivilCalendar.date(ofDay: first).year, 4)
    }
  }

  /// A duration in the units of the language: `2 years 3 months`, `30 days 12 h`.
  public static func duration(_ duration: CalendarDuration) -> String {
    var parts: [String] = []
    func add(_ count: Int64, _ unit: String, spaced: Bool = true) {
      guard count != 0 else { return }
      let plural = spaced && abs(count) != 1 ? "s" : ""
      parts.append("\(count) \(unit)\(plural)")
    }
    add(duration.months / 12, "year")
    add(duration.months % 12, "month")
    var rest = duration.microseconds
    add(rest / CalendarDuration.day, "day")
    rest %= CalendarDuration.day
    add(rest / 3_600_000_000, "h", spaced: false)
    rest %= 3_600_000_000
    add(rest / 60_000_000, "min", spaced: false)
    rest %= 60_000_000
    if rest != 0 { parts.append("\(NumberText.shortest(Double(rest) / 1_000_000)) s") }
    return parts.isEmpty ? "0 days" : parts.joined(separator: " ")
  }

  /// A value in full, as CSV and exported text write it; null is empty.
  public static func plain(_ value: Value) -> String {
    switch value {
    case .null: ""
    case .bool(let value): value ? "true" : "false"
    case .int(let value): String(value)
    case .number(let value): NumberText.shortest(value)
    case .text(let value), .json(let value): value
    case .date(let day): date(day)
    case .instant(let value): instant(value)
    case .period(let grain, let number): period(grain, number)
    case .duration(let value): duration(value)
    case .list(let items, _): "[\(items.map(nested).joined(separator: ", "))]"
    case .record(let parts):
      "{\(parts.map { "\($0.name): \(nested($0.value))" }.joined(separator: ", "))}"
    }
  }

  private static func nested(_ value: Value) -> String { value.isNull ? "null" : plain(value) }

  /// A whole number with leading zeros.
  static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value.magnitude)
    let zeros = String(repeating: "0", count: max(0, width - digits.count))
    return (value < 0 ? "-" : "") + zeros + digits
  }
}
