import Catalog
import Columnar
import Diagnostics
import Kernels

/// `hour_no(x)`.
enum HourNumber: ScalarFunction {
  static let declaration = DateParts.declaration(
    "hour_no", "Gives the number of the hour in its day, 0 to 23.",
    details: "hour(x) is the hour as a period.",
    examples: [
      Example("An instant", "hour_no(2024-03-01T17:45)", expected: "17"),
      Example("Midnight", "hour_no(2024-03-01T00:00)", expected: "0"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    let x = try call.argument(0, "an instant or an hour") {
      $0 == .instant || $0 == .period(.hour)
    }
    if x.type == .period(.hour) {
      return .strict(call, type: .int) { (operands, count, validity, _) throws(Diagnostic) in
        let hours = Elementwise.map(try operands[0].int32s(), count: count) {
          Int64(floorModulo($0, 24))
        }
        return .ints(hours, validity)
      }
    }
    return .strict(call, type: .int) { (operands, count, validity, _) throws(Diagnostic) in
      let hours = Elementwise.map(try operands[0].int64s(), count: count) {
        floorModulo($0, CalendarDuration.day) / 3_600_000_000
      }
      return .ints(hours, validity)
    }
  }
}
