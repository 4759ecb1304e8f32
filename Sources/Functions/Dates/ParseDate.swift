import Catalog
import Columnar
import Diagnostics
import Kernels

/// `parse_date(x, format)`.
enum ParseDate: ScalarFunction {
  static let declaration = Declaration(
    "parse_date", "Reads a date from text.", category: .date,
    details: """
      Without a format the text is YYYY-MM-DD. In a format %Y is a year of four digits, %y one of \
      two (69 to 99 are of the last century), %m a month, %d a day, %b and %B an English month \
      name, %a and %A a weekday's, %% a percent sign; a space stands for one or more, everything \
      else for itself. With a time of day, %H or %I with %p, %M, %S, %f for a fraction and %z for \
      a zone, the result is an instant; without a zone the time is UTC. Text that is no such date \
      gives null, and is counted.
      """,
    parameters: [
      ParameterInfo("x", "text", help: "The text."),
      ParameterInfo("format", "text", help: "How it is written, a constant.", default: "%Y-%m-%d"),
    ], result: "date or instant", searchTerms: ["to_date", "strptime", "as.Date", "parse_time"],
    examples: [
      Example("The usual form", "parse_date(\"2024-03-01\")", expected: "2024-03-01"),
      Example("Another form", "parse_date(\"1 Mar 2024\", \"%d %b %Y\")", expected: "2024-03-01"),
      Example(
        "The time of a commit",
        "parse_date(\"Wed Dec 7 05:39:38 2022 +0100\", \"%a %b %d %H:%M:%S %Y %z\")",
        expected: "2022-12-07T04:39:38Z"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    _ = try call.argument(0, "text") { $0 == .text }
    let written = try call.constantText(1, "a format") ?? "%Y-%m-%d"
    var unknown: Character?
    guard let pattern = DatePattern(written, unknown: &unknown), pattern.hasDate else {
      throw call.valueError(
        1, "`\(written)` is not a format of a date: it needs a year, a month and a day")
    }
    let type: DataType = pattern.hasTime ? .instant : .date
    return .strict(call, type: type, isTotal: false) {
      (operands, count, validity, counts) throws(Diagnostic) in
      let parsed = try TextLoops.values(operands[0], count: count) { view, _ in
        pattern.parse(view.start, view.count) ?? .min
      }
      let flags = Elementwise.map(Vector(parsed), count: count) { $0 == .min ? UInt8(0) : 1 }
      let defined = Bitmap(bytes: flags.base, count: count).orNilIfAllSet
      let both = Bitmap.intersection(validity, defined)
      counts.undefined += (validity?.setCount ?? count) - (both?.setCount ?? count)
      if pattern.hasTime { return .ints(parsed, both, as: .instant) }
      let days = Elementwise.map(Vector(parsed), count: count) {
        $0 == .min ? Int32(0) : CivilCalendar.day(ofInstant: $0)
      }
      return .days(days, both)
    }
  }
}
