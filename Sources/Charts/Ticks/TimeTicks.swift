public import Columnar

/// Ticks of a time axis, whose values are days since 1970-01-01 in UTC.
public enum TimeTicks {
  static let monthNames = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// The ticks between two moments at a step.
  ///
  /// - Parameters:
  ///   - grain: The length of the data's periods; where a tick names a whole number of them, it
  ///     stands in the middle of the first, below that period's column.
  ///   - isOneLine: Whether each label holds its whole date, for labels that are rotated.
  public static func ticks(
    from lower: Double, to upper: Double, step: TimeStep, grain: Grain?, isOneLine: Bool = false
  ) -> AxisTicks {
    let starts = self.starts(from: lower, to: upper, step: step, grain: grain)
    var ticks: [AxisTick] = []
    var previous = ""
    var previousYear: Int?
    for start in starts {
      let day = Int32(start.rounded(.down))
      let (year, month, dayOfMonth) = CivilCalendar.date(ofDay: day)
      let label: String
      var context = ""
      switch step.unit {
      case .year: label = String(year)
      case .quarter:
        label = "Q\((month - 1) / 3 + 1)"
        context = String(year)
      case .month:
        label = monthNames[month - 1]
        context = String(year)
      case .week, .day:
        label = String(dayOfMonth)
        context = monthNames[month - 1]
        if previousYear != year || isOneLine { context += " \(year)" }
      case .hour, .minute:
        let minute = Int(((start - Double(day)) * 1440).rounded())
        label = "\(twoDigits(minute / 60)):\(twoDigits(minute % 60))"
        context = "\(dayOfMonth) \(monthNames[month - 1])"
        if isOneLine { context += " \(year)" }
      }
      let name = String(context.prefix { $0 != " " || step.unit == .hour || step.unit == .minute })
      let place = start + shift(start: day, step: step, grain: grain)
      if isOneLine {
        let isTime = step.unit == .hour || step.unit == .minute
        let parts = isTime ? [context, label] : [label, context]
        ticks.append(AxisTick(place, parts.filter { !$0.isEmpty }.joined(separator: " ")))
      } else {
        ticks.append(
          AxisTick(place, label, context: name == previous && year == previousYear ? "" : context))
      }
      previous = name
      previousYear = year
    }
    return AxisTicks(ticks)
  }

  /// How far into a period its tick stands.
  private static func shift(start day: Int32, step: TimeStep, grain: Grain?) -> Double {
    guard let grain, step.unit != .hour, step.unit != .minute else {
      if case .hour = grain { return 0.5 / 24 }
      return 0
    }
    let nests: Bool =
      switch grain {
      case .hour: false
      case .day: true
      case .week: step.unit == .week
      case .month, .quarter, .year: true
      }
    guard nests else { return 0 }
    let period = grain.period(ofDay: day)
    return Double(grain.firstDay(of: period + 1) - grain.firstDay(of: period)) / 2
  }

  /// The starts of the steps inside a range; at most two thousand.
  private static func starts(
    from lower: Double, to upper: Double, step: TimeStep, grain: Grain?
  ) -> [Double] {
    var out: [Double] = []
    let tolerance = 1e-6
    func isInside(_ value: Double) -> Bool {
      let place =
        value + shift(start: Int32(value.rounded(.down)), step: step, grain: grain)
      return place >= lower - tolerance && place <= upper + tolerance
    }
    guard lower.isFinite, upper.isFinite, abs(lower) < 1e8, abs(upper) < 1e8 else { return [] }
    let firstDay = Int32(lower.rounded(.down))
    switch step.unit {
    case .year, .quarter, .month:
      let size = step.unit == .year ? 12 : step.unit == .quarter ? 3 : 1
      let months = size * step.count
      let (year, month, _) = CivilCalendar.date(ofDay: firstDay)
      var number = floorDivide(year * 12 + month - 1, months) * months
      while out.count < 2000 {
        let start = Double(
          CivilCalendar.days(
            year: floorDivide(number, 12), month: floorModulo(number, 12) + 1, day: 1))
        if start > upper { break }
        if isInside(start) { out.append(start) }
        number += months
      }
    case .week:
      var weekGrain = Grain.week(startingOn: .monday)
      if let grain, case .week = grain { weekGrain = grain }
      var number = weekGrain.period(ofDay: firstDay) - 1
      number -= floorModulo(number, Int32(step.count))
      while out.count < 2000 {
        let start = Double(weekGrain.firstDay(of: number))
        if start > upper { break }
        if isInside(start) { out.append(start) }
        number += Int32(step.count)
      }
    case .day:
      var day = firstDay
      // Every second day begins at each month's first, so that labels keep to odd dates.
      while out.count < 2000, Double(day) <= upper {
        let dayOfMonth = CivilCalendar.date(ofDay: day).day
        if (dayOfMonth - 1) % step.count == 0, isInside(Double(day)),
          step.count == 1 || dayOfMonth + step.count <= 32
        {
          out.append(Double(day))
        }
        day += 1
      }
    case .hour, .minute:
      let minutes = step.unit == .hour ? 60 * step.count : step.count
      var index = Int((lower * 1440 / Double(minutes)).rounded(.down))
      while out.count < 2000 {
        let start = Double(index * minutes) / 1440
        if start > upper { break }
        if isInside(start) { out.append(start) }
        index += 1
      }
    }
    return out
  }

  private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
}
