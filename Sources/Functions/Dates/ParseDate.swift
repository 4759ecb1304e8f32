import Catalog
import Columnar
import Diagnostics
import Kernels

/// `parse_date(x, format)`.
enum ParseDate: ScalarFunction {
  static let declaration = Declaration(
    "parse_date", "Reads a date from text.", category: .date,
    details: """
      Without a format the text is YYYY-MM-DD. In a format %Y is a year of four digits, %m a month, \
      %d a day, %b and %B an English month name, %% a percent sign; everything else stands for \
      itself. Text that is no such date gives null, and is counted.
      """,
    parameters: [
      ParameterInfo("x", "text", help: "The text."),
      ParameterInfo("format", "text", help: "How it is written, a constant.", default: "%Y-%m-%d"),
    ], result: "date", searchTerms: ["to_date", "strptime", "as.Date"],
    examples: [
      Example("The usual form", "parse_date(\"2024-03-01\")", expected: "2024-03-01"),
      Example("Another form", "parse_date(\"1 Mar 2024\", \"%d %b %Y\")", expected: "2024-03-01"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    _ = try call.argument(0, "text") { $0 == .text }
    let written = try call.constantText(1, "a format") ?? "%Y-%m-%d"
    guard let format = DateFormat(written) else {
      throw call.valueError(
        1, "`\(written)` is not a format of a date: it needs a year, a month and a day")
    }
    return .strict(call, type: .date, isTotal: false) {
      (operands, count, validity, counts) throws(Diagnostic) in
      let parsed = try TextLoops.values(operands[0], count: count) { view, _ in
        format.day(of: view.bytes).map { Int64($0) } ?? .min
      }
      let flags = Elementwise.map(Vector(parsed), count: count) { $0 == .min ? UInt8(0) : 1 }
      let defined = Bitmap(bytes: flags.base, count: count).orNilIfAllSet
      let both = Bitmap.intersection(validity, defined)
      counts.undefined += (validity?.setCount ?? count) - (both?.setCount ?? count)
      let days = Elementwise.map(Vector(parsed), count: count) { Int32(truncatingIfNeeded: $0) }
      return .days(days, both)
    }
  }
}
