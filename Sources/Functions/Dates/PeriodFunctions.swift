import Catalog
import Columnar
import Diagnostics
import Kernels

/// Dates and instants to periods: what `day`, `week` and the others share.
enum PeriodFunctions {
  static func bind(_ call: FunctionCall, _ grain: Grain) throws(Diagnostic) -> BoundScalar {
    let x = try call.argument(0, "a date or an instant") { $0.isTemporal }
    let type = DataType.period(grain)
    switch x.type {
    case .instant:
      return .strict(call, type: type) { (operands, count, validity, _) throws(Diagnostic) in
        let instants = try operands[0].int64s()
        return .days(
          PeriodLoops.periods(grain, ofInstants: instants, count: count), validity, as: type)
      }
    case .period(let inner):
      guard inner == grain || nests(inner, in: grain) else {
        throw Diagnostic(
          "E304", "a \(inner.name) does not lie in one \(grain.name)", at: x.span,
          label: "this is \(x.type.name)",
          details: ["Its first day does: \(call.name)(start(x))"])
      }
      return .strict(call, type: type) { (operands, count, validity, _) throws(Diagnostic) in
        let periods = try operands[0].int32s()
        let values = Elementwise.map(periods, count: count) {
          inner == grain ? $0 : grain.period(ofDay: inner.firstDay(of: $0))
        }
        return .days(values, validity, as: type)
      }
    default:
      return .strict(call, type: type) { (operands, count, validity, _) throws(Diagnostic) in
        let days = try operands[0].int32s()
        return .days(PeriodLoops.periods(grain, ofDays: days, count: count), validity, as: type)
      }
    }
  }

  /// Whether each period of one grain lies in a single one of another.
  private static func nests(_ inner: Grain, in outer: Grain) -> Bool {
    switch (inner, outer) {
    case (.hour, .hour): true
    case (.hour, _): true
    case (.day, .hour): false
    case (.day, _): true
    case (.month, .quarter), (.month, .year), (.quarter, .year): true
    default: false
    }
  }

  /// The grain of a word; weeks begin on the notebook's day.
  static func grain(_ word: String, _ call: FunctionCall) -> Grain? {
    switch word {
    case "hour": .hour
    case "day": .day
    case "week": .week(startingOn: call.weekStart)
    case "month": .month
    case "quarter": .quarter
    case "year": .year
    default: nil
    }
  }

  static func declaration(
    _ name: String, _ summary: String, details: String = "", examples: [Example]
  ) -> Declaration {
    Declaration(
      name, summary, category: .date,
      details: details + (details.isEmpty ? "" : " ") + "Instants are taken in UTC.",
      parameters: [
        ParameterInfo("x", "date, instant or period", help: "The date, or a shorter period.")
      ], result: "period<\(name)>", searchTerms: ["truncate", "floor_date", "date_trunc"],
      examples: examples)
  }
}
