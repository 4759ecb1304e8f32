/// Labels right of the ends of lines and bands, in place of a legend.
extension Guides {
  /// A label at the right edge: its category, the place that it belongs to and where it would stand.
  struct End {
    var code: Int
    var point: ScenePoint
  }

  /// The first layer of lines whose series all end near the right edge, if its categories are few.
  ///
  /// Folded categories are grey and have no label.
  static func layerToLabel(_ chart: BuiltChart, _ metrics: SurfaceMetrics) -> Int? {
    guard chart.spec.legend == .automatic, chart.panels.count == 1,
      case .categories = chart.color.kind, (2...8).contains(chart.color.categories.count)
    else { return nil }
    let height = (metrics.height ?? metrics.panelHeight) - (metrics.isCellular ? 0 : 90)
    guard Double(chart.color.categories.count) * metrics.endLabelPitch <= height else { return nil }
    let panel = chart.panels[0]
    for (index, layer) in chart.layers.enumerated() where layer.mark.traits.labelsEnds {
      let frame = panel.frames[index]
      guard !frame.colorCodes.isEmpty, layer.style.color == nil else { continue }
      let series = frame.rowsBySeries.filter {
        $0.first.map { !chart.color.isFolded(frame.colorCode($0)) } ?? false
      }
      let ends = series.map { rows in
        rows.filter { frame.center.y[$0].isFinite }
          .map { panel.scales.x.fraction(frame.center.x[$0]) }.filter { $0.isFinite }.max() ?? 0
      }
      let codes = Set(series.compactMap { $0.first.map(frame.colorCode) })
      let wanted = chart.color.categories.count - (chart.color.foldedCount > 0 ? 1 : 0)
      guard ends.allSatisfy({ $0 > 0.8 && $0 <= 1 + 1e-9 }), codes.count == wanted,
        ends.count == wanted
      else { return nil }
      return index
    }
    return nil
  }

  /// The labels of the chart's only panel: at the ends of lines, or in and beside bands.
  func directLabels(_ axes: PanelAxes, in area: SceneRectangle) -> [SceneItem] {
    guard let panel = chart.panels.first else { return [] }
    if let labelledLayer {
      return endLabels(lineEnds(panel.frames[labelledLayer], axes.scales, area), in: area)
    }
    if let bandLayer {
      let bands = bandLabels(panel.frames[bandLayer], axes.scales, area, layer: bandLayer)
      return bands.inside + endLabels(bands.ends, in: area)
    }
    return []
  }

  /// Where each line ends.
  private func lineEnds(
    _ frame: MarkFrame, _ scales: AxisPair<AxisScale>, _ area: SceneRectangle
  ) -> [End] {
    frame.rowsBySeries.compactMap { rows in
      let visible = rows.filter { frame.center.y[$0].isFinite }
      guard let last = visible.max(by: { frame.center.x[$0] < frame.center.x[$1] }),
        !chart.color.isFolded(frame.colorCode(last))
      else { return nil }
      let x = area.x + scales.x.fraction(frame.center.x[last]) * area.width
      let y = area.maxY - scales.y.fraction(frame.center.y[last]) * area.height
      guard x.isFinite, y.isFinite else { return nil }
      return End(
        code: frame.colorCode(last), point: ScenePoint(x, max(area.y, min(area.maxY, y))))
    }
  }

  /// Labels right of ends, kept apart, each with a thin line to its end where it had to move.
  private func endLabels(_ unsorted: [End], in area: SceneRectangle) -> [SceneItem] {
    let ends = unsorted.sorted { ($0.point.y, $0.code) < ($1.point.y, $1.code) }
    let lines = ends.map { endLines($0.code) }
    let line = metrics.isCellular ? 1 : metrics.lineHeight(metrics.legendSize) * 0.9
    let places = LabelSpreading.spread(
      ends.map(\.point.y),
      heights: lines.map { max(metrics.endLabelPitch, Double($0.count) * line) },
      from: area.y - (metrics.isCellular ? 0 : 8), to: area.maxY + (metrics.isCellular ? 0 : 8))
    var items: [SceneItem] = []
    for (index, end) in ends.enumerated() {
      let place = places[index]
      let middle = metrics.isCellular ? place.rounded(.down) + 0.5 : place
      let paint = chart.color.paint(end.code)
      // A line that ends before the panel does is joined to its label too.
      let isFar = area.maxX - end.point.x > 6
      if !metrics.isCellular, abs(place - end.point.y) > 4 || isFar {
        let start = ScenePoint(end.point.x + (isFar ? 3 : 1), end.point.y)
        let leader =
          (isFar ? [start, ScenePoint(area.maxX + 1, end.point.y)] : [start])
          + [ScenePoint(area.maxX + 7, place)]
        items.append(
          SceneItem(
            .label,
            .path(
              ScenePath(
                [leader], stroke: SceneStroke(paint, width: 0.8, dash: isFar ? [1, 2] : []))
            ), series: chart.color.label(end.code), opacity: 0.7))
      }
      for (row, text) in lines[index].enumerated() {
        let y = middle + (Double(row) - Double(lines[index].count - 1) / 2) * line
        items.append(
          SceneItem(
            .label,
            .text(
              SceneText(
                text, at: ScenePoint(area.maxX + (metrics.isCellular ? 1 : 9), y),
                size: metrics.legendSize, paint: paint,
                fullText: lines[index].count == 1 ? fullLabel(end.code) : nil)),
            series: chart.color.label(end.code)))
      }
    }
    return items
  }
}
