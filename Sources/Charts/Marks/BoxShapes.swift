/// Boxes on a surface of pixels.
enum BoxShapes {
  /// Boxes wider than this look heavy.
  private static let widest = 72.0

  static func draw(
    _ frame: MarkFrame, along key: Axis, in panel: PanelContext
  ) -> [SceneItem] {
    var items: [SceneItem] = []
    for rows in frame.rowsBySeries {
      guard let first = rows.first else { continue }
      let paint = panel.paint(frame, first)
      let name = panel.series(frame, first)
      var outliers: [ScenePoint] = []
      var taken = Set<ScenePoint>()
      for row in rows {
        switch frame.parts[row] {
        case .whiskers:
          // The box follows in the next row.
          guard row + 1 < frame.count, frame.parts[row + 1] == .box else { continue }
          items.append(whiskers(frame, row, along: key, paint, name, panel))
        case .box: items += box(frame, row, along: key, paint, name, panel)
        case .outlier:
          let point = panel.point(frame, row)
          // Half a pixel beside another disc nothing can be seen.
          let rounded = ScenePoint((point.x * 2).rounded(), (point.y * 2).rounded())
          if point.x.isFinite, point.y.isFinite, taken.insert(rounded).inserted {
            outliers.append(point)
          }
        case .outline: break
        }
      }
      if !outliers.isEmpty {
        items.append(
          SceneItem(
            .mark, .circles(SceneCircles(outliers, radii: [2], fill: paint)), series: name,
            opacity: panel.layer.style.alpha ?? 0.6))
      }
    }
    return items
  }

  /// The ends of what a box covers of its slot.
  static func ends(
    _ frame: MarkFrame, _ row: Int, along key: Axis, _ panel: PanelContext
  ) -> (Double, Double) {
    let a = panel.place(key, frame.lower[key][row])
    let b = panel.place(key, frame.upper[key][row])
    let fill = min(1, panel.layer.style.width ?? (frame.laneCount > 1 ? 0.8 : 0.6))
    let width = abs(b - a) * fill
    let half = (panel.layer.style.width == nil ? min(widest, width) : width) / 2
    return ((a + b) / 2 - half, (a + b) / 2 + half)
  }

  private static func point(_ key: Axis, _ along: Double, _ value: Double) -> ScenePoint {
    key == .x ? ScenePoint(along, value) : ScenePoint(value, along)
  }

  private static func whiskers(
    _ frame: MarkFrame, _ row: Int, along key: Axis, _ paint: Paint, _ name: String?,
    _ panel: PanelContext
  ) -> SceneItem {
    let value = key.other
    let middle = panel.place(key, frame.center[key][row])
    let pieces = [
      (frame.lower[value][row], frame.lower[value][row + 1]),
      (frame.upper[value][row + 1], frame.upper[value][row]),
    ].filter { $0.0 < $0.1 }.map { from, to in
      [
        point(key, middle, panel.end(value, from)), point(key, middle, panel.end(value, to)),
      ]
    }
    return SceneItem(
      .mark, .path(ScenePath(pieces, stroke: SceneStroke(paint, width: 1.25))), series: name)
  }

  private static func box(
    _ frame: MarkFrame, _ row: Int, along key: Axis, _ paint: Paint, _ name: String?,
    _ panel: PanelContext
  ) -> [SceneItem] {
    let value = key.other
    let (start, end) = ends(frame, row, along: key, panel)
    let low = panel.end(value, frame.lower[value][row])
    let high = panel.end(value, frame.upper[value][row])
    let median = panel.end(value, frame.center[value][row])
    let corners = [
      point(key, start, low), point(key, end, low), point(key, end, high), point(key, start, high),
    ]
    let tooltip = [
      name, panel.layer.textOfValue(key, frame.center[key][row]), frame.texts[row],
    ].compactMap { $0 }.filter { !$0.isEmpty }
    let rectangle = SceneRectangle(
      fromX: corners[0].x, toX: corners[2].x, fromY: corners[0].y, toY: corners[2].y)
    return [
      // Paper first, so that whiskers and grid do not show through.
      SceneItem(.mark, .rectangle(rectangle, fill: .paper, stroke: nil), series: name),
      SceneItem(
        .mark, .rectangle(rectangle, fill: paint, stroke: nil), series: name,
        tooltip: tooltip.joined(separator: " · "), opacity: panel.layer.style.alpha ?? 0.3),
      SceneItem(
        .mark,
        .path(ScenePath([corners], isClosed: true, stroke: SceneStroke(paint, width: 1.25))),
        series: name),
      SceneItem(
        .mark,
        .path(
          ScenePath(
            [[point(key, start, median), point(key, end, median)]],
            stroke: SceneStroke(paint, width: 2.5))), series: name),
    ]
  }
}
