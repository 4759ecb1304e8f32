public import Catalog
public import Diagnostics

/// A filled rectangle for each row.
public struct TileMark: ChartMark {
  /// The word for it in a `plot` stage.
  public static let name = "tile"
  /// What descriptions call it.
  public static let chartName = "Heat map"
  /// What help says about it.
  public static let summary = "Fills the slot of each row, as in a heat map."
  /// What it maps from columns.
  public static let channels =
    [
      .x, .y, MarkChannel("x2", "Where it ends from left to right, if not after a slot."),
      MarkChannel("y2", "Where it ends from bottom to top, if not after a slot."), .color,
      MarkChannel("text", "Text in the tile, where it fits."), .tooltip, .alpha,
    ] as [MarkChannel]
  /// What it takes as literals.
  public static let settings = [.fill, .stroke] as [MarkSetting]
  /// Charts with it; each is a test.
  public static let examples = [
    Example(
      "A table as colours",
      """
      rows [day, author, n; 2024-01-01, "ann", 3; 2024-01-02, "ann", 1; 2024-01-01, "bo", 2]
      | plot tile x: day, y: author, color: n
      """,
      expected: """
        day,author,n
        2024-01-01,ann,3
        2024-01-02,ann,1
        2024-01-01,bo,2
        """)
  ]
  /// How scales, guides and other layers treat it.
  public static let traits: MarkTraits = {
    var traits = MarkTraits(noun: "tiles", legendKey: .square)
    traits.slots = [.x, .y]
    traits.hidesGrid = true
    return traits
  }()

  /// Where the colour stands for the most and for the least.
  public static func facts(_ frame: MarkFrame, _ context: DescriptionContext) -> [String] {
    MarkFacts.count(frame, context) + MarkFacts.colors(frame, context)
  }

  /// Gives every row a slot on both axes.
  public static func arrange(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic) {
    for axis in Axis.allCases { Slots.fill(&frame, along: axis, kind: context.kinds[axis]) }
  }

  /// One rectangle for each row, and its text where it fits.
  public static func draw(_ frame: MarkFrame, in panel: inout PanelContext) -> [SceneItem] {
    if let dense = TileDensity.items(frame, in: panel) { return dense }
    let hasTooltips = frame.count <= PanelContext.maximumTooltips
    let metrics = panel.metrics
    var items: [SceneItem] = []
    var texts: [SceneItem] = []
    for row in 0..<frame.count {
      let edges = AxisPair(
        x: (panel.place(.x, frame.lower.x[row]), panel.place(.x, frame.upper.x[row])),
        y: (panel.place(.y, frame.lower.y[row]), panel.place(.y, frame.upper.y[row])))
      guard edges.x.0.isFinite, edges.x.1.isFinite, edges.y.0.isFinite, edges.y.1.isFinite else {
        continue
      }
      var rectangle = SceneRectangle(
        fromX: edges.x.0, toX: edges.x.1, fromY: edges.y.0, toY: edges.y.1)
      if metrics.isCellular {
        rectangle = rectangle.snappedToCells
      } else {
        // A day in a long range would be narrower than a hairline; a gap of paper needs room.
        if rectangle.width < 2 {
          rectangle = SceneRectangle(
            x: rectangle.midX - 1, y: rectangle.y, width: 2, height: rectangle.height)
        }
        let gap = min(rectangle.width, rectangle.height) > 6 ? 0.5 : 0
        let rowGap = rectangle.height > 6 ? 1 : 0.0
        rectangle = SceneRectangle(
          x: rectangle.x + gap, y: rectangle.y + rowGap, width: rectangle.width - 2 * gap,
          height: rectangle.height - 2 * rowGap)
      }
      let paint = panel.fill(frame, row)
      items.append(
        SceneItem(
          .mark, .rectangle(rectangle, fill: paint, stroke: panel.outline),
          series: panel.series(frame, row), tooltip: hasTooltips ? panel.tooltip(frame, row) : nil,
          opacity: panel.opacity(frame, row)))
      guard !frame.texts.isEmpty, !frame.texts[row].isEmpty else { continue }
      let text = frame.texts[row]
      let width = panel.measurer.width(of: text, size: metrics.labelSize, isBold: false)
      guard width <= rectangle.width, metrics.lineHeight(metrics.labelSize) <= rectangle.height + 2
      else { continue }
      texts.append(
        SceneItem(
          .label,
          .text(
            SceneText(
              text, at: ScenePoint(rectangle.midX, rectangle.midY), size: metrics.labelSize,
              anchor: .middle, paint: panel.theme.text(over: panel.theme.color(paint)),
              ground: paint))))
    }
    return items + texts
  }
}
