import Catalog
import Columnar
import Diagnostics
import Kernels

/// First and last days of periods: what `start` and `end` share.
enum PeriodEnds {
  static func bind(
    _ call: FunctionCall, day: @escaping @Sendable (Grain, Int32) -> Int32,
    instant: @escaping @Sendable (Int32) -> Int64
  ) throws(Diagnostic) -> BoundScalar {
    let x = try call.argument(0, "a period") { $0.isTemporal && $0 != .instant }
    switch x.type {
    case .period(.hour):
      return .strict(call, type: .instant) { (operands, count, validity, _) throws(Diagnostic) in
        let hours = try operands[0].int32s()
        return .ints(
          Elementwise.map(hours, count: count) { instant($0) }, validity, as: .instant)
      }
    case .period(let grain):
      return .strict(call, type: .date) { (operands, count, validity, _) throws(Diagnostic) in
        let periods = try operands[0].int32s()
        return .days(
          PeriodLoops.perDay(periods, count: count) { day(grain, $0) }, validity)
      }
    default:
      return .strict(call, type: .date) { (operands, count, _, _) throws(Diagnostic) in
        operands[0].expanded(count: count)
      }
    }
  }
}
