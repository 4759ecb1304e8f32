import Catalog
import Columnar
import Diagnostics
import Kernels

/// Arithmetic with dates, instants, periods and durations.
enum TemporalArithmetic {
  static func add(_ call: FunctionCall, _ a: DataType, _ b: DataType) throws(Diagnostic)
    -> BoundScalar
  {
    switch (a, b) {
    case (.duration, .duration), (.duration, .null), (.null, .duration):
      try refuseMonths(call)
      return Arithmetic.ints(call, type: .duration) { $0.addingReportingOverflow($1) }
    case (.date, .duration), (.instant, .duration): return try move(call, start: 0, by: 1, sign: 1)
    case (.duration, .date), (.duration, .instant): return try move(call, start: 1, by: 0, sign: 1)
    case (.period, .duration), (.period, .int): return try step(call, start: 0, by: 1, sign: 1)
    case (.duration, .period), (.int, .period): return try step(call, start: 1, by: 0, sign: 1)
    case (.date, .null), (.instant, .null), (.period, .null):
      return .strict(call, type: a) { (_, count, _, _) throws(Diagnostic) in
        .nulls(a, count: count)
      }
    default: throw Arithmetic.mismatch(call)
    }
  }

  static func subtract(_ call: FunctionCall, _ a: DataType, _ b: DataType) throws(Diagnostic)
    -> BoundScalar
  {
    switch (a, b) {
    case (.duration, .duration), (.duration, .null), (.null, .duration):
      try refuseMonths(call)
      return Arithmetic.ints(call, type: .duration) { $0.subtractingReportingOverflow($1) }
    case (.date, .duration), (.instant, .duration): return try move(call, start: 0, by: 1, sign: -1)
    case (.period, .duration), (.period, .int): return try step(call, start: 0, by: 1, sign: -1)
    case (.date, .date), (.date, .instant), (.instant, .date), (.instant, .instant):
      return .strict(call, type: .duration) { (operands, count, validity, _) throws(Diagnostic) in
        let (values, overflowed) = Elementwise.checked(
          try instants(operands[0], a, count), try instants(operands[1], b, count), count: count
        ) { $0.subtractingReportingOverflow($1) }
        if overflowed { throw Arithmetic.overflow(call, "the distance is too long", .duration) }
        return .ints(values, validity, as: .duration)
      }
    case (.period(let grain), .period(let other)) where grain == other:
      return .strict(call, type: .int) { (operands, count, validity, _) throws(Diagnostic) in
        let values = Elementwise.zip(
          try operands[0].int32s(), try operands[1].int32s(), count: count
        ) { Int64($0) - Int64($1) }
        return .ints(values, validity)
      }
    case (.period, .period):
      throw Diagnostic(
        "E303", "\(a.name) and \(b.name) have no distance", at: call.nameSpan,
        details: ["Periods of one length are counted: month(x) - month(y)."])
    case (.date, .null), (.instant, .null), (.period, .null):
      return .strict(call, type: a) { (_, count, _, _) throws(Diagnostic) in
        .nulls(a, count: count)
      }
    default: throw Arithmetic.mismatch(call)
    }
  }

  /// Microseconds of dates and instants.
  static func instants(
    _ operand: Operand, _ type: DataType, _ count: Int
  ) throws(Diagnostic) -> Vector<Int64> {
    guard type == .date else { return try operand.int64s() }
    let days = try operand.int32s()
    return days.mapped(count: count) { CivilCalendar.instant(ofDay: $0) }
  }

