import Glibc

/// A rule with a slope, cut at the panel, with its label turned along it.
struct SlopingRule {
  let slope: Double
  let intercept: Double

  /// The line and its label; a line that misses the panel is counted instead.
  func items(text: String, in panel: inout PanelContext) -> [SceneItem] {
    let style = panel.layer.style
    let points = visible(in: panel)
    guard points.count > 1 else {
      panel.notes.append(ChartNote("W14", "1 rule lies outside the axes"))
      return []
    }
    let paint = style.color ?? .muted
    let dash = style.dash
    let line = SceneItem(
      .mark,
      .path(ScenePath([points], stroke: SceneStroke(paint, width: style.width ?? 1, dash: dash))),
      tooltip: text.isEmpty ? nil : text, opacity: style.alpha ?? 1)
    guard !text.isEmpty else { return [line] }
    guard let label = label(text, along: points, panel) else {
      if let note = LabelPlacing.note(hidden: 1) { panel.notes.append(note) }
      return [line]
    }
    return [line, SceneItem(.label, .text(label))]
  }

  /// The vertices inside the panel: two on linear axes, more where the line is curved.
  private func visible(in panel: PanelContext) -> [ScenePoint] {
    let scale = panel.scales.x
    let isStraight =
      scale.transform is LinearTransform && panel.scales.y.transform is LinearTransform
    guard let start = scale.transform.forward(scale.lower),
      let end = scale.transform.forward(scale.upper)
    else { return [] }
    let steps = isStraight ? 1 : 200
    let points = (0...steps).map { step in
      let x = scale.transform.inverse(start + (end - start) * Double(step) / Double(steps))
      return ScenePoint(panel.place(.x, x), panel.place(.y, intercept + slope * x))
    }.filter { $0.x.isFinite && $0.y.isFinite }
    var out: [ScenePoint] = []
    for (a, b) in zip(points, points.dropFirst()) {
      guard let piece = Self.cut(a, b, panel.rectangle) else { continue }
      if out.isEmpty { out.append(piece.0) }
      out.append(piece.1)
    }
    return out
  }

  /// The part of a piece between the upper and the lower edge of a rectangle.
  private static func cut(
    _ a: ScenePoint, _ b: ScenePoint, _ area: SceneRectangle
  ) -> (ScenePoint, ScenePoint)? {
    var (from, to) = (0.0, 1.0)
    let dy = b.y - a.y
    if dy == 0 { return (area.y...area.maxY).contains(a.y) ? (a, b) : nil }
    let (p, q) = ((area.y - a.y) / dy, (area.maxY - a.y) / dy)
    from = max(from, min(p, q))
    to = min(to, max(p, q))
    guard from < to else { return nil }
    func at(_ part: Double) -> ScenePoint { ScenePoint(a.x + (b.x - a.x) * part, a.y + dy * part) }
    return (at(from), at(to))
  }

  /// The text above the line near its right end, turned along it; upright on a terminal.
  private func label(
    _ text: String, along points: [ScenePoint], _ panel: PanelContext
  ) -> SceneText? {
    let metrics = panel.metrics
    let size = panel.layer.style.size ?? metrics.labelSize
    let shown = ChartText.shortened(
      text, to: panel.rectangle.width * 0.4, size: size, panel.measurer)
    let width = panel.measurer.width(of: shown, size: size, isBold: false)
    for part in [0.85, 0.7, 0.5, 0.3, 0.15] {
      let index = min(points.count - 2, Int(Double(points.count - 1) * part))
      let (a, b) = (points[index], points[index + 1])
      let inner = points.count == 2 ? part : 0.5
      let place = ScenePoint(a.x + (b.x - a.x) * inner, a.y + (b.y - a.y) * inner)
      let radians = atan2(b.y - a.y, b.x - a.x)
      let degrees = metrics.isCellular ? 0 : radians * 180 / .pi
      let up = metrics.isCellular ? 1 : size * 0.75
      let label = SceneText(
        shown,
        at: metrics.isCellular
          ? ScenePoint(place.x, place.y - up)
          : ScenePoint(place.x + up * sin(radians), place.y - up * cos(radians)),
        size: size, anchor: .middle, paint: .ink, angle: degrees, hasHalo: true,
        fullText: shown == text ? nil : text)
      if panel.rectangle.contains(label.bounds(width: width), slack: 1) { return label }
    }
    return nil
  }
}
