import Catalog
import Columnar
import Diagnostics
import Kernels

/// Comparison of dates, instants and periods, each taken as a span from its first to its last unit.
///
/// `a < b` when all of a lies before b, `a <= b` when a does not lie after b, and `a == b` when one
/// lies within the other; so `not (a > b)` is `a <= b`.
enum SpanComparison {
  /// One side: a column of a type, or a fixed year.
  enum Side: Sendable {
    case values(DataType)
    case year(Int)

    /// Whether it needs finer units than days.
    var isFinerThanDays: Bool {
      switch self {
      case .values(.instant), .values(.period(.hour)): true
      default: false
      }
    }
  }

  /// First and last units of the spans of one side.
  struct Spans {
    var first: Vector<Int64>
    var last: Vector<Int64>
  }

  static func choose(
    _ call: FunctionCall, _ relation: Relation
  ) throws(Diagnostic) -> Comparator {
    let (a, b) = try sides(call)
    if let direct = sameUnits(call.type(0), call.type(1), relation) { return direct }
    let isFine = a.isFinerThanDays || b.isFinerThanDays
    return { (x, y, count) throws(Diagnostic) in
      compare(
        try spans(x, a, isFine, count), try spans(y, b, isFine, count), relation, count: count)
    }
  }

  /// Whether each span of the first argument lies within that of the second.
  static func containment(_ call: FunctionCall) throws(Diagnostic) -> Comparator {
    let (a, b) = try sides(call)
    let isFine = a.isFinerThanDays || b.isFinerThanDays
    return { (x, y, count) throws(Diagnostic) in
      let inner = try spans(x, a, isFine, count)
      let outer = try spans(y, b, isFine, count)
      return both(
        Relation.greaterOrEqual.compare(inner.first, outer.first, count: count),
        Relation.lessOrEqual.compare(inner.last, outer.last, count: count))
    }
  }

  private static func sameUnits(
    _ a: DataType, _ b: DataType, _ relation: Relation
  ) -> Comparator? {
    guard a == b else { return nil }
    if a == .instant {
      return { (x, y, count) throws(Diagnostic) in
        relation.compare(try x.int64s(), try y.int64s(), count: count)
      }
    }
    return { (x, y, count) throws(Diagnostic) in
      relation.compare(try x.int32s(), try y.int32s(), count: count)
    }
  }

  private static func compare(
    _ a: Spans, _ b: Spans, _ relation: Relation, count: Int
  ) -> Buffer<UInt8> {
    switch relation {
    case .less: return Relation.less.compare(a.last, b.first, count: count)
    case .lessOrEqual: return Relation.lessOrEqual.compare(a.first, b.last, count: count)
    case .greater: return Relation.greater.compare(a.first, b.last, count: count)
    case .greaterOrEqual: return Relation.greaterOrEqual.compare(a.last, b.first, count: count)
    case .equal, .notEqual:
      let inside = both(
        Relation.greaterOrEqual.compare(a.first, b.first, count: count),
        Relation.lessOrEqual.compare(a.last, b.last, count: count))
      let around = both(
        Relation.lessOrEqual.compare(a.first, b.first, count: count),
        Relation.greaterOrEqual.compare(a.last, b.last, count: count))
      let no: UInt8 = relation == .equal ? 0 : 1
      return Elementwise.zip(Vector(inside), Vector(around), count: count) { ($0 | $1) ^ no }
    }
  }

  static func both(_ a: Buffer<UInt8>, _ b: Buffer<UInt8>) -> Buffer<UInt8> {
    Elementwise.zip(Vector(a), Vector(b), count: a.count) { $0 & $1 }
  }

