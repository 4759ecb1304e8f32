import Catalog
import Columnar
import Diagnostics
import Kernels
import QueryLanguage

/// How `histogram` chooses its bins.
struct BinRule: Sendable {
  /// What the stage says about its bins.
  enum Choice: Sendable {
    case automatic
    case count(Int)
    case width(Double)
    /// In steps of a column of whole numbers or times.
    case steps(Int64)
    case months(Int64)
    case decades
    case ratios(Int)
  }

  /// The type of a bin's ends.
  let endType: DataType
  private let choice: Choice
  private let type: DataType
  private let span: Span
  private let weekStart: Weekday

  init(_ arguments: Arguments, _ type: DataType) throws(Diagnostic) {
    self.type = type
    weekStart = arguments.binder.weekStart
    span = arguments.span(arguments.has("width") ? "width" : "value")
    let count = try arguments.count("bins", minimum: 1)
    let width = try arguments.constant("width")
    let isLog = arguments.has("log")
    if width != nil, count != nil || isLog {
      throw Diagnostic(
        "E326", "`width` says all about the bins", at: arguments.span(isLog ? "log" : "bins"),
        secondary: [.init(arguments.span("width"))],
        details: ["Either `width`, or `bins`, or `log` with or without `bins`."])
    }
    if isLog {
      guard type.isNumeric || type == .null else {
        throw Diagnostic(
          "E327", "`log` needs numbers, not \(type.name)", at: arguments.span("log"))
      }
      choice = count.map { .ratios($0) } ?? .decades
      endType = .number
      return
    }
    if let (value, place) = width {
      choice = try Self.width(value, type, at: place)
    } else {
      choice = count.map { .count($0) } ?? .automatic
    }
    // Bins of broken width do not end at whole numbers.
    if case .width = choice, type == .int { endType = .number } else { endType = type }
  }

  private static func width(
    _ value: Value, _ type: DataType, at span: Span
  ) throws(Diagnostic) -> Choice {
    switch (value, type) {
    case (.int(let width), .int) where width > 0: return .steps(width)
    case (.int(let width), .period) where width > 0: return .steps(width)
    case (.int, .number), (.number, .number), (.number, .int), (.int, .null), (.number, .null):
      if let width = value.asDouble, width > 0 { return .width(width) }
    case (.duration(let length), .period(let grain)):
      if let steps = grain.steps(in: length), steps > 0 { return .steps(steps) }
    case (.duration(let length), .date):
      if length.months > 0, length.microseconds == 0 { return .months(length.months) }
      if length.months == 0, length.microseconds > 0,
        length.microseconds % CalendarDuration.day == 0
      {
        return .steps(length.microseconds / CalendarDuration.day)
      }
    case (.duration(let length), .instant):
      if length.months > 0, length.microseconds == 0 { return .months(length.months) }
      if length.months == 0, length.microseconds > 0 { return .steps(length.microseconds) }
    case (.duration(let length), .duration):
      if length.months == 0, length.microseconds > 0 { return .steps(length.microseconds) }
    default: break
    }
    throw Diagnostic(
      "E328", "\(ValueText.plain(value)) is not a width of bins of \(type.name)", at: span,
      label: "this is \(value.type.name)",
      details: [
        type.isTemporal
          ? "For example: width 2 weeks" : "A width is a positive number, such as: width 5"
      ])
  }

  /// The bins of a column.
  ///
  /// - Throws: `E329` for bins too narrow to be told apart, `E501` for too many.
  func bins(of column: Column, _ context: RunContext) throws(Diagnostic) -> Bins {
    let positions = column.positions
    var present = positions.filter { !$0.isNaN }
    switch choice {
    case .decades, .ratios: present.removeAll { $0 <= 0 }
    default: break
    }
    guard let low = present.min(), let high = present.max() else { return Bins(none: endType) }
    if case .number = endType {
      return try realBins(&present, low, high, context)
    }
    return try stepBins(column, &present, context)
  }

  // MARK: Numbers

  private func realBins(
    _ values: inout [Double], _ low: Double, _ high: Double, _ context: RunContext
  ) throws(Diagnostic) -> Bins {
    switch choice {
    case .count(let count):
      try context.requireRows(count, at: span)
      guard low < high else { return Bins(edges: [low, high], isLastClosed: true) }
      let edges = (0...count).map { index in
        let share = Double(index) / Double(count)
        return index == 0 ? low : index == count ? high : low * (1 - share) + high * share
      }
      guard zip(edges, edges.dropFirst()).allSatisfy({ $0 < $1 }) else {
        throw tooNarrow(low, high)
      }
      return Bins(edges: edges, isLastClosed: true)
    case .ratios(let count):
      try context.requireRows(count, at: span)
      guard low < high else { return Bins(edges: [low, high], isLastClosed: true) }
      return Bins(edges: LogEdges.even(low, high, count: count), isLastClosed: true)
    case .decades: return Bins(edges: LogEdges.decades(low, high), isLastClosed: false)
    case .width(let width): return try evenBins(width, low, high, context)
    case .automatic, .steps, .months:
      guard low < high else {
        // One value: a bin of width 1 around it, where there is such a thing.
        guard low.magnitude < 0x1p50 else { return Bins(edges: [low, high], isLastClosed: true) }
        return Bins(edges: [low.rounded(.down), low.rounded(.down) + 1], isLastClosed: false)
      }
      var width = EvenGrid.niceWidth(near: BinWidth.usual(&values, low, high))
      while high / width - low / width > Double(Self.mostBins) - 2 {
        width = EvenGrid.niceWidth(above: width)
      }
      guard max(low.magnitude, high.magnitude) / width < 0x1p50 else {
        // Too near each other for round ends.
        return Bins(edges: [low, high], isLastClosed: true)
      }
      return try evenBins(width, low, high, context)
    }
  }

