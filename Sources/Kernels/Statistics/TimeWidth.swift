public import Columnar
import Glibc

/// A width of bins of times that people would choose.
public enum TimeWidth: Sendable {
  /// In microseconds of instants, days of dates, or periods of periods.
  case steps(Int64)
  /// In months of the calendar.
  case months(Int64)

  /// The nearest to a width in steps, in ratio.
  public static func near(_ width: Double, in type: DataType) -> TimeWidth {
    let day = Double(CalendarDuration.day)
    switch type {
    case .date: return nearest(width * day, unit: day, hasMonths: true)
    case .instant: return nearest(width, unit: 1, hasMonths: true)
    case .duration: return nearest(width, unit: 1, hasMonths: false)
    case .period(let grain): return .steps(nearest(width, grain))
    default: return .steps(whole(EvenGrid.niceWidth(near: width)))
    }
  }

  /// A width as a whole number of steps, at least one and at most a quarter of all there are.
  private static func whole(_ width: Double) -> Int64 {
    width < 0x1p62 ? Int64(max(1, width)) : 1 << 62
  }

  /// So many periods as fit into larger ones.
  private static func nearest(_ width: Double, _ grain: Grain) -> Int64 {
    let unit: Double
    let candidates: [Double]
    switch grain {
    case .hour: (unit, candidates) = (24, [1, 2, 3, 6, 12, 24, 168])
    case .day: (unit, candidates) = (7, [1, 7, 14, 28, 91, 364])
    case .week: (unit, candidates) = (52, [1, 2, 4, 13, 26, 52])
    case .month: (unit, candidates) = (12, [1, 2, 3, 6, 12, 24, 60, 120])
    case .quarter: (unit, candidates) = (4, [1, 2, 4, 8, 20, 40])
    case .year: (unit, candidates) = (1, [])
    }
    guard let largest = candidates.last, width < largest * 2 else {
      return whole(unit * max(1, EvenGrid.niceWidth(near: width / unit)))
    }
    var best = candidates[0]
    for candidate in candidates
    where abs(log(candidate / width)) < abs(log(best / width)) { best = candidate }
    return Int64(best)
  }

  private static let second = 1_000_000.0

  private static func nearest(_ width: Double, unit: Double, hasMonths: Bool) -> TimeWidth {
    let day = Double(CalendarDuration.day)
    let month = 30.436875 * day
    let short: [Double] = [1, 2, 5, 10, 30, 60, 300, 600, 1800, 3600, 10_800, 21_600, 43_200]
    var candidates: [(size: Double, width: TimeWidth)] = []
    for size in short.map({ $0 * second }) + [day, 7 * day] where size >= unit {
      candidates.append((size, .steps(Int64(size / unit))))
    }
    if hasMonths {
      for months in [1, 3, 12, 24, 60, 120, 240, 600, 1200] as [Int64] {
        candidates.append((Double(months) * month, .months(months)))
      }
    }
    let largest = candidates[candidates.count - 1].size
    if width < second, unit == 1 { return .steps(whole(EvenGrid.niceWidth(near: width))) }
    if width > largest * 2 {
      if hasMonths { return .months(12 * Int64(EvenGrid.niceWidth(near: width / month / 12))) }
      return .steps(whole(EvenGrid.niceWidth(near: width / day) * day / unit))
    }
    var best = candidates[0]
    for candidate in candidates
    where abs(log(candidate.size / width)) < abs(log(best.size / width)) { best = candidate }
    return best.width
  }
}
