import Catalog
import Columnar
import Diagnostics
import Kernels

/// `date(x)` and `date(year, month, day)`.
enum DateOf: ScalarFunction {
  static let declaration = Declaration(
    "date", "Gives the day of an instant, or the date of a year, a month and a day.",
    category: .date,
    details: """
      With three numbers that are no date, such as 30 February, the result is null, and counted. \
      Text is read by parse_date(x, format).
      """,
    parameters: [
      ParameterInfo("x", "instant, date or int", help: "The instant, or the year."),
      ParameterInfo("month", "int", help: "The month, 1 to 12.", default: "none"),
      ParameterInfo("day", "int", help: "The day of the month.", default: "1"),
    ], result: "date", searchTerms: ["to_date", "make_date"],
    examples: [
      Example("An instant", "date(2024-03-01T23:59)", expected: "2024-03-01"),
      Example("Three numbers", "date(2024, 2, 29)", expected: "2024-02-29"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    if let text = call.optionalArgument(0), text.type == .text, call.arguments.count == 1 {
      throw ofText(text, call)
    }
    let x = try call.argument(0, "an instant, a date or a year") {
      $0 == .instant || $0 == .date || $0 == .int || $0 == .period(.day)
    }
    if x.type == .int || call.arguments.count > 1 { return try fromNumbers(call) }
    return .strict(call, type: .date) { (operands, count, validity, _) throws(Diagnostic) in
      .days(
        Elementwise.map(try operands[0].days(count: count), count: count) { $0 }, validity)
    }
  }

  private static func ofText(_ text: BoundExpression, _ call: FunctionCall) -> Diagnostic {
    var error = call.typeError(0, expected: "an instant, a date or a year")
    error.details = ["Text becomes a date with parse_date(x, format)."]
    if case .text(let written)? = text.constant, let day = DateText.date(Array(written.utf8)) {
      error.details = ["A date is written without quotes and function."]
      error.fix = .init(replacing: call.span, with: ValueText.date(day))
    }
    return error
  }

  private static func fromNumbers(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    for index in 0..<call.arguments.count {
      _ = try call.argument(index, "an int") { $0 == .int }
    }
    guard call.arguments.count > 1 else {
      throw Diagnostic(
        "E311", "`date` of a year needs the month as well", at: call.span,
        details: ["For example: date(2024, 3, 1)"])
    }
    return .strict(call, type: .date, isTotal: false) {
      (operands, count, validity, counts) throws(Diagnostic) in
      let years = try operands[0].int64s()
      let months = try operands[1].int64s()
      let days = operands.count > 2 ? try operands[2].int64s() : nil
      let present = Buffer<UInt8>(repeating: 1, count: count)
      let flags = UnsafeMutablePointer(mutating: present.base)
      let values = Buffer<Int32>(count: count) { target in
        for row in 0..<count {
          let year = Int(clamping: years[row])
          let month = Int(clamping: months[row])
          let day = days.map { Int(clamping: $0[row]) } ?? 1
          let exists =
            abs(year) < 1_000_000 && CivilCalendar.exists(year: year, month: month, day: day)
          target[row] = exists ? CivilCalendar.days(year: year, month: month, day: day) : 0
          if !exists {
            flags[row] = 0
            counts.undefined += validity?[row] ?? true ? 1 : 0
          }
        }
      }
      let defined = Bitmap(bytes: present.base, count: count).orNilIfAllSet
      return .days(values, Bitmap.intersection(validity, defined))
    }
  }
}
