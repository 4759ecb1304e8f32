/// Lays a chart out on a surface.
///
/// Blocks of text above and below take what they need; labels of the axes are measured before the
/// panels get their size, so nothing is cut off.
public struct ChartLayout {
  let chart: BuiltChart
  let surface: any Surface
  let theme: Theme
  var metrics: SurfaceMetrics { surface.metrics }
  var measurer: any TextMeasurer { surface.measurer }

  /// The drawing of a chart.
  public static func scene(
    of chart: BuiltChart, on surface: any Surface, theme: Theme
  ) -> Scene {
    let layout = ChartLayout(chart: chart, surface: surface, theme: theme)
    // Notes about labels without room are known only after drawing, and take room themselves, which
    // may change what they count.
    var notes: [ChartNote] = []
    var drawn = layout.draw(notes: chart.notes)
    for _ in 0..<3 where drawn.notes != notes {
      notes = drawn.notes
      drawn = layout.draw(notes: chart.notes + notes)
    }
    return drawn.scene
  }

  private func draw(notes: [ChartNote]) -> (scene: Scene, notes: [ChartNote]) {
    let inner = metrics.width - 2 * metrics.margin
    let guides = Guides(chart, metrics: metrics, measurer: measurer, theme: theme, width: inner)
    let top = topBlocks(inner, guides)
    let bottom = bottomBlocks(inner, guides, notes: notes)
    var grid = PanelGrid(chart, layout: self, guides: guides)
    grid.settle(
      width: inner, top: top.reduce(metrics.margin) { $0 + $1.height },
      bottom: bottom.reduce(metrics.margin) { $0 + $1.height })
    var items: [SceneItem] = []
    var y = metrics.margin
    for block in top {
      items += block.items(metrics.margin, y)
      y += block.height
    }
    var newNotes: [ChartNote] = []
    items += drawPanels(grid, guides, &newNotes)
    y = grid.bottom
    for block in bottom {
      items += block.items(metrics.margin, y)
      y += block.height
    }
    let beside = metrics.width - metrics.margin - guides.verticalWidth
    let besideTop = grid.panels.first?.y ?? y
    if guides.placement == .right { items += guides.vertical(x: beside, y: besideTop) }
    if guides.looks.placement == .right {
      items += guides.looks.vertical(x: beside, y: besideTop + guides.verticalHeight)
    }
    // A size that cannot hold a chart's own text is exceeded rather than the text cut.
    let needed = y + metrics.margin
    let height = metrics.height.map { needed > $0 + 0.5 ? needed : $0 } ?? needed
    let background = SceneItem(
      .background,
      .rectangle(
        SceneRectangle(x: 0, y: 0, width: metrics.width, height: height), fill: .paper,
        stroke: nil))
    let scene = Scene(
      width: metrics.width, height: height, items: [background] + FinitePlaces.items(items),
      title: chart.title,
      description: chart.description, panels: grid.panels)
    return (scene, newNotes)
  }

  /// A strip of the whole width.
  struct Block {
    var height: Double
    var items: (_ x: Double, _ y: Double) -> [SceneItem]
  }

  /// Lines of text as a block.
  func textBlock(
    _ lines: [String], size: Double, isBold: Bool = false, paint: Paint, role: SceneRole,
    after: Double = 0
  ) -> Block {
    let line = metrics.lineHeight(size)
    return Block(height: line * Double(lines.count) + after) { x, y in
      lines.enumerated().map { index, text in
        SceneItem(
          role,
          .text(
            SceneText(
              text, at: ScenePoint(x, y + line * (Double(index) + 0.5)), size: size,
              isBold: isBold, paint: paint)))
      }
    }
  }

  private func topBlocks(_ width: Double, _ guides: Guides) -> [Block] {
    var blocks: [Block] = []
    func add(_ text: String, _ size: Double, _ isBold: Bool, _ paint: Paint, _ maximum: Int) {
      let lines = ChartText.wrapped(
        ChartText.clean(text), to: metrics.measuredWidth(in: width, isBold: isBold), size: size,
        isBold: isBold,
        maximumLines: maximum, measurer)
      guard !lines.isEmpty else { return }
      blocks.append(
        textBlock(
          lines, size: size, isBold: isBold, paint: paint, role: .title,
          after: isBold ? metrics.blockGap / 4 : 0))
    }
    add(chart.spec.title, metrics.titleSize, true, .ink, 2)
    add(chart.spec.subtitle, metrics.subtitleSize, false, .muted, 3)
    let gap = metrics.blockGap
    if !blocks.isEmpty, gap > 0 { blocks.append(Block(height: gap) { _, _ in [] }) }
    if guides.placement == .top, let legend = guides.horizontal() {
      blocks.append(
        Block(height: legend.height + gap) { x, y in legend.items(x, y) })
    }
    if guides.looks.placement == .top, let legend = guides.looks.horizontal() {
      blocks.append(
        Block(height: legend.height + gap) { x, y in legend.items(x, y) })
    }
    let title = chart.axisTitles.y
    if !title.isEmpty {
      let shown = ChartText.shortened(
        title, to: metrics.measuredWidth(in: width), size: metrics.axisSize, measurer)
      blocks.append(
        textBlock([shown], size: metrics.axisSize, paint: .muted, role: .axis, after: gap))
    } else if !metrics.isCellular {
      blocks.append(Block(height: gap / 2) { _, _ in [] })
    }
    return blocks
  }

