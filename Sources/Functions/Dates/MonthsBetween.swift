import Catalog
import Columnar
import Diagnostics
import Kernels

/// `months_between(a, b)`.
enum MonthsBetween: ScalarFunction {
  static let declaration = Declaration(
    "months_between", "Counts the whole months from one date to another.", category: .date,
    details: """
      The largest n for which a moved by n months, cut to the end of the month, is not after b; \
      when b comes first, minus the months from b to a. From 31 January to 29 February 2024 it is 1. For months of the \
      calendar whatever the day, subtract periods: month(b) - month(a).
      """,
    parameters: [
      ParameterInfo("a", "date or instant", help: "The first date."),
      ParameterInfo("b", "date or instant", help: "The second date."),
    ], result: "int", searchTerms: ["age", "datediff"],
    examples: [
      Example("Two whole months", "months_between(2024-01-15, 2024-03-20)", expected: "2"),
      Example("A day is missing", "months_between(2024-01-15, 2024-02-14)", expected: "0"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    for index in 0..<2 {
      _ = try call.argument(index, "a date") {
        $0 == .date || $0 == .instant || $0 == .period(.day)
      }
    }
    return .strict(call, type: .int) { (operands, count, validity, _) throws(Diagnostic) in
      let values = Elementwise.zip(
        try operands[0].days(count: count), try operands[1].days(count: count), count: count
      ) { months($0, $1) }
      return .ints(values, validity)
    }
  }

  private static func months(_ a: Int32, _ b: Int32) -> Int64 {
    if b < a { return -months(b, a) }
    let difference = Int64(Grain.month.period(ofDay: b)) - Int64(Grain.month.period(ofDay: a))
    return CivilCalendar.adding(months: difference, toDay: a) <= b ? difference : difference - 1
  }
}
