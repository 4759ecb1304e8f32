/// The axes of one panel: their final scales, ticks and labels.
struct PanelAxes {
  let metrics: SurfaceMetrics
  let measurer: any TextMeasurer
  let chart: BuiltChart
  /// The scales with their ends at the ticks.
  var scales: AxisPair<AxisScale>
  /// The ticks.
  var ticks: AxisPair<AxisTicks>
  /// The labels below the panel, already made to fit.
  var xLabels: AxisLabels
  /// The labels beside the panel.
  var yLabels: [String]
  /// Whether there is anything to draw; a pie has no axes.
  private(set) var hasAxes = true
  /// The room that labels take below and beside the panel, and beyond its right edge.
  var xLabelHeight: Double, yLabelWidth: Double, xOverhang: Double

  init(
    _ panel: BuiltPanel, chart: BuiltChart, layout: ChartLayout, width: Double, height: Double,
    labelLimit: Double? = nil
  ) {
    metrics = layout.metrics
    measurer = layout.measurer
    self.chart = chart
    let metrics = metrics
    let measurer = measurer
    let xTarget = max(3, Int((width / metrics.tickSpacing.x).rounded()))
    let yTarget = max(3, Int((height / metrics.tickSpacing.y).rounded()))
    var (x, xTicks) = panel.scales.x.fitted(target: xTarget, mayGrow: false)
    var (y, yTicks) = panel.scales.y.fitted(target: yTarget, mayGrow: true)
    y = Self.withHeadroom(AxisPair(x: x, y: y), panel, chart, layout, width: width, height: height)
    scales = AxisPair(x: x, y: y)
    guard !chart.layers.contains(where: { $0.mark.traits.amountChannel != nil }) else {
      hasAxes = false
      ticks = AxisPair(x: AxisTicks([]), y: AxisTicks([]))
      yLabels = []
      xLabels = AxisLabels(ticks.x, scale: x, width: width, metrics: metrics, measurer: measurer)
      (xLabelHeight, yLabelWidth, xOverhang) = (0, 0, 0)
      return
    }
    ticks = AxisPair(x: xTicks, y: yTicks)
    let limit =
      (labelLimit ?? metrics.width * (metrics.isCellular ? 0.35 : 0.3)) / metrics.textSlack
    if case .band = y.kind { ticks.y.major = Self.thinned(yTicks.major, height, metrics) }
    yLabels = ticks.y.major.map { tick in
      let text = tick.context.isEmpty ? tick.label : "\(tick.label) \(tick.context)"
      return ChartText.shortened(text, to: limit, size: metrics.axisSize, measurer)
    }
    let widest =
      yLabels.map { measurer.width(of: $0, size: metrics.axisSize, isBold: false) }.max() ?? 0
    yLabelWidth =
      metrics.isCellular
      ? widest + (widest > 0 ? 2 : 1)
      : metrics.room(forMeasured: widest) + (widest > 0 ? metrics.gap : 0)
    var labels = AxisLabels(xTicks, scale: x, width: width, metrics: metrics, measurer: measurer)
    // Fewer round places look better than some of many.
    var target = xTarget
    while labels.hiddenCount > 0, target > 2, x.step == nil, !x.isBand, x.labelAngle == 0 {
      target -= 1
      (x, xTicks) = panel.scales.x.fitted(target: target, mayGrow: false)
      labels = AxisLabels(xTicks, scale: x, width: width, metrics: metrics, measurer: measurer)
    }
    scales.x = x
    ticks.x = AxisTicks(labels.ticks, minor: xTicks.minor)
    xLabels = labels
    xLabelHeight = xLabels.height + metrics.axisThickness
    xOverhang = xLabels.overhang
    hiddenLabels = AxisPair(
      x: x.isBand ? labels.hiddenCount : 0, y: yTicks.major.count - ticks.y.major.count)
  }