  private func bottomBlocks(_ width: Double, _ guides: Guides, notes: [ChartNote]) -> [Block] {
    var blocks: [Block] = []
    let gap = metrics.blockGap
    if guides.placement == .bottom, let legend = guides.horizontal() {
      blocks.append(Block(height: legend.height + gap) { x, y in legend.items(x, y + gap) })
    }
    if guides.looks.placement == .bottom, let legend = guides.looks.horizontal() {
      blocks.append(Block(height: legend.height + gap) { x, y in legend.items(x, y + gap) })
    }
    var lines: [(text: String, role: SceneRole)] = []
    func add(_ text: String, _ role: SceneRole, _ maximum: Int) {
      lines += ChartText.wrapped(
        ChartText.clean(text), to: metrics.measuredWidth(in: width), size: metrics.captionSize,
        maximumLines: maximum, measurer
      ).map { ($0, role) }
    }
    add(chart.spec.caption, .title, 3)
    let sentences = notes.map { note in
      (note.text.first.map { String($0).uppercased() } ?? "") + note.text.dropFirst() + "."
    }
    add(sentences.joined(separator: " "), .note, 4)
    if !lines.isEmpty {
      if gap > 0 { blocks.append(Block(height: gap) { _, _ in [] }) }
      for line in lines {
        blocks.append(
          textBlock([line.text], size: metrics.captionSize, paint: .muted, role: line.role))
      }
    }
    return blocks
  }

  /// Draws every panel with its axes.
  private func drawPanels(
    _ grid: PanelGrid, _ guides: Guides, _ notes: inout [ChartNote]
  ) -> [SceneItem] {
    var items: [SceneItem] = []
    for (index, area) in grid.panels.enumerated() {
      let panel = chart.panels[index]
      let axes = grid.axes[index]
      items += axes.grid(area, isHidden: chart.layers.contains { $0.mark.traits.hidesGrid })
      let (marks, labels, new) = drawMarks(
        panel, area, axes.scales, hasLegend: guides.placement != .none)
      if !marks.isEmpty {
        let visible = Overplotting.reduced(marks, in: area, isCellular: metrics.isCellular)
        items.append(SceneItem(.mark, .group(visible, clip: area)))
      }
      items += axes.items(
        area, showsX: grid.showsX(index), showsY: grid.showsY(index))
      items += labels
      for note in new where !notes.contains(note) { notes.append(note) }
      if panel.frames.allSatisfy({ $0.count == 0 }), chart.facetGrid == nil {
        items.append(
          SceneItem(
            .note,
            .text(
              SceneText(
                "no rows", at: ScenePoint(area.midX, area.midY), size: metrics.subtitleSize,
                anchor: .middle, paint: .muted))))
      }
    }
    if let first = grid.panels.first, let axes = grid.axes.first {
      items += guides.directLabels(axes, in: first)
    }
    items += grid.strips()
    items += grid.axisTitle()
    for note in grid.notes + grid.labelNotes() where !notes.contains(note) {
      notes.append(note)
    }
    return items
  }

  private func drawMarks(
    _ panel: BuiltPanel, _ area: SceneRectangle, _ scales: AxisPair<AxisScale>, hasLegend: Bool
  ) -> (marks: [SceneItem], labels: [SceneItem], notes: [ChartNote]) {
    let needsOccupancy = chart.layers.contains { $0.mark.traits.avoidsOthers }
    var occupancy = OccupancyGrid(over: area, pitch: metrics.isCellular ? 1 : 4)
    var fills = FillMap(over: area, pitch: metrics.isCellular ? 1 : 4)
    var marks: [SceneItem] = []
    var labels: [SceneItem] = []
    var notes: [ChartNote] = []
    let drawn = zip(chart.layers, panel.frames).map { ($0, $1) }
    let lowest = drawn.filter { $0.0.mark.traits.liesBelow }
    for (layer, frame) in lowest + drawn.filter({ !$0.0.mark.traits.liesBelow }) {
      let layer = layer.naming(scales)
      var context = PanelContext(
        rectangle: area, scales: scales, color: chart.color, size: chart.size, layer: layer,
        theme: theme, metrics: metrics, measurer: measurer, occupancy: occupancy, fills: fills,
        hasLegend: hasLegend)
      let items = FinitePlaces.items(layer.mark.draw(frame, in: &context))
      occupancy = context.occupancy
      if needsOccupancy {
        occupancy.fill(items, measurer)
        fills.fill(items)
      }
      notes += context.notes
      marks += items.filter { $0.role != .label }
      labels += items.filter { $0.role == .label }
    }
    return (marks, labels, notes)
  }
}
