import Columnar

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
  /// What the reader must be told about the panels.
  private(set) var notes: [ChartNote] = []

  init(_ chart: BuiltChart, layout: ChartLayout, guides: Guides) {
    self.chart = chart
    self.layout = layout
    self.guides = guides
  }

  private var metrics: SurfaceMetrics { layout.metrics }

  /// Whether a panel has labels below it: those without a panel below them.
  func showsX(_ index: Int) -> Bool {
    isFree(.x) || index + columns >= chart.panels.count
  }

  /// Whether a panel has labels beside it.
  func showsY(_ index: Int) -> Bool {
    isFree(.y) || index % columns == 0
  }

  /// Finds the sizes of the panels between the blocks above and below.
  ///
  /// Panels stand side by side as long as each has its smallest width beside its own labels.
  mutating func settle(width: Double, top: Double, bottom: Double) {
    let count = max(1, chart.panels.count)
    columns = panelColumns(width, count)
    let wanted = columns
    let smallest =
      wantsColumns ? (metrics.isCellular ? 8 : 60.0) : metrics.minimumPanelWidth * 0.75
    while true {
      let panelWidth = settleSizes(width: width, top: top, bottom: bottom)
      guard columns > 1, panelWidth < smallest, chart.facetGrid == nil else { break }
      columns -= 1
    }
    if wantsColumns, columns < wanted {
      notes.append(ChartNote("", "\(columns) of \(wanted) panels in a row have room"))
    }
  }

  /// Whether the chart says how many panels stand in a row.
  private var wantsColumns: Bool { chart.spec.facet?.columns != nil }

  /// Finds the sizes of the panels for a number of columns.
  ///
  /// The height of the labels below depends on the width of those beside, which depend on the
  /// ticks that the height allows: a few rounds settle it.
  /// - Returns: The width of a panel that the room allows.
  private mutating func settleSizes(width: Double, top: Double, bottom: Double) -> Double {
    let count = max(1, chart.panels.count)
    let rows = (count + columns - 1) / columns
    let stripLine =
      metrics.lineHeight(metrics.stripSize) + (metrics.isCellular ? 0 : metrics.gap)
    let strip = chart.spec.facet == nil ? 0 : stripLine
    let header = chart.facetGrid == nil ? 0 : stripLine
    let freeX = isFree(.x)
    let freeY = isFree(.y)
    let rowGap = metrics.isCellular ? metrics.axisThickness : metrics.gap * 3
    let title =
      chart.axisTitles.x.isEmpty
      ? 0 : metrics.lineHeight(metrics.axisSize) + metrics.gap * (metrics.isCellular ? 0 : 0.5)
    var between = metrics.gap * (metrics.isCellular ? 2 : 3)
    var labelHeight = metrics.lineHeight(metrics.axisSize)
    var gutter = 40.0
    var right = guides.rightGutter
    var allowed = 0.0
    var panelWidth = 0.0
    var heights: [Double] = []
    for _ in 0..<4 {
      let gutters = freeY ? Double(columns) : 1
      allowed =
        (width - gutter * gutters - right - between * Double(columns - 1)) / Double(columns)
      panelWidth = max(
        metrics.isCellular ? 8 : 40, metrics.isCellular ? allowed.rounded(.down) : allowed)
      let labelRows = freeX ? Double(rows) : 1
      let fixed =
        top + bottom + title + header + labelHeight * labelRows + strip * Double(rows)
        + rowGap * Double(rows - 1)
      heights = panelHeights(rows: rows, fixed: fixed)
      let limit =
        metrics.width
        * (columns > 1 && freeY ? 0.45 / Double(columns) : metrics.isCellular ? 0.35 : 0.3)
      axes = zip(chart.panels, heights).map { panel, height in
        PanelAxes(
          panel, chart: chart, layout: layout, width: panelWidth, height: height,
          labelLimit: limit)
      }
      let newLabelHeight = axes.map(\.xLabelHeight).max() ?? 0
      let overhang = axes.map(\.xOverhang).max() ?? 0
      let leading = axes.map { $0.xLabels.leadingOverhang }.max() ?? 0
      let newGutter = max(axes.map(\.yLabelWidth).max() ?? 0, leading - metrics.margin)
      let newRight = max(guides.rightGutter, overhang)
      // Where one panel's last label and the next one's first share the gap, both must fit.
      let newBetween =
        columns == 1
        ? between : max(between, overhang + max(0, leading - (freeY ? newGutter : 0)) + metrics.gap)
      let isSettled =
        newLabelHeight == labelHeight && abs(newGutter - gutter) < 0.01
        && abs(newRight - right) < 0.01 && abs(newBetween - between) < 0.01
      labelHeight = newLabelHeight
      gutter = newGutter
      right = newRight
      between = newBetween
      if isSettled { break }
    }
    panels = []
    var y = top + header
    for row in 0..<rows {
      y += strip
      for column in 0..<columns where row * columns + column < count {
        let offset =
          freeY
          ? gutter * Double(column + 1) + (panelWidth + between) * Double(column)
          : gutter + (panelWidth + between) * Double(column)
        panels.append(
          SceneRectangle(
            x: metrics.margin + offset, y: y, width: panelWidth,
            height: heights[row * columns + column]))
      }
      y += heights[(row * columns)..<min(count, (row + 1) * columns)].max() ?? 0
      if freeX || row == rows - 1 { y += labelHeight }
      if row < rows - 1 { y += rowGap }
    }
    titleY = y
    self.bottom = y + title
    return allowed
  }

  private func isFree(_ axis: Axis) -> Bool {
    chart.spec.facet?.freeAxes.contains(axis) == true
  }

  /// What the reader must be told about labels without room.
  func labelNotes() -> [ChartNote] {
    var out: [ChartNote] = []
    for axis in Axis.allCases {
      let shown = axes.indices.filter { axis == .x ? showsX($0) : showsY($0) }
      let hidden = shown.reduce(0) { $0 + axes[$1].hiddenLabels[axis] }
      guard hidden > 0 else { continue }
      let all = shown.reduce(0) { $0 + axes[$1].scales[axis].categories.count }
      out.append(
        ChartNote(
          "",
          "\(NumberText.grouped(hidden)) of \(NumberText.grouped(all)) labels of the "
            + "\(axis.rawValue) axis have no room"))
    }
    let isShortened = axes.contains { $0.scales.x.isBand && $0.xLabels.shortenedCount > 0 }
    if isShortened, chart.layers.contains(where: { $0.mark.name == ColumnMark.name }) {
      out.append(
        ChartNote("", "labels are shortened; horizontal bars, `bar`, have room for whole ones"))
    }
    return out
  }

  /// The names above the panels: one above each, or one above each column and each row of a grid.
  func strips() -> [SceneItem] {
    let line = metrics.lineHeight(metrics.stripSize)
    let lift = line * 0.5 + metrics.gap * (metrics.isCellular ? 0 : 0.5)
    func item(_ text: String, over area: SceneRectangle, rise: Double, width: Double) -> SceneItem {
      let name = ChartText.clean(text)
      let shown = ChartText.shortened(
        name, to: width / metrics.textSlack, size: metrics.stripSize, isBold: true,
        layout.measurer)
      return SceneItem(
        .strip,
        .text(
          SceneText(
            shown, at: ScenePoint(area.x, area.y - lift - rise), size: metrics.stripSize,
            isBold: true, paint: .muted, fullText: shown == name ? nil : name)))
    }
    guard let grid = chart.facetGrid else {
      return zip(panels, chart.panels).compactMap { area, panel in
        panel.title.isEmpty ? nil : item(panel.title, over: area, rise: 0, width: area.width)
      }
    }
    guard !grid.columns.isEmpty, panels.count == grid.rows.count * grid.columns.count else {
      return []
    }
    let rise = line + (metrics.isCellular ? 0 : metrics.gap)
    let all = (panels.last?.maxX ?? 0) - (panels.first?.x ?? 0)
    return grid.columns.enumerated().map { column, name in
      item(name, over: panels[column], rise: rise, width: panels[column].width)
    }
      + grid.rows.enumerated().map { row, name in
        item(name, over: panels[row * grid.columns.count], rise: 0, width: all)
      }
  }

  /// The title of the x axis, in the middle below the panels.
  func axisTitle() -> [SceneItem] {
    guard !chart.axisTitles.x.isEmpty, let first = panels.first, let last = panels.map(\.maxX).max()
    else { return [] }
    let shown = ChartText.shortened(
      chart.axisTitles.x, to: metrics.measuredWidth(in: last - first.x), size: metrics.axisSize,
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
    if let grid = chart.facetGrid { return max(1, grid.columns.count) }
    if let asked = facet.columns { return max(1, min(count, asked)) }
    let fitting = max(
      1,
      Int((width - (metrics.isCellular ? 8 : 40)) / (metrics.minimumPanelWidth + metrics.gap * 3)))
    var best = min(count, fitting)
    // Equal rows look calmer than one that is nearly empty.
    let rows = (count + best - 1) / best
    best = (count + rows - 1) / rows
    return best
  }

  /// The height of a category on the y axis, with room for all series that stand side by side.
  private var bandPitch: Double {
    var sharing = 1
    for (layer, spec) in chart.layers.enumerated()
    where spec.style.isDodged && spec.mark.traits.slots.contains(.y) {
      sharing = max(
        sharing, chart.panels.map { Set($0.frames[layer].series).count }.max() ?? 1)
    }
    let lanes = chart.panels.flatMap { $0.frames.map(\.laneCount) }.max() ?? 1
    let factor = metrics.isCellular ? 1 : chart.layers.map { $0.mark.traits.slotHeight }.max() ?? 1
    let pitch = metrics.bandPitch * factor
    guard max(sharing, lanes) > 1 else { return pitch }
    let dodged = Double(sharing + 1) * (metrics.isCellular ? 1 : 0.6)
    let boxes = Double(lanes) * (metrics.isCellular ? 1 : 0.8)
    return pitch * max(1, sharing > 1 ? dodged : 1, boxes)
  }

  /// The height of each panel: the same for all, except that a terminal has one row for each
  /// category of a free axis.
  private func panelHeights(rows: Int, fixed: Double) -> [Double] {
    let common = height(rows: rows, fixed: fixed)
    return chart.panels.map { panel in
      guard metrics.isCellular, isFree(.y), panel.scales.y.isBand else { return common }
      return max(1, min(common, Double(panel.scales.y.categories.count) * bandPitch))
    }
  }

  private func height(rows: Int, fixed: Double) -> Double {
    let smallest = metrics.isCellular ? 1 : 40.0
    if let total = metrics.height { return max(smallest, (total - fixed) / Double(rows)) }
    if metrics.isCellular, chart.layers.contains(where: { $0.mark.traits.amountChannel != nil }) {
      let lines = chart.panels.compactMap { $0.frames.first?.count }.max() ?? 1
      return max(1, min(metrics.bandPanelHeights.upperBound, Double(lines)))
    }
    if case .band = chart.panels[0].scales.y.kind {
      let count = Double(chart.panels.map { $0.scales.y.categories.count }.max() ?? 1)
      let range = metrics.bandPanelHeights
      return max(range.lowerBound, min(range.upperBound, max(1, count) * bandPitch))
    }
    if metrics.isCellular {
      return rows > 1 ? max(6, metrics.panelHeight / 2) : metrics.panelHeight
    }
    return max(rows > 1 ? 110 : smallest, (metrics.panelHeight - fixed) / Double(rows))
  }
}
