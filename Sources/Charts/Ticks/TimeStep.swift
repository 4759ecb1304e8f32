public import Columnar

/// A step between ticks of a time axis.
public struct TimeStep: Sendable, Hashable {
  /// How the labels of such a step are written.
  public enum Unit: Sendable, Hashable { case minute, hour, day, week, month, quarter, year }

  /// What is counted.
  public var unit: Unit
  /// How many of it.
  public var count: Int

  /// Creates a step.
  public init(_ unit: Unit, _ count: Int = 1) {
    self.unit = unit
    self.count = count
  }

  /// One period.
  public init(_ grain: Grain) {
    let unit: Unit =
      switch grain {
      case .hour: .hour
      case .day: .day
      case .week: .week
      case .month: .month
      case .quarter: .quarter
      case .year: .year
      }
    self.init(unit)
  }

  /// The steps that an axis may choose from, in ascending order.
  public static let candidates: [TimeStep] =
    [1, 5, 15, 30].map { TimeStep(.minute, $0) } + [1, 3, 6, 12].map { TimeStep(.hour, $0) }
    + [1, 2].map { TimeStep(.day, $0) } + [TimeStep(.week)]
    + [1, 2, 3, 6].map { TimeStep(.month, $0) }
    + [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map { TimeStep(.year, $0) }

  /// About how many days it lasts.
  public var days: Double {
    let one: Double =
      switch unit {
      case .minute: 1.0 / 1440
      case .hour: 1.0 / 24
      case .day: 1
      case .week: 7
      case .month: 365.2425 / 12
      case .quarter: 365.2425 / 4
      case .year: 365.2425
      }
    return one * Double(count)
  }

  /// The step of a duration, if it is whole months or at least a minute.
  public init?(_ duration: CalendarDuration) {
    if duration.microseconds == 0, duration.months > 0, duration.months < 120_000 {
      let months = Int(duration.months)
      self = months % 12 == 0 ? TimeStep(.year, months / 12) : TimeStep(.month, months)
      return
    }
    guard duration.months == 0, duration.microseconds >= 60_000_000,
      duration.microseconds % 60_000_000 == 0
    else { return nil }
    let minutes = Int(duration.microseconds / 60_000_000)
    switch minutes {
    case _ where minutes % 10_080 == 0: self = TimeStep(.week, minutes / 10_080)
    case _ where minutes % 1440 == 0: self = TimeStep(.day, minutes / 1440)
    case _ where minutes % 60 == 0: self = TimeStep(.hour, minutes / 60)
    default: self = TimeStep(.minute, minutes)
    }
  }

  /// The candidate whose number of ticks comes nearest in ratio, never finer than the data.
  ///
  /// Weeks are offered for weekly and finer data only; quarters are labelled as such.
  public static func nearest(span days: Double, target: Int, grain: Grain?) -> TimeStep {
    let wanted = days / Double(max(1, target))
    var best: (step: TimeStep, ratio: Double)?
    for candidate in candidates where candidate.suits(grain) {
      let ratio = max(candidate.days / wanted, wanted / candidate.days)
      if let current = best, ratio > current.ratio { continue }
      best = (candidate, ratio)
    }
    guard let step = best?.step else { return TimeStep(.year, 1000) }
    if case .quarter = grain, step.unit == .month {
      return TimeStep(.quarter, max(1, step.count / 3))
    }
    return step
  }

  private func suits(_ grain: Grain?) -> Bool {
    switch grain {
    case nil: true
    case .hour: unit != .minute
    case .day: days >= 1
    case .week: days >= 7
    case .month: days >= 28
    case .quarter: days >= 85
    case .year: unit == .year
    }
  }
}
