import Diagnostics

/// What lines and smooth curves have in common.
enum Curves {
  /// Replaces rows by curves.
  static func smooth(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic) {
    guard let smoother = context.layer.smoother else {
      throw .defect("a layer asks for a curve but brings no smoother", at: context.layer.span)
    }
    let withValues = frame.selecting(
      (0..<frame.count).filter { !frame.center.y[$0].isNaN && !frame.center.x[$0].isNaN })
    let (curves, failures) = SmoothCurve.replacing(withValues, by: smoother)
    frame = curves
    if failures > 0 {
      let what = failures == 1 ? "series has" : "series have"
      context.notes.append(ChartNote("", "\(failures) \(what) too few places for a smooth curve"))
    }
  }

  /// Refuses two rows of one series at one place, which no line can pass.
  static func requireOneRowPerPlace(
    _ frame: MarkFrame, _ context: ArrangeContext
  ) throws(Diagnostic) {
    // Rows with an order of their own make a path, which may come back to a place.
    guard frame.priorities.isEmpty else { return }
    for rows in frame.rowsBySeries {
      var places = rows.map { frame.center.x[$0] }
      if zip(places, places.dropFirst()).allSatisfy({ $0 < $1 }) { continue }
      places.sort()
      guard let place = zip(places, places.dropFirst()).first(where: { $0 == $1 })?.0 else {
        continue
      }
      let count = places.count { $0 == place }
      let series = context.colorLabel(frame.colorCode(rows[0]))
      let y = context.layer.channel("y")
      throw Diagnostic(
        "E379",
        "a \(context.layer.mark) needs one row for each `x`"
          + (series == nil ? "" : " and `color`"), at: context.layer.span,
        label: "\(count) rows at \(context.textOfValue(.x, place))"
          + (series.map { " for \($0.prefix(60))" } ?? ""),
        fix: Diagnostic.Fix(
          "aggregate first, for example "
            + "`group by … agg value = mean(\(ChartText.clean(y?.title ?? "y")))`, or use `point`"))
    }
  }

  /// One path for each series, cut where a value is missing.
  ///
  /// - Parameter shape: Makes the vertices of a piece out of the places of its rows.
  static func draw(
    _ frame: MarkFrame, in panel: inout PanelContext,
    shape: ([ScenePoint]) -> [ScenePoint] = { $0 }
  ) -> [SceneItem] {
    let style = panel.layer.style
    var folded: [SceneItem] = []
    var items: [SceneItem] = []
    let series = frame.rowsBySeries
    for rows in series {
      let keys = frame.priorities.isEmpty ? frame.center.x : frame.priorities
      let placed = rows.filter { !keys[$0].isNaN }
      let isAscending = zip(placed, placed.dropFirst()).allSatisfy { keys[$0] <= keys[$1] }
      let ordered =
        isAscending ? placed : placed.sorted { (keys[$0], $0) < (keys[$1], $1) }
      guard let first = ordered.first else { continue }
      let isFolded = panel.isFolded(frame, first)
      var pieces: [[ScenePoint]] = []
      var tails: [[ScenePoint]] = []
      var current: [ScenePoint] = []
      for row in ordered {
        let point = panel.point(frame, row)
        guard point.x.isFinite, point.y.isFinite else {
          if !current.isEmpty { pieces.append(current) }
          current = []
          continue
        }
        if !frame.isIncomplete.isEmpty, frame.isIncomplete[row], let last = current.last {
          tails.append([last, point])
          continue
        }
        current.append(point)
      }
      if !current.isEmpty { pieces.append(current) }
      let paint = panel.paint(frame, first)
      let width = isFolded ? 1 : style.width ?? 2
      let stroke = SceneStroke(paint, width: width, dash: panel.dash(frame, first))
      let name = panel.series(frame, first)
      let thinned = pieces.map {
        shape(Thinning.thinned($0, isCellular: panel.metrics.isCellular))
      }
      var own = [
        SceneItem(
          .mark, .path(ScenePath(thinned, stroke: stroke)), series: name, tooltip: name,
          opacity: style.alpha ?? (isFolded ? 0.6 : 1))
      ]
      if !tails.isEmpty {
        let dashed = SceneStroke(paint, width: width, dash: [3, 3])
        own.append(
          SceneItem(
            .mark, .path(ScenePath(tails.map(shape), stroke: dashed)), series: name,
            opacity: style.alpha ?? 1))
      }
      if isFolded { folded += own } else { items += own }
    }
    return folded + items + targets(frame, in: panel)
  }

  /// What shows the value of each vertex to a pointer: discs that cannot be seen, where few.
  private static func targets(_ frame: MarkFrame, in panel: PanelContext) -> [SceneItem] {
    guard !panel.metrics.isCellular, frame.count <= PanelContext.maximumTooltips else { return [] }
    var circles = SceneCircles([], radii: [6], fill: .ink)
    for row in 0..<frame.count {
      let point = panel.point(frame, row)
      guard point.x.isFinite, point.y.isFinite, panel.rectangle.contains(point) else { continue }
      circles.centers.append(point)
      circles.tooltips.append(panel.tooltip(frame, row))
    }
    return circles.centers.isEmpty ? [] : [SceneItem(.mark, .circles(circles), opacity: 0)]
  }
}
