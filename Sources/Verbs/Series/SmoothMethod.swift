import Catalog
import Columnar
import Diagnostics
import Kernels
import QueryLanguage

/// How `smooth` draws its curve.
enum SmoothMethod: Sendable {
  case loess(Loess)
  case lowess(Lowess)
  case moving(MovingMethod)
  case exponential(ExponentialMethod)

  static let names = ["loess", "lowess", "mean", "median", "exponential"]

  init(_ arguments: Arguments, along type: DataType) throws(Diagnostic) {
    guard case .method(let call)? = arguments.stage.clause("method")?.content else {
      throw arguments.missingClause("method")
    }
    try self.init(call, arguments, along: type)
  }

  /// Reads a method with its arguments: `loess(span: 0.4)`.
  init(_ call: CallSyntax, _ arguments: Arguments, along type: DataType) throws(Diagnostic) {
    var reader = MethodArguments(call, arguments)
    switch call.name.text {
    case "loess":
      self = .loess(
        Loess(
          span: try reader.number("span", in: 0.0001...1000) ?? 0.75,
          degree: Int(try reader.number("degree", in: 0...2, isWhole: true) ?? 2),
          isRobust: try reader.flag("robust") ?? false,
          surface: try reader.word("surface", of: ["direct", "interpolate"]) == "interpolate"
            ? .interpolate : .direct))
    case "lowess":
      self = .lowess(
        Lowess(
          span: try reader.number("span", in: 0.0001...1) ?? 2.0 / 3.0,
          iterations: Int(try reader.number("iterations", in: 0...100, isWhole: true) ?? 3)))
    case "mean", "median":
      self = .moving(
        try MovingMethod(&reader, isMedian: call.name.text == "median", along: type))
    case "exponential": self = .exponential(try ExponentialMethod(&reader, along: type))
    default:
      let near = Suggestion.nearest(to: call.name.text, among: Self.names)
      throw Diagnostic(
        "E385", "`\(call.name.text)` is not a way to smooth", at: call.name.span,
        label: near.map { "did you mean `\($0)`?" } ?? "",
        details: ["One of: \(Self.names.joined(separator: ", "))"])
    }
    try reader.finish()
  }

  /// Whether the curve is defined between the points, so that a grid can be asked for.
  var hasCurve: Bool {
    switch self {
    case .loess, .lowess: true
    case .moving, .exponential: false
    }
  }
}

/// A mean or median over a window that moves along the rows.
struct MovingMethod: Sendable {
  let isMedian: Bool
  private let window: Window
  private let isCentered: Bool

  private enum Window: Sendable {
    case rows(Int)
    /// So many steps of an integer position: periods, days or microseconds.
    case steps(Int64)
    /// So many months back on the calendar, over days or instants.
    case months(Int64, isInstant: Bool)
  }

  init(
    _ reader: inout MethodArguments, isMedian: Bool, along type: DataType
  ) throws(Diagnostic) {
    self.isMedian = isMedian
    isCentered = try reader.flag("centered") ?? false
    let (value, span) = try reader.required("width", "4 weeks, 5 rows")
    switch value {
    case .int(let count) where count >= 1 && count <= Int64(Int32.max):
      window = .rows(Int(count))
    case .duration(let duration):
      window = try Self.window(duration, type, isCentered: isCentered, at: span)
    default:
      throw Diagnostic(
        "E313", "a window is so many rows or a length of time", at: span,
        label: "this is \(value.type.name)", details: ["For example: 5 rows, 4 weeks"])
    }
  }

  private static func window(
    _ duration: CalendarDuration, _ type: DataType, isCentered: Bool, at span: Span
  ) throws(Diagnostic) -> Window {
    let months = duration.months
    let microseconds = duration.microseconds
    switch type {
    case .period(let grain):
      if let steps = grain.steps(in: duration), steps >= 1 { return .steps(steps) }
    case .date:
      if months == 0, microseconds >= CalendarDuration.day,
        microseconds % CalendarDuration.day == 0
      {
        return .steps(microseconds / CalendarDuration.day)
      }
      if months >= 1, microseconds == 0, !isCentered { return .months(months, isInstant: false) }
    case .instant:
      if months == 0, microseconds >= 1 { return .steps(microseconds) }
      if months >= 1, microseconds == 0, !isCentered { return .months(months, isInstant: true) }
    default: break
    }
    throw Diagnostic(
      "E387", "\(ValueText.duration(duration)) is not a window along \(type.name)", at: span,
      details: ["A window is so many rows, or a whole number of the steps of its column."])
  }