  private static func spans(
    _ operand: Operand, _ side: Side, _ isFine: Bool, _ count: Int
  ) throws(Diagnostic) -> Spans {
    switch side {
    case .year(let year):
      let first = CivilCalendar.days(year: year, month: 1, day: 1)
      let last = CivilCalendar.days(year: year + 1, month: 1, day: 1) - 1
      return Spans(
        first: Vector(Buffer([firstUnit(first, isFine)]), isConstant: true),
        last: Vector(Buffer([lastUnit(last, isFine)]), isConstant: true))
    case .values(.instant):
      let values = try operand.int64s()
      return Spans(first: values, last: values)
    case .values(.period(.hour)):
      let values = try operand.int32s()
      return Spans(
        first: values.mapped(count: count) { Grain.hour.firstInstant(of: $0) },
        last: values.mapped(count: count) { Grain.hour.firstInstant(of: $0 &+ 1) - 1 })
    case .values(.period(let grain)):
      let values = try operand.int32s()
      return Spans(
        first: values.mapped(count: count) { firstUnit(grain.firstDay(of: $0), isFine) },
        last: values.mapped(count: count) { lastUnit(grain.lastDay(of: $0), isFine) })
    case .values:
      let values = try operand.int32s()
      let first = values.mapped(count: count) { firstUnit($0, isFine) }
      return Spans(
        first: first, last: isFine ? values.mapped(count: count) { lastUnit($0, true) } : first)
    }
  }

  @inline(__always)
  private static func firstUnit(_ day: Int32, _ isFine: Bool) -> Int64 {
    isFine ? CivilCalendar.instant(ofDay: day) : Int64(day)
  }

  @inline(__always)
  private static func lastUnit(_ day: Int32, _ isFine: Bool) -> Int64 {
    isFine ? CivilCalendar.instant(ofDay: day) + CalendarDuration.day - 1 : Int64(day)
  }

  // MARK: Types

  private static func sides(_ call: FunctionCall) throws(Diagnostic) -> (Side, Side) {
    (try side(call, 0, other: 1), try side(call, 1, other: 0))
  }

  private static func side(
    _ call: FunctionCall, _ index: Int, other: Int
  ) throws(Diagnostic) -> Side {
    let expression = try call.argument(index)
    if expression.type.isTemporal { return .values(expression.type) }
    let place = try call.argument(other)
    switch expression.type {
    case .int:
      guard case .int(let year)? = expression.constant, (1000...9999).contains(year) else {
        throw partError(place, expression)
      }
      return .year(Int(year))
    case .text: throw textError(place, expression)
    default: throw Comparators.mismatch(call)
    }
  }

  /// `month(created) == 3`: a whole span compared with the number of a part.
  private static func partError(_ place: BoundExpression, _ number: BoundExpression) -> Diagnostic {
    guard case .period(let grain) = place.type else {
      return Diagnostic(
        "E302", "\(place.type.article) \(place.type.name) cannot be compared with an int",
        at: number.span, label: "this is int",
        secondary: [.init(place.span, "this is \(place.type.article) \(place.type.name)")],
        details: ["A year is written as it is, 2024; parts of a date are year_no(x), month_no(x)."])
    }
    let part = "\(grain.name)_no"
    return Diagnostic(
      "E304", "a \(grain.name) is a span of the calendar, not a number", at: number.span,
      label: "this is int", secondary: [.init(place.span, "this is \(place.type.name)")],
      details: [
        "The number of the \(grain.name) within its year or month is `\(part)`: "
          + "\(part)(x) == \(number.constant.map(ValueText.plain) ?? "n")"
      ])
  }

  /// A date written as text.
  private static func textError(_ place: BoundExpression, _ text: BoundExpression) -> Diagnostic {
    var error = Diagnostic(
      "E302", "\(place.type.article) \(place.type.name) cannot be compared with text",
      at: text.span, label: "this is text",
      secondary: [.init(place.span, "this is \(place.type.article) \(place.type.name)")])
    guard case .text(let written)? = text.constant else {
      error.details = ["Text becomes a date with parse_date(x, format)."]
      return error
    }
    let bytes = Array(written.utf8)
    if let date = DateText.date(bytes) {
      let month = ValueText.period(.month, Grain.month.period(ofDay: date))
      let (_, number, _) = CivilCalendar.date(ofDay: date)
      var subject = place.span.text
      if subject.utf8.count > 40 || subject.utf8.contains(10) { subject = "x" }
      error.details = [
        "Dates are written without quotes. For all of \(monthNames[number - 1]): "
          + "\(subject) in \(month)"
      ]
      error.fix = .init(replacing: text.span, with: ValueText.date(date))
    } else {
      error.details = ["Dates are written without quotes: 2024-03-01, months as 2024-03."]
    }
    return error
  }

  private static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}

extension DataType {
  /// The indefinite article of the type's name.
  var article: String { name.first.map { "aeiou".contains($0) } == true ? "an" : "a" }
}