  /// A date or instant moved by a duration.
  private static func move(
    _ call: FunctionCall, start: Int, by duration: Int, sign: Int64
  ) throws(Diagnostic) -> BoundScalar {
    let from = call.type(start)
    guard case .duration(let length)? = call.optionalArgument(duration)?.constant else {
      // A computed duration may be a fraction of a day, so the result is an instant.
      return .strict(call, type: .instant) { (operands, count, validity, _) throws(Diagnostic) in
        let (values, overflowed) = Elementwise.checked(
          try instants(operands[start], from, count), try operands[duration].int64s(), count: count
        ) {
          let moved =
            sign > 0 ? $0.addingReportingOverflow($1) : $0.subtractingReportingOverflow($1)
          return (
            moved.partialValue,
            moved.overflow || !CivilCalendar.isReachable(instant: moved.partialValue)
          )
        }
        if overflowed { throw tooFar(call, .instant) }
        return .ints(values, validity, as: .instant)
      }
    }
    let (months, rest) = (sign * length.months, sign * length.microseconds)
    if from == .date, rest % CalendarDuration.day == 0 {
      let days = rest / CalendarDuration.day
      return .strict(call, type: .date) { (operands, count, _, _) throws(Diagnostic) in
        let dates = try operands[start].int32s()
        var isTooFar = false
        let values = Elementwise.map(dates, count: count) { day in
          let moved = months == 0 ? day : CivilCalendar.adding(months: months, toDay: day)
          let result = Int64(moved) + days
          isTooFar = isTooFar || !CivilCalendar.isReachable(day: result)
          return Int32(clamping: result)
        }
        if isTooFar { throw tooFar(call, .date) }
        return .days(values, present(operands[start], count))
      }
    }
    return .strict(call, type: .instant) { (operands, count, _, _) throws(Diagnostic) in
      var isTooFar = false
      let values = Elementwise.map(try instants(operands[start], from, count), count: count) {
        instant in
        var result = instant
        if months != 0 {
          let day = CivilCalendar.day(ofInstant: instant)
          let inDay = instant - CivilCalendar.instant(ofDay: day)
          let moved = CivilCalendar.adding(months: months, toDay: day)
          result = saturatingSum(CivilCalendar.instant(ofDay: moved), inDay)
        }
        result = saturatingSum(result, rest)
        isTooFar = isTooFar || !CivilCalendar.isReachable(instant: result)
        return result
      }
      if isTooFar { throw tooFar(call, .instant) }
      return .ints(values, present(operands[start], count), as: .instant)
    }
  }

  /// A period moved by steps of its own length.
  private static func step(
    _ call: FunctionCall, start: Int, by amount: Int, sign: Int64
  ) throws(Diagnostic) -> BoundScalar {
    let type = call.type(start)
    guard case .period(let grain) = type else { throw Arithmetic.mismatch(call) }
    if call.type(amount) == .duration {
      guard case .duration(let length)? = call.optionalArgument(amount)?.constant,
        let steps = grain.steps(in: length)
      else {
        throw Diagnostic(
          "E303", "a \(grain.name) moves by whole \(grain.name)s only",
          at: call.optionalArgument(amount)?.span ?? call.span,
          details: ["For example: x \(call.name) 1 \(grain.name)"])
      }
      return .strict(call, type: type) { (operands, count, _, _) throws(Diagnostic) in
        var isTooFar = false
        let values = Elementwise.map(try operands[start].int32s(), count: count) {
          let moved = saturatingSum(Int64($0), sign * steps)
          isTooFar = isTooFar || !grain.isReachable(period: moved)
          return Int32(clamping: moved)
        }
        if isTooFar { throw tooFar(call, type) }
        return .days(values, present(operands[start], count), as: type)
      }
    }
    return .strict(call, type: type) { (operands, count, validity, _) throws(Diagnostic) in
      var isTooFar = false
      let values = Elementwise.zip(
        try operands[start].int32s(), try operands[amount].int64s(), count: count
      ) {
        let moved = saturatingSum(Int64($0), sign > 0 ? $1 : -max($1, -.max))
        isTooFar = isTooFar || !grain.isReachable(period: moved)
        return Int32(clamping: moved)
      }
      if isTooFar { throw tooFar(call, type) }
      return .days(values, validity, as: type)
    }
  }

  private static func tooFar(_ call: FunctionCall, _ type: DataType) -> Diagnostic {
    Arithmetic.overflow(call, "the date is too far away", type)
  }

  /// The rows in which the moved value is there.
  ///
  /// A constant duration in months does not fit into a column, so its operand is not asked.
  private static func present(_ operand: Operand, _ count: Int) -> Bitmap? {
    Validity.of([operand], count)
  }

  /// A duration times or divided by a number, to the nearest microsecond.
  @inline(__always)
  static func scaled(
    _ call: FunctionCall, _ operation: @escaping @Sendable (Double, Double) -> Double
  ) -> BoundScalar {
    .strict(call, type: .duration, isTotal: false) {
      (operands, count, validity, counts) throws(Diagnostic) in
      let exact = Elementwise.zip(
        try operands[0].doubles(), try operands[1].doubles(), count: count
      ) { a, b in
        let result = operation(a, b).rounded(.toNearestOrEven)
        return abs(result) < 9.2e18 ? result : .nan
      }
      let numbers = Column.numbers(exact, validity, &counts)
      return .ints(
        Elementwise.map(Vector(exact), count: count) { Int64($0) }, numbers.validity, as: .duration)
    }
  }

  /// Refuses durations in months where only lengths of time make sense.
  static func refuseMonths(_ call: FunctionCall) throws(Diagnostic) {
    for argument in call.arguments { try argument?.expression.requireFixedLength() }
  }
}
