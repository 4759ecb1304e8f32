import Columnar

/// Dates on the command line.
public enum Dates {
  /// The day of `YYYY-MM-DD`, if it exists.
  public static func day(_ text: String) -> Int32? {
    let parts = text.split(separator: "-").map { Int($0) }
    guard parts.count == 3, text.utf8.count == 10, let year = parts[0], let month = parts[1],
      let day = parts[2], CivilCalendar.exists(year: year, month: month, day: day)
    else { return nil }
    return CivilCalendar.days(year: year, month: month, day: day)
  }

  /// The day in UTC of a number of seconds since 1970.
  public static func day(ofSeconds seconds: Int) -> Int32 {
    CivilCalendar.day(ofInstant: Int64(seconds) * 1_000_000)
  }
}