  /// The rows of each row's window.
  ///
  /// - Parameter positions: The place of each row as a whole number; ascending.
  func windows(_ positions: [Int64]) -> [Range<Int>] {
    switch window {
    case .rows(let count):
      let before = isCentered ? count / 2 : count - 1
      return MovingWindow.ranges(
        count: positions.count, before: before, after: isCentered ? (count - 1) / 2 : 0)
    case .steps(let steps):
      let before = isCentered ? steps / 2 : steps - 1
      let after = isCentered ? (steps - 1) / 2 : 0
      return MovingWindow.ranges(
        positions: positions, first: positions.map { $0 < .min + before ? .min : $0 - before },
        last: positions.map { $0 > .max - after ? .max : $0 + after })
    case .months(let months, let isInstant):
      return MovingWindow.ranges(
        positions: positions,
        first: positions.map { Self.back(months, from: $0, isInstant: isInstant) + 1 },
        last: positions)
    }
  }

  /// The smoothed values of rows in order.
  ///
  /// - Parameters:
  ///   - y: A value for each row; nil where there is none.
  ///   - positions: The place of each row as a whole number; ascending.
  func values(_ y: [Double?], positions: [Int64]) -> [Double?] {
    let ranges = windows(positions)
    // Missing values take no part: windows over rows become windows over values.
    var before = [0]
    for value in y { before.append(before[before.count - 1] + (value == nil ? 0 : 1)) }
    let dense = ranges.map { before[$0.lowerBound]..<before[$0.upperBound] }
    let values = y.compactMap { $0 }
    return isMedian ? MovingWindow.medians(values, dense) : MovingWindow.means(values, dense)
  }

  private static func back(_ months: Int64, from position: Int64, isInstant: Bool) -> Int64 {
    guard isInstant else {
      let day = Int32(truncatingIfNeeded: position)
      return Int64(CivilCalendar.adding(months: -months, toDay: day))
    }
    let day = CivilCalendar.day(ofInstant: position)
    let time = position - CivilCalendar.instant(ofDay: day)
    let moved = CivilCalendar.adding(months: -months, toDay: day)
    return saturatingSum(CivilCalendar.instant(ofDay: moved), time)
  }
}

/// A mean in which older values count less.
struct ExponentialMethod: Sendable {
  private let rule: Rule

  private enum Rule: Sendable {
    case alpha(Double)
    /// In steps of the column's own numbers.
    case halfLife(Double)
    /// In microseconds, for periods whose steps do not fit.
    case halfLifeOfPeriods(Double, Grain)
  }

  init(_ reader: inout MethodArguments, along type: DataType) throws(Diagnostic) {
    let alpha = try reader.number("alpha", in: 0...1)
    let halfLife = try reader.value("half_life")
    if let alpha, halfLife == nil, alpha > 0 {
      rule = .alpha(alpha)
      return
    }
    guard alpha == nil, let (value, span) = halfLife else {
      throw Diagnostic(
        "E311", "`exponential` needs `half_life`, or `alpha` above 0 up to 1",
        at: reader.call.span, details: ["For example: exponential(half_life: 2 weeks)"])
    }
    switch (value, type) {
    case (.duration(let duration), .period(let grain)):
      if let steps = grain.steps(in: duration), steps > 0 {
        rule = .halfLife(Double(steps))
        return
      }
      if duration.months == 0, duration.microseconds > 0 {
        rule = .halfLifeOfPeriods(Double(duration.microseconds), grain)
        return
      }
    case (.duration(let duration), .date) where duration.months == 0 && duration.microseconds > 0:
      rule = .halfLife(Double(duration.microseconds) / Double(CalendarDuration.day))
      return
    case (.duration(let duration), .instant)
    where duration.months == 0 && duration.microseconds > 0:
      rule = .halfLife(Double(duration.microseconds))
      return
    case (_, .int), (_, .number):
      if let number = value.asDouble, number > 0 {
        rule = .halfLife(number)
        return
      }
    default: break
    }
    throw Diagnostic(
      "E387", "\(ValueText.plain(value)) is not a half-life along \(type.name)", at: span,
      label: "this is \(value.type.name)",
      details: ["Months have no fixed length; weeks and days have."])
  }

  /// The smoothed values of rows in order, missing where the value is.
  func values(_ y: [Double?], positions: [Double]) -> [Double?] {
    let rows = y.indices.filter { y[$0] != nil }
    let values = y.compactMap { $0 }
    let smooth: [Double]
    switch rule {
    case .alpha(let alpha): smooth = ExponentialSmoothing.values(values, alpha: alpha)
    case .halfLife(let halfLife):
      smooth = ExponentialSmoothing.values(
        values, times: rows.map { positions[$0] }, halfLife: halfLife)
    case .halfLifeOfPeriods(let halfLife, let grain):
      smooth = ExponentialSmoothing.values(
        values, times: rows.map { Double(grain.firstInstant(of: Int32(positions[$0]))) },
        halfLife: halfLife)
    }
    var result = [Double?](repeating: nil, count: y.count)
    for (row, value) in zip(rows, smooth) { result[row] = value }
    return result
  }
}