  private func evenBins(
    _ width: Double, _ low: Double, _ high: Double, _ context: RunContext
  ) throws(Diagnostic) -> Bins {
    let grid = EvenGrid(width: width)
    guard let first = grid.index(of: low), let last = grid.index(of: high) else {
      throw tooNarrow(low, high)
    }
    try context.requireRows(Int(last - first) + 1, at: span)
    let edges = (0...Int(last - first) + 1).map { grid.multiple(first + Double($0)) }
    return Bins(
      edges: edges.map { max(-Double.greatestFiniteMagnitude, min(.greatestFiniteMagnitude, $0)) },
      isLastClosed: edges.last == .infinity)
  }

  private func tooNarrow(_ low: Double, _ high: Double) -> Diagnostic {
    Diagnostic(
      "E329",
      "bins so narrow cannot be told apart between \(NumberText.shortest(low)) and "
        + NumberText.shortest(high), at: span, kind: .data)
  }

  static let mostBins = 200

  // MARK: Whole numbers and times

  private func stepBins(
    _ column: Column, _ values: inout [Double], _ context: RunContext
  ) throws(Diagnostic) -> Bins {
    let steps = Steps.values(column).compactMap { $0 }
    guard let low = steps.min(), let high = steps.max() else { return Bins(none: endType) }
    switch choice {
    case .count(let count):
      let span = UInt64(bitPattern: high &- low)
      let share = span / UInt64(count)
      guard share < Int64.max else {
        // One or two bins, wider than half the range of whole numbers.
        let starts = (0..<UInt64(count)).map { low &+ Int64(bitPattern: $0 &* (share &+ 1)) }
        return try Bins(steps: starts + [high], type, isLastClosed: true, at: self.span)
      }
      return try wholeBins(Int64(share) + 1, from: low, low, high, context)
    case .steps(let width):
      return try wholeBins(width, from: origin(of: width), low, high, context)
    case .months(let months): return try monthBins(months, low, high, context)
    default:
      let raw = BinWidth.usual(&values, Double(low), Double(high))
      let least = Double(high) / Double(Self.mostBins - 2) - Double(low) / Double(Self.mostBins - 2)
      switch TimeWidth.near(low < high ? max(raw, least) : 1, in: type) {
      case .steps(let width):
        return try wholeBins(width, from: origin(of: width), low, high, context)
      case .months(let months): return try monthBins(months, low, high, context)
      }
    }
  }

  /// Where bins of a width begin: whole weeks at the first day of a week, others at 0.
  private func origin(of width: Int64) -> Int64 {
    let day: Int64
    switch type {
    case .date: day = 1
    case .instant: day = CalendarDuration.day
    default: return 0
    }
    guard width % (7 * day) == 0 else { return 0 }
    // 1970-01-05 was a Monday.
    let shift: Int64 = weekStart == .sunday ? 3 : weekStart == .saturday ? 2 : 4
    return shift * day
  }

  private func wholeBins(
    _ width: Int64, from origin: Int64, _ low: Int64, _ high: Int64, _ context: RunContext
  ) throws(Diagnostic) -> Bins {
    let shifted = low.subtractingReportingOverflow(origin)
    let offset = shifted.overflow ? 0 : floorModulo(shifted.partialValue, width)
    let first = low.subtractingReportingOverflow(offset)
    let start = first.overflow ? Int64.min : first.partialValue
    let count = UInt64(bitPattern: high &- start) / UInt64(width)
    try context.requireRows(Int(clamping: count), at: span)
    var edges = [start]
    var isLastClosed = false
    for _ in 0...count {
      let next = edges[edges.count - 1].addingReportingOverflow(width)
      isLastClosed = next.overflow
      edges.append(next.overflow ? .max : next.partialValue)
    }
    return try Bins(steps: edges, type, isLastClosed: isLastClosed, at: span)
  }

  private func monthBins(
    _ months: Int64, _ low: Int64, _ high: Int64, _ context: RunContext
  ) throws(Diagnostic) -> Bins {
    let isInstant = type == .instant
    func day(_ step: Int64) -> Int32 {
      isInstant ? CivilCalendar.day(ofInstant: step) : Int32(truncatingIfNeeded: step)
    }
    let first = CivilCalendar.date(ofDay: day(low))
    let month = Int64(first.year * 12 + first.month - 1)
    var start = CivilCalendar.days(year: first.year, month: first.month, day: 1)
    start = CivilCalendar.adding(months: -floorModulo(month, months), toDay: start)
    var edges: [Int64] = []
    var next = start
    while true {
      edges.append(isInstant ? CivilCalendar.instant(ofDay: next) : Int64(next))
      if edges[edges.count - 1] > high { break }
      try context.requireRows(edges.count, at: span)
      let later = CivilCalendar.adding(months: months, toDay: next)
      guard later > next else {
        edges.append(.max)
        break
      }
      next = later
    }
    return try Bins(steps: edges, type, isLastClosed: false, at: span)
  }
}
