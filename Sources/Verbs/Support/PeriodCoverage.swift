import Catalog
import Columnar

/// How far the dates reach that periods are made from.
enum PeriodCoverage {
  /// The date or instant that an expression makes periods from; nil for other expressions.
  static func date(of value: BoundExpression) -> BoundExpression? {
    guard case .period = value.type, case .call(_, let parts) = value.kind else { return nil }
    return parts.first { $0.type == .date || $0.type == .instant }
  }

  /// Notes at columns of periods made from a plain column of dates how far the dates reach.
  ///
  /// Dates that would have to be computed a second time are not looked at.
  static func note(
    in columns: inout [Column], of values: [BoundExpression], over table: Table
  ) {
    for (index, value) in values.enumerated() {
      guard case .period(let grain) = value.type, let date = date(of: value),
        case .column(let name) = date.kind, let dates = table.column(named: name),
        let range = DayRange(dates)
      else { continue }
      columns[index].observedUntil = range.observedUntil(dates, grain: grain)
    }
  }
}

extension DayRange {
  /// The days before the last one among which the usual distance between days is looked for.
  private static let window = 2048

  /// The last day, when more days are to be expected before its period ends; nil for a whole period
  /// and where the days are too few to expect any.
  ///
  /// Days are expected no further apart than nine in ten of the days so far, so that months of
  /// dates that all are firsts of a month, or of days without weekends, are whole.
  func observedUntil(_ dates: Column, grain: Grain) -> Int32? {
    guard cutsLast(grain) else { return nil }
    let end = grain.lastDay(of: grain.period(ofDay: last))
    guard let gap = usualGap(dates), Int(last) + gap <= Int(end) else { return nil }
    return last
  }

  /// The distance between neighbouring days that nine in ten do not exceed; nil for a single day.
  private func usualGap(_ dates: Column) -> Int? {
    var seen = [Bool](repeating: false, count: Self.window)
    switch dates.data {
    case .int32(let days):
      for row in 0..<dates.count where dates.isValid(row) {
        let age = Int(last) - Int(days.base[row])
        if age >= 0, age < Self.window { seen[age] = true }
      }
    case .int64(let instants):
      for row in 0..<dates.count where dates.isValid(row) {
        let age = Int(last) - Int(CivilCalendar.day(ofInstant: instants.base[row]))
        if age >= 0, age < Self.window { seen[age] = true }
      }
    default: return nil
    }
    var gaps: [Int] = []
    var previous = 0
    for age in 1..<Self.window where seen[age] {
      gaps.append(age - previous)
      previous = age
    }
    gaps.sort()
    // The nearest rank.
    return gaps.isEmpty ? nil : gaps[(gaps.count * 9 + 9) / 10 - 1]
  }
}
