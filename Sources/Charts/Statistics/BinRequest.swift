import Columnar
import Diagnostics

/// What a histogram is told about its bins.
enum BinRequest: Sendable, Hashable {
  /// Nothing.
  case automatic
  /// How many there are.
  case count(Int)
  /// How wide they are, in the units of the axis; of periods in periods.
  case width(Double)
  /// How wide they are on the calendar.
  case calendar(CalendarDuration)

  /// The most bins of a histogram: more than pixels from side to side show nothing.
  static let mostBins = 2000

  /// Reads `bins:` and `binwidth:`.
  ///
  /// - Throws: E373 for values of the wrong kind, E326 when both are given.
  init(_ layer: LayerSpec, _ type: DataType) throws(Diagnostic) {
    let bins = layer.constant("bins")
    guard let width = layer.constant("binwidth") else {
      guard let bins else {
        self = .automatic
        return
      }
      guard case .int(let count) = bins.value, (1...Int64(Self.mostBins)).contains(count) else {
        throw LayerStyle.wrong(bins, "a whole number from 1 to \(Self.mostBins)")
      }
      self = .count(Int(count))
      return
    }
    if let bins {
      throw Diagnostic(
        "E326", "`binwidth` says all about the bins", at: bins.span,
        secondary: width.span.map { [Diagnostic.Label($0, "the width")] } ?? [],
        fix: Diagnostic.Fix("leave out `bins` or `binwidth`"))
    }
    self = try Self.width(width, type)
  }

  private static func width(
    _ constant: LayerSpec.Constant, _ type: DataType
  ) throws(Diagnostic) -> BinRequest {
    switch (type, constant.value) {
    case (.date, .duration(let length)), (.instant, .duration(let length)):
      let isWhole = length.months == 0 || length.microseconds == 0
      let hasDays = type == .instant || length.microseconds % CalendarDuration.day == 0
      if isWhole, hasDays, length.months > 0 || length.microseconds > 0 {
        return .calendar(length)
      }
      throw LayerStyle.wrong(constant, type == .date ? "whole days or months" : "a length of time")
    case (.period(let grain), .duration(let length)):
      if let steps = grain.steps(in: length), steps > 0 { return .width(Double(steps)) }
      throw LayerStyle.wrong(constant, "whole \(grain.name)s")
    case (.period, .int(let count)) where count > 0: return .width(Double(count))
    case (.duration, .duration(let length)) where length.months == 0 && length.microseconds > 0:
      return .width(Double(length.microseconds) / Double(CalendarDuration.day))
    case (.int, _), (.number, _), (.null, _):
      if let width = constant.value.asDouble, width > 0, width.isFinite { return .width(width) }
      throw LayerStyle.wrong(constant, "a number above zero")
    default: break
    }
    throw LayerStyle.wrong(constant, "a length of time such as `1 month`")
  }
}
