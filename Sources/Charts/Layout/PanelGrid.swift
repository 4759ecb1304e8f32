/// Where the panels of a chart are, and the axes of each.
struct PanelGrid {
  let chart: BuiltChart
  let layout: ChartLayout
  let guides: Guides
  /// The rectangles inside the axes.
  var panels: [SceneRectangle] = []
  /// The axes of each panel.
  var axes: [PanelAxes] = []
  /// Where the blocks below the panels begin.
  var bottom = 0.0
  private var columns = 1
  private var titleY = 0.0

  init(_ chart: BuiltChart, layout: ChartLayout, guides: Guides) {
    self.chart = chart
    self.layout = layout
    self.guides = guides
  }

  private var metrics: SurfaceMetrics { layout.metrics }

  /// Whether a panel has labels below it: those without a panel below them.
  func showsX(_ index: Int) -> Bool {
    chart.spec.facet?.freeAxes.contains(.x) == true || index + columns >= chart.panels.count
  }

  /// Whether a panel has labels beside it.
  func showsY(_ index: Int) -> Bool {
    chart.spec.facet?.freeAxes.contains(.y) == true || index % columns == 0
  }

  /// Finds the sizes of the panels between the blocks above and below.
  ///
  /// The height of the labels below depends on the width of those beside, which depend on the
  /// ticks that the height allows: a few rounds settle it.
  mutating func settle(width: Double, top: Double, bottom: Double) {
    let count = max(1, chart.panels.count)
    columns = panelColumns(width, count)
    let rows = (count + columns - 1) / columns
    let strip =
      chart.spec.facet == nil
      ? 0 : metrics.lineHeight(metrics.stripSize) + (metrics.isCellular ? 0 : metrics.gap)
    let freeX = chart.spec.facet?.freeAxes.contains(.x) == true
    let freeY = chart.spec.facet?.freeAxes.contains(.y) == true
    let between = metrics.gap * (metrics.isCellular ? 2 : 3)
    let title =
      chart.axisTitles.x.isEmpty
      ? 0 : metrics.lineHeight(metrics.axisSize) + metrics.gap * (metrics.isCellular ? 0 : 0.5)
    var labelHeight = metrics.lineHeight(metrics.axisSize)
    var gutter = 40.0
    var right = guides.rightGutter
    var panelWidth = 0.0
    var panelHeight = 0.0
    for _ in 0..<4 {
      let gutters = freeY ? Double(columns) : 1
      panelWidth = max(
        metrics.isCellular ? 8 : 40,
        (width - gutter * gutters - right - between * Double(columns - 1)) / Double(columns))
      let labelRows = freeX ? Double(rows) : 1
      let fixed =
        top + bottom + title + labelHeight * labelRows + strip * Double(rows)
        + (metrics.isCellular ? metrics.axisThickness : between) * Double(rows - 1)
      panelHeight = height(rows: rows, fixed: fixed)
      axes = chart.panels.map {
        PanelAxes($0, chart: chart, layout: layout, width: panelWidth, height: panelHeight)
      }
      let newLabelHeight = axes.map(\.xLabelHeight).max() ?? 0
      let leading = axes.map { $0.xLabels.leadingOverhang - metrics.margin }.max() ?? 0
      let newGutter = max(axes.map(\.yLabelWidth).max() ?? 0, leading)
      let newRight = max(guides.rightGutter, axes.map(\.xOverhang).max() ?? 0)
      let isSettled =
        newLabelHeight == labelHeight && abs(newGutter - gutter) < 0.01
        && abs(newRight - right) < 0.01
      labelHeight = newLabelHeight
      gutter = newGutter
      right = newRight
      if isSettled { break }
    }
    panels = []
    var y = top
    for row in 0..<rows {
      y += strip
      for column in 0..<columns where row * columns + column < count {
        let offset =
          freeY
          ? gutter * Double(column + 1) + (panelWidth + between) * Double(column)
          : gutter + (panelWidth + between) * Double(column)
        panels.append(
          SceneRectangle(x: metrics.margin + offset, y: y, width: panelWidth, height: panelHeight))
      }
      y += panelHeight
      if freeX || row == rows - 1 { y += labelHeight }
      if row < rows - 1 { y += metrics.isCellular ? metrics.axisThickness : between }
    }
    titleY = y
    self.bottom = y + title
  }

  /// The title of the x axis, in the middle below the panels.
  func axisTitle() -> [SceneItem] {
    guard !chart.axisTitles.x.isEmpty, let first = panels.first, let last = panels.map(\.maxX).max()
    else { return [] }
    let shown = ChartText.shortened(
      chart.axisTitles.x, to: (last - first.x) / metrics.textSlack, size: metrics.axisSize,
      layout.measurer)
    let line = metrics.lineHeight(metrics.axisSize)
    let y = titleY + line * 0.5 + (metrics.isCellular ? 0 : metrics.gap * 0.5)
    return [
      SceneItem(
        .axis,
        .text(
          SceneText(
            shown, at: ScenePoint((first.x + last) / 2, y), size: metrics.axisSize,
            anchor: .middle, paint: .muted)))
    ]
  }

  private func panelColumns(_ width: Double, _ count: Int) -> Int {
    guard let facet = chart.spec.facet else { return 1 }
    if let asked = facet.columns { return max(1, min(count, asked)) }
    let fitting = max(1, Int((width - 40) / (metrics.minimumPanelWidth + metrics.gap * 3)))
    var best = min(count, fitting)
    // Equal rows look calmer than one that is nearly empty.
    let rows = (count + best - 1) / best
    best = (count + rows - 1) / rows
    return best
  }

  private func height(rows: Int, fixed: Double) -> Double {
    let smallest = metrics.isCellular ? 1 : 40.0
    if let total = metrics.height { return max(smallest, (total - fixed) / Double(rows)) }
    if metrics.isCellular, chart.layers.contains(where: { $0.mark.traits.amountChannel != nil }) {
      let lines = chart.panels.compactMap { $0.frames.first?.count }.max() ?? 1
      return max(1, min(metrics.bandPanelHeights.upperBound, Double(lines)))
    }
    if case .band = chart.panels[0].scales.y.kind {
      let count = Double(max(1, chart.panels[0].scales.y.categories.count))
      // Series side by side need a row of cells each.
      let lanes = chart.panels.flatMap { $0.frames.map(\.laneCount) }.max() ?? 1
      let pitch = max(
        metrics.bandPitch, Double(lanes) * metrics.bandPitch * (metrics.isCellular ? 1 : 0.8))
      let range = metrics.bandPanelHeights
      return max(range.lowerBound, min(range.upperBound, count * pitch))
    }
    if metrics.isCellular {
      return rows > 1 ? max(6, metrics.panelHeight / 2) : metrics.panelHeight
    }
    return max(rows > 1 ? 110 : smallest, (metrics.panelHeight - fixed) / Double(rows))
  }
}
