/// The outline of an area whose places are much denser than pixels.
enum AreaEnvelope {
  /// For each pixel that has rows the highest and the lowest end of any; nil when rows have room.
  static func outline(
    _ rows: [Int], _ frame: MarkFrame, in panel: PanelContext
  ) -> (upper: [ScenePoint], lower: [ScenePoint])? {
    let area = panel.rectangle
    let perUnit = panel.metrics.isCellular ? 2.0 : 1.0
    let cells = max(1, Int((area.width * perUnit).rounded(.up)))
    guard rows.count > 4 * cells else { return nil }
    var highest = [Double](repeating: .nan, count: cells)
    var lowest = highest
    var places = highest
    for row in rows {
      let x = panel.place(.x, frame.center.x[row])
      let offset = (x - area.x) * perUnit
      guard offset.isFinite else { continue }
      let cell = max(0, min(cells - 1, Int(max(-1, min(1e6, offset)))))
      let upper = panel.end(.y, frame.upper.y[row])
      let lower = panel.end(.y, frame.lower.y[row])
      if places[cell].isNaN {
        places[cell] = x
        highest[cell] = upper
        lowest[cell] = lower
      } else {
        highest[cell] = min(highest[cell], upper)
        lowest[cell] = max(lowest[cell], lower)
      }
    }
    let filled = places.indices.filter { !places[$0].isNaN }
    guard filled.count > 1 else { return nil }
    return (
      filled.map { ScenePoint(places[$0], highest[$0]) },
      filled.map { ScenePoint(places[$0], lowest[$0]) }
    )
  }
}