  /// The categories whose labels have room below each other: every n-th with the first and the last.
  private static func thinned(
    _ ticks: [AxisTick], _ height: Double, _ metrics: SurfaceMetrics
  ) -> [AxisTick] {
    let line = metrics.isCellular ? 1 : metrics.axisSize * 1.15
    let room = max(1, Int((height / line).rounded(.down)))
    guard ticks.count > room else { return ticks }
    let stride = (ticks.count + room - 1) / room
    let last = ticks.count - 1
    return ticks.indices.filter {
      $0 == last || $0 % stride == 0 && (last - $0 >= stride || $0 == 0)
    }.map { ticks[$0] }
  }

  /// How many categories of each axis have no label.
  private(set) var hiddenLabels = AxisPair(x: 0, y: 0)

  /// The scale with room at the upper edge for what layers write there, at most a third.
  private static func withHeadroom(
    _ scales: AxisPair<AxisScale>, _ panel: BuiltPanel, _ chart: BuiltChart,
    _ layout: ChartLayout, width: Double, height: Double
  ) -> AxisScale {
    let scale = scales.y
    guard case .number = scale.kind, !scale.isUpperFixed, !scale.isReversed else { return scale }
    guard chart.layers.contains(where: { $0.mark.traits.wantsHeadroom }) else { return scale }
    var room = Headroom(
      panel, chart, scales: scales, width: width, height: height, metrics: layout.metrics,
      measurer: layout.measurer)
    var wanted = 0.0
    for (layer, frame) in zip(chart.layers, panel.frames) {
      room.style = layer.style
      wanted = max(wanted, layer.mark.headroom(frame, room))
    }
    wanted = min(wanted, height / 3)
    guard wanted > 0, let start = scale.transform.forward(scale.lower),
      let end = scale.transform.forward(scale.upper)
    else { return scale }
    var grown = scale
    grown.upper = scale.transform.finiteInverse(start + (end - start) * height / (height - wanted))
    return grown
  }

  private func x(_ value: Double, _ area: SceneRectangle) -> Double {
    area.x + scales.x.fraction(value) * area.width
  }

  private func y(_ value: Double, _ area: SceneRectangle) -> Double {
    area.maxY - scales.y.fraction(value) * area.height
  }

  /// The lines behind the marks.
  func grid(_ area: SceneRectangle, isHidden: Bool) -> [SceneItem] {
    guard !isHidden, !metrics.isCellular else { return [] }
    let isBandY = if case .band = scales.y.kind { true } else { false }
    let isFull = chart.layers.contains { $0.mark.traits.wantsFullGrid }
    let hasPointsOnBand = isBandY && isFull
    var lines: [[ScenePoint]] = []
    if !isBandY || hasPointsOnBand {
      for tick in ticks.y.major {
        let place = y(tick.value, area)
        lines.append([ScenePoint(area.x, place), ScenePoint(area.maxX, place)])
      }
    }
    let isNumberX = if case .number = scales.x.kind { true } else { false }
    if isBandY || (isFull && isNumberX) {
      for tick in ticks.x.major {
        let place = x(tick.value, area)
        lines.append([ScenePoint(place, area.y), ScenePoint(place, area.maxY)])
      }
    }
    guard !lines.isEmpty else { return [] }
    return [SceneItem(.grid, .path(ScenePath(lines, stroke: SceneStroke(.grid, width: 1))))]
  }

  /// Lines, tick marks and labels.
  func items(_ area: SceneRectangle, showsX: Bool, showsY: Bool) -> [SceneItem] {
    guard hasAxes else { return [] }
    if metrics.isCellular { return cellItems(area, showsX: showsX, showsY: showsY) }
    var items: [SceneItem] = []
    items.append(
      SceneItem(.axis, .path(ScenePath(baselines(area), stroke: SceneStroke(.axis, width: 1)))))
    let size = metrics.axisSize
    if showsY {
      for (tick, label) in zip(ticks.y.major, yLabels) {
        let place = ScenePoint(area.x - metrics.gap, y(tick.value, area))
        items.append(
          SceneItem(
            .axis,
            .text(
              SceneText(
                label, at: place, size: size, anchor: .end, paint: .muted,
                fullText: label == tick.label || !tick.context.isEmpty ? nil : tick.label))))
      }
    }
    if showsX {
      items += tickMarks(area)
      items += xLabels.items {
        x($0, area)
      } below: {
        area.maxY + metrics.gap
      }
    }
    return items
  }

