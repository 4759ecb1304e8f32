import Columnar
import Diagnostics
import Kernels

/// Bins that begin where the calendar does: at days, weeks, months and years.
///
/// Places on axes are days since 1970-01-01; those of dates and periods are their middles.
enum CalendarBins {
  /// One way to cut the calendar, in steps numbered from some moment on.
  private struct Steps {
    /// The moment at which a step begins, in days.
    var start: (Int) -> Double
    /// The step that a moment lies in.
    var step: (Double) -> Int
    /// The length of a step in days, about.
    var days: Double
    /// The length of a step in words.
    var name: String
  }

  /// The ends of bins for moments, and the bins in words.
  ///
  /// - Throws: E373 when a width makes too many bins.
  static func bins(
    _ values: [Double], _ request: BinRequest, _ type: DataType, at span: Span?
  ) throws(Diagnostic) -> (edges: [Double], summary: String) {
    let low = values.min() ?? 0
    let high = values.max() ?? 0
    let steps: Steps
    switch request {
    case .count(let count):
      if type == .instant {
        let width = max((high - low) / Double(count), 1e-6)
        let edges = (0...count).map { low + Double($0) * width }
        return (edges, HistogramBins.counted(count))
      }
      steps = equalParts(low, high, count, type)
    case .width(let periods): steps = Self.steps(.steps(Int64(periods)), type)
    case .calendar(let length):
      if length.months > 0 {
        steps = Self.steps(.months(length.months), type)
      } else {
        let unit = type == .date ? CalendarDuration.day : 1
        steps = Self.steps(.steps(length.microseconds / unit), type)
      }
    case .automatic: steps = usualSteps(values, low, high, type)
    }
    try HistogramBins.requireFew(low, high, steps.days, at: span)
    var index = steps.step(low)
    var edges = [steps.start(index)]
    while edges[edges.count - 1] <= high, edges.count <= 2 * BinRequest.mostBins {
      index += 1
      edges.append(steps.start(index))
    }
    return (edges, HistogramBins.counted(edges.count - 1) + " of " + steps.name)
  }

  /// A width that people would choose, near to what the rule for numbers asks for.
  private static func usualSteps(
    _ values: [Double], _ low: Double, _ high: Double, _ type: DataType
  ) -> Steps {
    let day = unitsPerDay(type)
    var copy = values
    let range = high - low
    var width = low < high ? BinWidth.usual(&copy, low, high) : 1
    var steps = Self.steps(TimeWidth.near(width * day, in: type), type)
    while range / steps.days > Double(HistogramBins.usualCounts.upperBound - 1) {
      width = max(width, steps.days) * 1.3
      steps = Self.steps(TimeWidth.near(width * day, in: type), type)
    }
    while range / steps.days < Double(HistogramBins.usualCounts.lowerBound - 1) {
      width = min(width, steps.days) / 1.3
      let narrower = Self.steps(TimeWidth.near(width * day, in: type), type)
      // There may be nothing narrower than one period.
      guard width > 1e-9, width * day > 0.5 else { break }
      steps = narrower
    }
    return steps
  }

  /// The units of `TimeWidth` in a day.
  private static func unitsPerDay(_ type: DataType) -> Double {
    switch type {
    case .instant: Double(CalendarDuration.day)
    case .period(let grain): 1 / TimeStep(grain).days
    default: 1
    }
  }

  /// So many bins of whole days or periods, from the first one on.
  private static func equalParts(
    _ low: Double, _ high: Double, _ count: Int, _ type: DataType
  ) -> Steps {
    let grain: Grain = if case .period(let grain) = type { grain } else { .day }
    let first = number(low, grain)
    let width = max(1, (number(high, grain) - first + count) / count)
    return periods(width, grain, origin: first)
  }

  /// The steps of a width.
  private static func steps(_ width: TimeWidth, _ type: DataType) -> Steps {
    switch (width, type) {
    case (.months(let months), _):
      let count = Int(clamping: max(1, months))
      return periods(count, .month)
    case (.steps(let count), .period(let grain)):
      return periods(Int(clamping: max(1, count)), grain)
    case (.steps(let count), .instant) where count % CalendarDuration.day != 0:
      let width = Double(max(1, count)) / Double(CalendarDuration.day)
      return Steps(
        start: { Double($0) * Double(count) / Double(CalendarDuration.day) },
        step: { Int(($0 / width).rounded(.down)) }, days: width,
        name: ValueText.duration(CalendarDuration(months: 0, microseconds: count)))
    case (.steps(let count), _):
      let days = type == .instant ? count / CalendarDuration.day : count
      if days % 7 == 0 {
        return periods(Int(clamping: days / 7), .week(startingOn: .monday))
      }
      return periods(Int(clamping: max(1, days)), .day)
    }
  }

  /// Steps of some periods, beginning at multiples of their number.
  private static func periods(_ count: Int, _ grain: Grain, origin: Int? = nil) -> Steps {
    // Counted from the year 0, so that steps of twenty years begin in 1980 and 2000.
    let usual: Int =
      switch grain {
      case .hour, .day, .week: 0
      case .month: -1970 * 12
      case .quarter: -1970 * 4
      case .year: -1970
      }
    let origin = origin ?? usual
    return Steps(
      start: { step in
        let number = Int32(clamping: origin + step * count)
        if case .hour = grain { return Double(number) / 24 }
        return Double(grain.firstDay(of: number))
      },
      step: { floorDivide(number($0, grain) - origin, count) },
      days: TimeStep(grain).days * Double(count), name: name(count, grain))
  }

  private static func number(_ day: Double, _ grain: Grain) -> Int {
    if case .hour = grain { return Int((day * 24).rounded(.down)) }
    return Int(grain.period(ofDay: Int32(max(-1e9, min(1e9, day.rounded(.down))))))
  }

  private static func name(_ count: Int, _ grain: Grain) -> String {
    let (size, unit): (Int, String) =
      switch grain {
      case .month where count % 12 == 0: (count / 12, "year")
      default: (count, grain.name)
      }
    return size == 1 ? "1 \(unit)" : "\(size) \(unit)s"
  }
}
