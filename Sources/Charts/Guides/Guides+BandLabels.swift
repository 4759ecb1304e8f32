/// Labels inside the bands of stacked areas, where they are tall and wide enough.
extension Guides {
  /// The upper and lower edge of a band at evenly spaced places, in the surface's units.
  private struct Band {
    var code: Int
    var tops: [Double]
    var bottoms: [Double]
  }

  /// The layer of stacked areas whose bands can be labelled, and the categories whose labels must
  /// stand beside the panel, found on a panel of about the final size.
  static func bandsToLabel(
    _ chart: BuiltChart, _ guides: Guides
  ) -> (layer: Int, outside: [Int])? {
    guard chart.spec.legend == .automatic, chart.panels.count == 1,
      case .categories = chart.color.kind, (2...8).contains(chart.color.categories.count),
      let layer = chart.layers.firstIndex(where: { $0.mark.traits.labelsBands })
    else { return nil }
    let frame = chart.panels[0].frames[layer]
    let style = chart.layers[layer].style
    guard !frame.colorCodes.isEmpty, style.color == nil, (style.stack ?? .zero) != .none,
      frame.lower.y.count == frame.count
    else { return nil }
    let metrics = guides.metrics
    let height =
      (metrics.height ?? metrics.panelHeight) - (metrics.isCellular ? 0 : 110)
    let size = SceneRectangle(
      x: 0, y: 0, width: metrics.width * 0.75, height: max(metrics.isCellular ? 6 : 60, height))
    let scales = chart.panels[0].scales
    let found = guides.bandLabels(frame, scales, size, layer: layer)
    // A band that is over before the right edge can be labelled inside only.
    for end in found.ends {
      let rows = frame.colorCodes.indices.filter { frame.colorCodes[$0] == end.code }
      guard let last = rows.max(by: { frame.center.x[$0] < frame.center.x[$1] }),
        scales.x.fraction(frame.center.x[last]) > 0.8, frame.lower.y[last] != frame.upper.y[last]
      else { return nil }
    }
    guard Double(found.ends.count) * metrics.endLabelPitch <= size.height else { return nil }
    return (layer, found.ends.map(\.code))
  }

  /// The labels inside bands, and the ends of the bands that have no room for theirs.
  func bandLabels(
    _ frame: MarkFrame, _ scales: AxisPair<AxisScale>, _ area: SceneRectangle, layer: Int
  ) -> (inside: [SceneItem], ends: [End]) {
    var inside: [SceneItem] = []
    var ends: [End] = []
    let alpha = chart.layers[layer].style.alpha ?? 1
    for band in bands(frame, scales, area) {
      let label = shownLabel(band.code)
      let padding = metrics.isCellular ? 2 : 10.0
      if let paint = textPaint(over: chart.color.paint(band.code), alpha),
        let place = widestPlace(of: textWidth(label) + padding, in: band, area)
      {
        inside.append(
          SceneItem(
            .label,
            .text(
              SceneText(
                metrics.isCellular ? " \(label) " : label, at: place, size: metrics.legendSize,
                anchor: .middle, paint: paint,
                fullText: fullLabel(band.code))), series: chart.color.label(band.code)))
      } else if let top = band.tops.last, let bottom = band.bottoms.last {
        ends.append(
          End(
            code: band.code,
            point: ScenePoint(area.maxX, max(area.y, min(area.maxY, (top + bottom) / 2)))))
      }
    }
    return (inside, ends)
  }

  /// A colour that can be read on a band (4.5 to 1, WCAG 2.1), also when a chart that serves light
  /// and dark pages turns dark; nil where there is none.
  private func textPaint(over paint: Paint, _ alpha: Double) -> Paint? {
    guard !metrics.isCellular else { return .ink }
    func fill(_ theme: Theme) -> RGBColor {
      theme.color(paint).mixed(with: theme.paper, 1 - alpha)
    }
    let themes = theme.hasDarkVariant ? [theme, .dark] : [theme]
    let candidates: [(paint: Paint, color: RGBColor)] =
      theme.hasDarkVariant
      ? [(.fixed(theme.ink), theme.ink), (.fixed(theme.paper), theme.paper)]
      : [(.ink, theme.ink), (.paper, theme.paper)]
    func contrast(_ color: RGBColor) -> Double {
      themes.map { fill($0).contrast(with: color) }.min() ?? 0
    }
    // Middle tones need black or white itself.
    let extremes = [RGBColor(0x000000), RGBColor(0xffffff)].map {
      (paint: Paint.fixed($0), color: $0)
    }
    for group in [candidates, extremes] {
      let best = group.max { contrast($0.color) < contrast($1.color) }
      if let best, contrast(best.color) >= 4.5 { return best.paint }
    }
    return nil
  }

