import Columnar
import Diagnostics

/// What columns and bars have in common: they differ only in the axis of their slots.
enum StackedBars {
  static func traits(key: Axis, noun: String) -> MarkTraits {
    var traits = MarkTraits(noun: noun, legendKey: .square, baseline: key.other)
    traits.needsColorCategories = true
    traits.slots = [key]
    traits.timeExpansion = 0.01
    traits.sumsFolded = true
    return traits
  }

  static let channels =
    [
      .x, .y, .color, .group, .tooltip, .alpha,
    ] as [MarkChannel]

  static let settings =
    [
      .fill, .stroke, .stack("zero"), .dodge,
    ] as [MarkSetting]

  static func arrange(
    _ frame: inout MarkFrame, along key: Axis, _ context: inout ArrangeContext
  ) throws(Diagnostic) {
    guard case .number = context.kinds[key.other] else {
      let channel = context.layer.channel(key.other.rawValue)
      throw Diagnostic(
        "E375",
        "the length of a \(context.layer.mark) is a number, but "
          + "`\(key.other.rawValue)` is \(channel?.type.name ?? "something else")",
        at: channel?.span ?? context.layer.span,
        fix: Diagnostic.Fix(
          key == .x ? "use `bar` for horizontal bars, or swap `x` and `y`" : "swap `x` and `y`"))
    }
    let mode = context.style.isDodged ? .none : context.style.stack ?? .zero
    if mode != .none || context.style.isDodged { frame = Stack.summing(frame, along: key) }
    Slots.fill(&frame, along: key, kind: context.kinds[key])
    if context.style.isDodged { Dodge.narrow(&frame, along: key) }
    try Stack.apply(mode, to: &frame, along: key, context)
  }

  static func draw(
    _ frame: MarkFrame, along key: Axis, in panel: inout PanelContext
  ) -> [SceneItem] {
    let value = key.other
    let style = panel.layer.style
    let isBand = if case .band = panel.scales[key].kind { true } else { false }
    let usual = isBand ? panel.metrics.bandFill : panel.metrics.spanFill
    let single = style.isDodged ? Dodge.fill : usual
    let fill = panel.metrics.isCellular ? 1 : min(1, style.width ?? single)
    let hasTooltips = frame.count <= PanelContext.maximumTooltips
    let frame = BarEnvelope.thinned(frame, along: key, in: &panel)
    let isStacked = !style.isDodged && frame.series.contains { $0 != frame.series[0] }
    var items: [SceneItem] = []
    for rows in frame.rowsBySeries {
      for row in rows where frame.upper[value][row] > frame.lower[value][row] {
        let middle = (frame.lower[key][row] + frame.upper[key][row]) / 2
        var start = panel.place(key, middle + (frame.lower[key][row] - middle) * fill)
        var end = panel.place(key, middle + (frame.upper[key][row] - middle) * fill)
        // A bar thinner than a pixel would be paler than its colour.
        if !panel.metrics.isCellular, abs(end - start) < 1 {
          start = ((start + end) / 2).rounded(.down)
          end = start + 1
        }
        if style.isDodged, key == .y, panel.metrics.isCellular {
          (start, end) = wholeRow(start, end)
        }
        let near = panel.end(value, frame.lower[value][row])
        let far = panel.end(value, frame.upper[value][row])
        guard start.isFinite, end.isFinite, near.isFinite, far.isFinite else { continue }
        if panel.metrics.isCellular, key == .x {
          // Whole cells, and a blank between columns that are wide enough for one.
          (start, end) = (start.rounded(), end.rounded())
          if end - start >= 3 { end -= 1 }
        }
        let rectangle =
          key == .x
          ? SceneRectangle(fromX: start, toX: end, fromY: near, toY: far)
          : SceneRectangle(fromX: near, toX: far, fromY: start, toY: end)
        // A hairline of paper keeps neighbours in a stack apart (technique G209 of the W3C).
        let isWide = abs(far - near) >= 3 && abs(end - start) >= 4
        let hairline = isStacked && isWide ? SceneStroke(.paper, width: 0.8) : nil
        let isIncomplete = !frame.isIncomplete.isEmpty && frame.isIncomplete[row]
        items.append(
          SceneItem(
            .mark,
            .rectangle(
              rectangle, fill: panel.fill(frame, row), stroke: panel.outline ?? hairline),
            series: panel.series(frame, row),
            tooltip: hasTooltips ? panel.tooltip(frame, row) : nil,
            opacity: panel.opacity(frame, row) * (isIncomplete ? 0.5 : 1)))
      }
    }
    if panel.metrics.isCellular, key == .y, !isStacked { items += values(frame, in: panel) }
    return items
  }

  /// The row of a terminal that a dodged bar takes.
  private static func wholeRow(_ start: Double, _ end: Double) -> (Double, Double) {
    let upper = (min(start, end) - 1e-6).rounded(.up)
    return (upper, upper + max(1, abs(end - start).rounded()))
  }

  /// The number at the end of each bar, for terminals, where lengths are coarse.
  private static func values(_ frame: MarkFrame, in panel: PanelContext) -> [SceneItem] {
    (0..<frame.count).compactMap { row in
      let value = frame.center.x[row]
      guard value.isFinite else { return nil }
      let text = panel.layer.textOfValue(.x, value)
      let width = panel.measurer.width(of: text, size: 1, isBold: false)
      let end = value < 0 ? panel.end(.x, 0) : panel.end(.x, value)
      var middle = panel.place(.y, frame.center.y[row])
      if panel.layer.style.isDodged {
        let ends = wholeRow(
          panel.place(.y, frame.lower.y[row]), panel.place(.y, frame.upper.y[row]))
        middle = (ends.0 + ends.1) / 2
      }
      let fits = end.rounded(.up) + 1 + width <= panel.rectangle.maxX
      let x = fits ? end.rounded(.up) + 1 : panel.rectangle.maxX - width
      return SceneItem(
        .label, .text(SceneText(text, at: ScenePoint(x, middle), size: 1, paint: .ink)))
    }
  }
}