  /// The line at zero, or the lower edge of the panel.
  private func baselines(_ area: SceneRectangle) -> [[ScenePoint]] {
    if case .band = scales.y.kind {
      guard chart.layers.contains(where: { $0.mark.traits.baseline == .x }) else {
        return [[ScenePoint(area.x, area.maxY), ScenePoint(area.maxX, area.maxY)]]
      }
      let zero =
        scales.x.transform.hasZero && scales.x.contains(0) ? x(0, area) : area.x
      return [[ScenePoint(zero, area.y), ScenePoint(zero, area.maxY)]]
    }
    var lines = [[ScenePoint(area.x, area.maxY), ScenePoint(area.maxX, area.maxY)]]
    if scales.y.lower < 0, scales.y.upper > 0, scales.y.transform.hasZero,
      chart.layers.contains(where: { $0.mark.traits.baseline == .y })
    {
      let zero = y(0, area)
      lines.append([ScenePoint(area.x, zero), ScenePoint(area.maxX, zero)])
    }
    return lines
  }

  private func tickMarks(_ area: SceneRectangle) -> [SceneItem] {
    let isTime = if case .time = scales.x.kind { true } else { false }
    let isLog = !scales.x.transform.hasZero
    guard isTime || isLog else { return [] }
    var marks = ticks.x.major.map { tick in
      let place = x(tick.value, area)
      return [ScenePoint(place, area.maxY), ScenePoint(place, area.maxY + metrics.tickLength)]
    }
    marks += ticks.x.minor.map { value in
      let place = x(value, area)
      return [
        ScenePoint(place, area.maxY), ScenePoint(place, area.maxY + metrics.tickLength * 0.6),
      ]
    }
    guard !marks.isEmpty else { return [] }
    return [SceneItem(.axis, .path(ScenePath(marks, stroke: SceneStroke(.axis, width: 1))))]
  }

  /// The axes as lines of box-drawing characters.
  private func cellItems(_ area: SceneRectangle, showsX: Bool, showsY: Bool) -> [SceneItem] {
    var items: [SceneItem] = []
    func add(_ text: String, _ x: Double, _ y: Double, _ anchor: TextAnchor, _ paint: Paint) {
      items.append(
        SceneItem(
          .axis, .text(SceneText(text, at: ScenePoint(x, y), size: 1, anchor: anchor, paint: paint))
        ))
    }
    let isBand = if case .band = scales.y.kind { true } else { false }
    let rows = max(1, Int(area.height.rounded()))
    var labels = [String?](repeating: nil, count: rows)
    for (tick, label) in zip(ticks.y.major, yLabels) {
      let place = y(tick.value, area)
      guard place.isFinite else { continue }
      let row = max(0, min(rows - 1, Int((place - area.y).rounded(.down))))
      // Zero lies on the lower edge, which is the axis's own row.
      if labels[row] == nil { labels[row] = label }
    }
    for row in 0..<rows {
      let middle = area.y + Double(row) + 0.5
      let label = labels[row]
      add(
        label == nil || isBand && label?.isEmpty == true ? "│" : "┤", area.x - 1, middle, .start,
        .axis)
      if let label, showsY { add(label, area.x - 2, middle, .end, .muted) }
    }
    let width = max(1, Int(area.width.rounded()))
    var line = [Character](repeating: "─", count: width)
    for tick in ticks.x.major {
      let place = (x(tick.value, area) - area.x).rounded(.down)
      if place >= 0, place < Double(width) { line[Int(place)] = "┬" }
    }
    if !showsX || xLabels.ticks.isEmpty { line = line.map { _ in "─" } }
    add("└" + String(line), area.x - 1, area.maxY + 0.5, .start, .axis)
    if showsX {
      items += xLabels.items {
        x($0, area)
      } below: {
        area.maxY + 1
      }
    }
    return items
  }
}
