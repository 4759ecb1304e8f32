import Columnar
import Diagnostics

/// Refuses more filled shapes than anybody can tell apart.
enum SeriesLimit {
  /// The most areas or curves with a fill.
  private static let maximum = 500
  /// The most places of all series together that are brought to common places.
  private static let maximumPlaces = 20_000_000

  /// - Parameter isAligned: Whether each series is computed at the places of all.
  static func require(
    _ frame: MarkFrame, _ context: ArrangeContext, isAligned: Bool
  ) throws(Diagnostic) {
    let count = Set(frame.series).count
    guard count > 1 else { return }
    let places = Set(frame.center.x).count
    guard count > maximum || isAligned && count * places > maximumPlaces else { return }
    let channel = context.layer.channel("group") ?? context.layer.channel("color")
    throw Diagnostic(
      "E377",
      "\(NumberText.grouped(count)) series at \(NumberText.grouped(places)) places are more than "
        + "fit in one \(context.layer.mark) chart", at: channel?.span ?? context.layer.span,
      label: "at most \(maximum) series",
      fix: Diagnostic.Fix("keep the largest first, as in `top 8 … by sum(…)`, or use `line`"))
  }
}
