/// Replaces the rows of each series by a smooth curve through them.
public enum SmoothCurve {
  /// The number of places per series at which the curve is computed.
  public static let placeCount = 80

  /// The curves of all series, and how many series could not be fitted.
  ///
  /// Each curve runs over equal steps from the first to the last place of its own series.
  public static func replacing(
    _ frame: MarkFrame, by smoother: any Smoother
  ) -> (frame: MarkFrame, failedSeries: Int) {
    var out = MarkFrame()
    var failures = 0
    for rows in frame.rowsBySeries {
      let sorted = rows.sorted { frame.center.x[$0] < frame.center.x[$1] }
      let x = sorted.map { frame.center.x[$0] }
      let y = sorted.map { frame.center.y[$0] }
      guard let first = x.first, let last = x.last, last > first else {
        failures += 1
        continue
      }
      let places = (0..<placeCount).map { index in
        index == placeCount - 1
          ? last : first + (last - first) * Double(index) / Double(placeCount - 1)
      }
      let values = smoother.values(x: x, y: y, at: places)
      guard values.contains(where: { $0 != nil }) else {
        failures += 1
        continue
      }
      for (place, value) in zip(places, values) {
        guard let value, value.isFinite else { continue }
        out.center.x.append(place)
        out.center.y.append(value)
        if !frame.colorCodes.isEmpty { out.colorCodes.append(frame.colorCodes[rows[0]]) }
        if !frame.dashCodes.isEmpty { out.dashCodes.append(frame.dashCodes[rows[0]]) }
        if !frame.series.isEmpty { out.series.append(frame.series[rows[0]]) }
      }
    }
    return (out, failures)
  }
}