  private var bandStep: Double { metrics.isCellular ? 1 : 4 }

  /// The edges of every band at every step from the left edge to the right.
  private func bands(
    _ frame: MarkFrame, _ scales: AxisPair<AxisScale>, _ area: SceneRectangle
  ) -> [Band] {
    let count = max(2, min(2000, Int((area.width / bandStep).rounded(.down)) + 1))
    return frame.rowsBySeries.compactMap { rows in
      let known = rows.filter { frame.center.x[$0].isFinite && frame.center.y[$0].isFinite }
        .sorted { frame.center.x[$0] < frame.center.x[$1] }
      guard let first = known.first else { return nil }
      func y(_ value: Double) -> Double {
        max(area.y, min(area.maxY, area.maxY - scales.y.fraction(value) * area.height))
      }
      let places = known.map { area.x + scales.x.fraction(frame.center.x[$0]) * area.width }
      let tops = known.map { y(max(frame.lower.y[$0], frame.upper.y[$0])) }
      let bottoms = known.map { y(min(frame.lower.y[$0], frame.upper.y[$0])) }
      var band = Band(code: frame.colorCode(first), tops: [], bottoms: [])
      var next = 0
      for index in 0..<count {
        let x = area.x + min(area.width, Double(index) * bandStep)
        while next < places.count, places[next] < x - 1e-6 { next += 1 }
        if next == places.count || next == 0 && places[0] > x + 1e-6 {
          // Outside of the band there is no room at all.
          let edge = next == 0 ? 0 : places.count - 1
          let isNear = abs(places[edge] - x) <= bandStep
          band.tops.append(isNear ? tops[edge] : .infinity)
          band.bottoms.append(isNear ? bottoms[edge] : -.infinity)
          continue
        }
        let before = max(0, next - 1)
        let span = places[next] - places[before]
        let part = span > 0 ? (x - places[before]) / span : 1
        band.tops.append(tops[before] + (tops[next] - tops[before]) * part)
        band.bottoms.append(bottoms[before] + (bottoms[next] - bottoms[before]) * part)
      }
      if band.tops.last?.isFinite == false {
        band.tops[count - 1] = tops[tops.count - 1]
        band.bottoms[count - 1] = bottoms[bottoms.count - 1]
      }
      return band
    }
  }

  /// The middle of the place where a band has the most room around a label; nil where the label
  /// would cross an edge.
  private func widestPlace(
    of width: Double, in band: Band, _ area: SceneRectangle
  ) -> ScenePoint? {
    let reach = Int((width / bandStep).rounded(.up))
    guard reach < band.tops.count else { return nil }
    let needed = metrics.isCellular ? 1 : metrics.legendSize * 1.3
    var best: (room: Double, point: ScenePoint)?
    for start in 0..<(band.tops.count - reach) {
      let top = band.tops[start...(start + reach)].max() ?? .infinity
      let bottom = band.bottoms[start...(start + reach)].min() ?? -.infinity
      // Whole rows of cells only.
      let (upper, lower) =
        metrics.isCellular ? (top.rounded(.up), bottom.rounded(.down)) : (top, bottom)
      let room = lower - upper
      guard room >= needed, room > (best?.room ?? 0) + 1e-9 else { continue }
      var y = (upper + lower) / 2
      if metrics.isCellular { y = y.rounded(.down) == lower ? lower - 0.5 : y.rounded(.down) + 0.5 }
      best = (room, ScenePoint(area.x + Double(start) * bandStep + width / 2, y))
    }
    return best?.point
  }
}
