/// Numbers of the SVG output.
enum SVGNumber {
  /// A number in tenths, so that sums of differences do not drift.
  static func tenths(_ value: Double) -> Int {
    guard value.isFinite else { return 0 }
    return Int((max(-1e7, min(1e7, value)) * 10).rounded())
  }

  /// Tenths as text: at most one decimal, no trailing zero, no negative zero.
  static func text(tenths: Int) -> String {
    let whole = tenths.magnitude / 10
    let rest = tenths.magnitude % 10
    let sign = tenths < 0 ? "-" : ""
    return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
  }

  /// A number as text with at most one decimal.
  static func text(_ value: Double) -> String { text(tenths: tenths(value)) }

  /// An opacity, with two decimals.
  static func opacity(_ value: Double) -> String {
    let hundredths = Int((max(0, min(1, value)) * 100).rounded())
    if hundredths % 10 == 0 { return text(tenths: hundredths / 10) }
    return hundredths < 10 ? "0.0\(hundredths)" : "0.\(hundredths)"
  }
}
