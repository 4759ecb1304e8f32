import Catalog
import Columnar
import Diagnostics
import QueryLanguage

/// A grouping key: `[every] [whole] [name =] expr`.
struct GroupKey: Sendable {
  let name: String
  let value: BoundExpression
  /// Whether periods without rows become groups.
  let isEvery: Bool
  /// Whether a first or last period that the data does not span is left out.
  let isWhole: Bool
  /// The date or instant that the period is made from; nil for other keys.
  let date: BoundExpression?

  init(_ syntax: KeySyntax, _ arguments: Arguments) throws(Diagnostic) {
    name = syntax.item.keyName
    value = try arguments.binder.bind(syntax.item.value, in: arguments.input, mode: .row)
    try Arguments.requireKey(value.type, at: value.span)
    isEvery = syntax.every != nil
    isWhole = syntax.whole != nil
    let date = PeriodCoverage.date(of: value)
    self.date = date
    if let span = syntax.every { try Self.requireSteps(value, span, arguments) }
    if let span = syntax.whole, date == nil {
      throw Diagnostic(
        "E335", "`whole` needs a period that is made from a date", at: span,
        label: "this key is \(value.type.name)",
        details: ["For example: group by whole month(created)"])
    }
  }

  private static func requireSteps(
    _ value: BoundExpression, _ span: Span, _ arguments: Arguments
  ) throws(Diagnostic) {
    switch value.type {
    case .period, .date: return
    default: break
    }
    var details = ["Only periods and dates have steps that can be missing."]
    if value.type == .instant, case .column(let name) = value.kind {
      details.append("For example: group by every day(\(Identifier.quoted(name)))")
    }
    throw Diagnostic(
      "E336", "`every` needs a period, not \(value.type.name)", at: value.span,
      secondary: [.init(span)], details: details)
  }

  /// The grain of the key's periods; nil for other keys.
  var grain: Grain? { if case .period(let grain) = value.type { grain } else { nil } }
}

/// The days from the first to the last of a table, as seen through periods.
struct DayRange: Sendable {
  let first: Int32
  let last: Int32

  /// The smallest and largest day of dates or instants; nil when there is none.
  init?(_ column: Column) {
    var low = Int64.max
    var high = Int64.min
    switch column.data {
    case .int32(let days):
      for row in 0..<column.count where column.isValid(row) {
        low = min(low, Int64(days.base[row]))
        high = max(high, Int64(days.base[row]))
      }
      guard low <= high else { return nil }
      first = Int32(truncatingIfNeeded: low)
      last = Int32(truncatingIfNeeded: high)
    case .int64(let instants):
      for row in 0..<column.count where column.isValid(row) {
        low = min(low, instants.base[row])
        high = max(high, instants.base[row])
      }
      guard low <= high else { return nil }
      first = CivilCalendar.day(ofInstant: low)
      last = CivilCalendar.day(ofInstant: high)
    default: return nil
    }
  }

  /// Whether the first period begins before the first day; hours and days are never cut.
  func cutsFirst(_ grain: Grain) -> Bool {
    isCoarse(grain) && grain.firstDay(of: grain.period(ofDay: first)) < first
  }

  /// Whether the last period ends after the last day.
  func cutsLast(_ grain: Grain) -> Bool {
    isCoarse(grain) && grain.lastDay(of: grain.period(ofDay: last)) > last
  }

  /// The periods that the days span as a whole; nil when there is none.
  func wholePeriods(_ grain: Grain) -> ClosedRange<Int32>? {
    let low = grain.period(ofDay: first) + (cutsFirst(grain) ? 1 : 0)
    let high = grain.period(ofDay: last) - (cutsLast(grain) ? 1 : 0)
    return low <= high ? low...high : nil
  }

  private func isCoarse(_ grain: Grain) -> Bool {
    switch grain {
    case .hour, .day: false
    case .week, .month, .quarter, .year: true
    }
  }
}
