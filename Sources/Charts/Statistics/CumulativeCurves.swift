/// Empirical distribution functions of the series of a layer.
enum CumulativeCurves {
  /// Which side of a value is counted.
  enum Side: Sendable { case upTo, from }

  /// No surface shows more columns than this; a step between them cannot be seen.
  static let columnCount = 8192.0

  /// Replaces the rows of each series by the corners of its curve: the share of all its rows up to
  /// a value, or from it on.
  ///
  /// Rows without a place on the axis are counted, but no corner stands for them. Where corners are
  /// nearer to each other than a surface can show, the first and last of each column are kept.
  static func replace(_ frame: inout MarkFrame, _ side: Side, _ context: ArrangeContext) {
    let values = frame.center.x
    let (horizontal, vertical) = (context.transforms.x, context.transforms.y)
    var out = MarkFrame()
    for rows in frame.rowsBySeries {
      let sorted = rows.map { values[$0] }.sorted()
      let count = Double(sorted.count)
      var corners: [(x: Double, y: Double)] = []
      func add(_ x: Double, _ y: Double) {
        if vertical.forward(y) != nil { corners.append((x, y)) }
      }
      var start = 0
      var isFirst = true
      while start < sorted.count {
        var end = start + 1
        while end < sorted.count, sorted[end] == sorted[start] { end += 1 }
        if sorted[start].isFinite, horizontal.forward(sorted[start]) != nil {
          // The foot of the first step, where the axis has a place for it.
          if side == .upTo, isFirst { add(sorted[start], Double(start) / count) }
          isFirst = false
          switch side {
          case .upTo: add(sorted[start], Double(end) / count)
          case .from:
            add(sorted[start], Double(sorted.count - start) / count)
            if end == sorted.count { add(sorted[start], 0) }
          }
        }
        start = end
      }
      for (x, y) in thinned(corners, horizontal) {
        out.center.x.append(x)
        out.center.y.append(y)
        if !frame.colorCodes.isEmpty { out.colorCodes.append(frame.colorCodes[rows[0]]) }
        if !frame.series.isEmpty { out.series.append(frame.series[rows[0]]) }
      }
    }
    frame = out
  }

  private static func thinned(
    _ corners: [(x: Double, y: Double)], _ transform: any ScaleTransform
  ) -> [(x: Double, y: Double)] {
    guard corners.count > Int(columnCount), let first = transform.forward(corners[0].x),
      let last = transform.forward(corners[corners.count - 1].x), last > first
    else { return corners }
    var out: [(x: Double, y: Double)] = []
    var column = -1.0
    for (index, corner) in corners.enumerated() {
      let place = ((transform.forward(corner.x) ?? first) - first) / (last - first)
      let own = (place * columnCount).rounded(.down)
      if own != column {
        // The last of the column before.
        if index > 0, let kept = out.last, kept != corners[index - 1] {
          out.append(corners[index - 1])
        }
        out.append(corner)
        column = own
      }
    }
    if let kept = out.last, kept != corners[corners.count - 1] {
      out.append(corners[corners.count - 1])
    }
    return out
  }

  /// The steps of each curve; between two corners it runs level from the one up to the other for
  /// shares up to a value, and at the height of the other for shares from a value on.
  static func draw(
    _ frame: MarkFrame, _ side: Side, in panel: PanelContext
  ) -> [SceneItem] {
    frame.rowsBySeries.compactMap { rows in
      guard let first = rows.first else { return nil }
      var points: [ScenePoint] = []
      for row in rows {
        let point = panel.point(frame, row)
        guard point.x.isFinite, point.y.isFinite else { continue }
        if let last = points.last, last.x != point.x, last.y != point.y {
          points.append(
            side == .upTo ? ScenePoint(point.x, last.y) : ScenePoint(last.x, point.y))
        }
        points.append(point)
      }
      let style = panel.layer.style
      let isFolded = panel.isFolded(frame, first)
      let name = panel.series(frame, first)
      let stroke = SceneStroke(
        panel.paint(frame, first), width: isFolded ? 1 : style.width ?? 2,
        dash: panel.dash(frame.colorCode(first)))
      let thinned = Thinning.thinned(points, isCellular: panel.metrics.isCellular)
      return SceneItem(
        .mark, .path(ScenePath([thinned], stroke: stroke)), series: name, tooltip: name,
        opacity: style.alpha ?? (isFolded ? 0.6 : 1))
    }
  }
}
