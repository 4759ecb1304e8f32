import Catalog
import Columnar
import Diagnostics
import Kernels

/// Numbers of parts of a date: what the functions that end in `_no` share.
enum DateParts {
  static func bind(
    _ call: FunctionCall, _ part: @escaping @Sendable (Int32) -> Int32
  ) throws(Diagnostic) -> BoundScalar {
    let x = try call.argument(0, "a date, an instant or a period") { $0.isTemporal }
    return .strict(call, type: .int) { (operands, count, validity, _) throws(Diagnostic) in
      var days = try operands[0].days(count: count)
      if case .period(let grain) = x.type, grain != .day {
        days = days.mapped(count: count) { grain.firstDay(of: $0) }
      }
      let parts = PeriodLoops.perDay(days, count: count, part)
      return .ints(Elementwise.map(Vector(parts), count: count) { Int64($0) }, validity)
    }
  }

  static func declaration(
    _ name: String, _ summary: String, details: String, examples: [Example]
  ) -> Declaration {
    Declaration(
      name, summary, category: .date,
      details: details + " Instants are taken in UTC, periods at their first day.",
      parameters: [ParameterInfo("x", "date, instant or period", help: "The date.")],
      result: "int", searchTerms: ["extract", "part", "number"], examples: examples)
  }
}
