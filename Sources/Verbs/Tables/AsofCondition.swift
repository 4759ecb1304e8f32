import Catalog
import Columnar
import Diagnostics
import Kernels
import QueryLanguage

/// The last condition of `asof join`: which columns are compared, and on which side to look.
struct AsofCondition: Sendable {
  let left: String
  let right: String
  /// The type in which both are compared.
  let type: DataType
  let side: NearestMatches.Side
  let limit: DistanceLimit?

  init(
    _ condition: ExpressionSyntax, left: Schema, right: Schema, rightName: String,
    _ arguments: Arguments
  ) throws(Diagnostic) {
    guard case .binary(_, let a, let b, _) = condition.unparenthesized,
      let side = Self.side(of: condition)
    else {
      throw Diagnostic(
        "E344", "the last condition of `asof join` is `left >= right` or `left <= right`",
        at: condition.span, label: "this does not say on which side the nearest row lies",
        details: ["`left >= right` takes the latest row up to it, `<=` the earliest from there on."]
      )
    }
    // The names are read as those of an equality, so that their errors are the same.
    let equality = ExpressionSyntax.binary(.equal, a, b, operatorSpan: condition.span)
    let keys = try JoinKeys(
      [equality], left: left, right: right, rightName: rightName, arguments.binder)
    guard let pair = keys.pairs.first else { throw arguments.missingClause("on") }
    guard pair.type.isMeasurable else {
      throw Diagnostic(
        "E303", "`asof join` needs values with distances, and \(pair.type.name) has none",
        at: condition.span,
        details: ["Numbers, dates, instants, periods and durations have distances."])
    }
    self.left = pair.left
    self.right = pair.right
    type = pair.type
    var firstName: String?
    if case .name(let name) = a.unparenthesized { firstName = name.text }
    if case .column(let name) = a.unparenthesized { firstName = name.text }
    // `date <= created` with `date` from the other table is `created >= date`.
    self.side = firstName == pair.left ? side : Self.mirrored(side)
    limit = try DistanceLimit(arguments, type: pair.type)
  }

  static func side(of condition: ExpressionSyntax) -> NearestMatches.Side? {
    guard case .binary(let sign, _, _, _) = condition.unparenthesized else { return nil }
    switch sign {
    case .greaterOrEqual: return .atOrBefore
    case .greater: return .before
    case .lessOrEqual: return .atOrAfter
    case .less: return .after
    default: return nil
    }
  }

  private static func mirrored(_ side: NearestMatches.Side) -> NearestMatches.Side {
    switch side {
    case .before: .after
    case .atOrBefore: .atOrAfter
    case .atOrAfter: .atOrBefore
    case .after: .before
    }
  }
}

/// How far apart two values may be: `within 30 days`.
enum DistanceLimit: Sendable {
  /// In the steps of the column's memory: whole numbers, microseconds, periods.
  case steps(UInt64)
  case number(Double)
  /// For dates, in microseconds.
  case ofDays(Int64)
  /// Months of the calendar and microseconds, for dates and instants.
  case calendar(CalendarDuration)

  init?(_ arguments: Arguments, type: DataType) throws(Diagnostic) {
    guard let (value, span) = try arguments.constant("within") else { return nil }
    let isNegative: Bool
    switch value {
    case .int(let number): isNegative = number < 0
    case .number(let number): isNegative = number < 0
    case .duration(let length): isNegative = length.months < 0 || length.microseconds < 0
    default: isNegative = false
    }
    if isNegative {
      throw Diagnostic("E345", "a distance is not negative", at: span)
    }
    switch (value, type) {
    case (.int(let number), .int): self = .steps(UInt64(number))
    case (.number(let number), .int): self = .steps(UInt64(min(number, 0x1p63)))
    case (.int(let number), .number): self = .number(Double(number))
    case (.number(let number), .number): self = .number(number)
    case (.int(let number), .period): self = .steps(UInt64(number))
    case (.duration(let length), .period(let grain)):
      guard let steps = grain.steps(in: length) else {
        throw Diagnostic(
          "E345", "this is not a whole number of \(grain.name)s", at: span,
          label: ValueText.duration(length))
      }
      self = .steps(UInt64(steps))
    case (.duration(let length), .duration):
      guard length.months == 0 else {
        throw Diagnostic(
          "E345", "months have no fixed length, so durations cannot be compared with them",
          at: span, label: ValueText.duration(length))
      }
      self = .steps(UInt64(length.microseconds))
    case (.duration(let length), .date), (.duration(let length), .instant):
      if length.months > 0 {
        self = .calendar(length)
      } else if type == .date {
        self = .ofDays(length.microseconds)
      } else {
        self = .steps(UInt64(length.microseconds))
      }
    default:
      let wanted = type.isNumeric ? "a number" : "a duration such as 30 days"
      throw Diagnostic(
        "E345", "the distance of two \(type.name) values is \(wanted)", at: span,
        label: "this is \(value.type.name)")
    }
  }

  /// Whether a row of one column and a row of the other are near enough.
  func test(_ left: Column, _ right: Column) -> (@Sendable (Int, Int) -> Bool)? {
    switch (left.data, right.data) {
    case (.double(let a), .double(let b)):
      guard case .number(let limit) = self else { return nil }
      return { abs(a.base[$0] - b.base[$1]) <= limit }
    case (.int64(let a), .int64(let b)):
      switch self {
      case .steps(let limit): return { Self.distance(a.base[$0], b.base[$1]) <= limit }
      case .calendar(let length):
        return { Self.isWithin(length, a.base[$0], b.base[$1]) }
      default: return nil
      }
    case (.int32(let a), .int32(let b)):
      switch self {
      case .steps(let limit):
        return { Self.distance(Int64(a.base[$0]), Int64(b.base[$1])) <= limit }
      case .ofDays(let microseconds):
        let days = UInt64(microseconds / CalendarDuration.day)
        return { Self.distance(Int64(a.base[$0]), Int64(b.base[$1])) <= days }
      case .calendar(let length):
        return { left, right in
          Self.isWithin(
            length, CivilCalendar.instant(ofDay: a.base[left]),
            CivilCalendar.instant(ofDay: b.base[right]))
        }
      default: return nil
      }
    default: return nil
    }
  }

  private static func distance(_ a: Int64, _ b: Int64) -> UInt64 {
    UInt64(bitPattern: a < b ? b &- a : a &- b)
  }

  /// Whether the later of two instants is not after the earlier one plus a length of time.
  private static func isWithin(_ length: CalendarDuration, _ a: Int64, _ b: Int64) -> Bool {
    let (early, late) = (min(a, b), max(a, b))
    let day = CivilCalendar.day(ofInstant: early)
    let moved = CivilCalendar.adding(months: length.months, toDay: day)
    let end = CivilCalendar.instant(ofDay: moved) &+ (early &- CivilCalendar.instant(ofDay: day))
    let (limit, overflow) = end.addingReportingOverflow(length.microseconds)
    return overflow || late <= limit
  }
}
