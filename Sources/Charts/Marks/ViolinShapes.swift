/// Violins on a surface of pixels.
enum ViolinShapes {
  static func draw(_ frame: MarkFrame, along key: Axis, in panel: PanelContext) -> [SceneItem] {
    let value = key.other
    let fill = min(1, panel.layer.style.width ?? 0.86)
    let (centers, lower, upper) = (frame.center[key], frame.lower[key], frame.upper[key])
    func point(_ along: Double, _ row: Int) -> ScenePoint {
      let place = panel.place(key, centers[row] + (along - centers[row]) * fill)
      let height = panel.end(value, frame.center[value][row])
      return key == .x ? ScenePoint(place, height) : ScenePoint(height, place)
    }
    var outlines: [SceneItem] = []
    var boxes: [SceneItem] = []
    var row = 0
    while row < frame.count {
      let paint = panel.paint(frame, row)
      let name = panel.series(frame, row)
      if frame.parts[row] == .outline {
        // A row always ends its own outline: a place that is not a number equals nothing.
        var end = row + 1
        while end < frame.count, frame.parts[end] == .outline, centers[end] == centers[row],
          frame.center[value][end] > frame.center[value][end - 1]
        {
          end += 1
        }
        let polygon =
          (row..<end).map { point(lower[$0], $0) }
          + (row..<end).reversed().map { point(upper[$0], $0) }
        outlines.append(
          SceneItem(
            .mark, .path(ScenePath([polygon], isClosed: true, fill: paint)), series: name,
            tooltip: name, opacity: panel.layer.style.alpha ?? 0.3))
        outlines.append(
          SceneItem(
            .mark,
            .path(ScenePath([polygon], isClosed: true, stroke: SceneStroke(paint, width: 1.25))),
            series: name))
        row = end
        continue
      }
      if frame.parts[row] == .box { boxes += box(frame, row, along: key, paint, name, panel) }
      row += 1
    }
    return outlines + boxes
  }

  private static func box(
    _ frame: MarkFrame, _ row: Int, along key: Axis, _ paint: Paint, _ name: String?,
    _ panel: PanelContext
  ) -> [SceneItem] {
    let value = key.other
    let middle = panel.place(key, frame.center[key][row])
    func point(_ number: Double) -> ScenePoint {
      let height = panel.end(value, number)
      return key == .x ? ScenePoint(middle, height) : ScenePoint(height, middle)
    }
    let tooltip = [
      name, panel.layer.textOfValue(key, frame.center[key][row]), frame.texts[row],
    ].compactMap { $0 }.filter { !$0.isEmpty }
    return [
      SceneItem(
        .mark,
        .path(
          ScenePath(
            [[point(frame.lower[value][row]), point(frame.upper[value][row])]],
            stroke: SceneStroke(paint, width: 5))), series: name),
      SceneItem(
        .mark,
        .circles(
          SceneCircles(
            [point(frame.center[value][row])], radii: [3.5], fill: .paper, ring: paint,
            tooltips: [tooltip.joined(separator: " · ")])), series: name),
    ]
  }
}
