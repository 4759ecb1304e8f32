public import Catalog
public import Diagnostics

/// Shaded stretches of an axis, across the whole panel.
public struct BandMark: ChartMark {
  /// The word for it in a `plot` stage.
  public static let name = "band"
  /// What help says about it.
  public static let summary =
    "Shades the panel from `x` to `x2`, or from `y` to `y2`, below other marks."
  /// What it maps from columns.
  public static let channels =
    [
      MarkChannel("x", "Where it begins, from left to right."),
      MarkChannel("x2", "Where it ends; without it, after one category, date or period."),
      MarkChannel("y", "Where it begins, from bottom to top."),
      MarkChannel("y2", "Where it ends; without it, after one category, date or period."),
      MarkChannel("label", "Text at its upper left corner."), .color, .tooltip,
    ] as [MarkChannel]
  /// What it takes as literals.
  public static let settings =
    [
      MarkSetting("alpha", "number", "Opacity from 0 to 1.", default: "0.15"), .fill, .stroke,
      MarkSetting("size", "number", "The size of the labels in pixels.", default: "10.5"),
    ] as [MarkSetting]
  /// Charts with it; each is a test.
  public static let examples = [
    Example(
      "An era behind a line",
      """
      rows [day, n; 2024-01-01, 3; 2024-03-01, 7; 2024-06-01, 4]
      | plot line x: day, y: n add band x: 2024-02-01, x2: 2024-03-31, label: "freeze"
      """,
      expected: """
        day,n
        2024-01-01,3
        2024-03-01,7
        2024-06-01,4
        """),
    Example(
      "What is usual",
      """
      rows [x, y; 1, 2; 2, 9; 3, 4] | plot point x: x, y: y add band y: 3, y2: 6, label: "usual"
      """,
      expected: """
        x,y
        1,2
        2,9
        3,4
        """),
  ]
  /// How scales, guides and other layers treat it.
  public static let traits: MarkTraits = {
    var traits = MarkTraits(noun: "bands", legendKey: .square)
    traits.trainsScales = false
    traits.inheritsChannels = false
    traits.coversStretches = true
    traits.liesBelow = true
    traits.fillOpacity = 0.15
    return traits
  }()

  /// Refuses a band without an end.
  public static func arrange(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic) {
    let names = context.layer.channels.map(\.name) + context.layer.constants.map(\.name)
    guard !names.contains(where: ["x", "x2", "y", "y2"].contains) else { return }
    throw Diagnostic(
      "E372", "a band needs `x` and `x2`, or `y` and `y2`", at: context.layer.span,
      fix: Diagnostic.Fix("add `y: 0, y2: 1` for a horizontal band"))
  }

  /// One rectangle for each row, with its label inside where there is room.
  public static func draw(_ frame: MarkFrame, in panel: inout PanelContext) -> [SceneItem] {
    let area = panel.rectangle
    var items: [SceneItem] = []
    var attempts = LabelAttempts()
    var placed: [SceneRectangle] = []
    func ends(_ axis: Axis, _ row: Int) -> (Double, Double)? {
      guard !frame.lower[axis].isEmpty else {
        return axis == .x ? (area.x, area.maxX) : (area.y, area.maxY)
      }
      let ends = (
        panel.end(axis, frame.lower[axis][row]), panel.end(axis, frame.upper[axis][row])
      )
      return ends.0.isFinite && ends.1.isFinite ? ends : nil
    }
    for row in 0..<frame.count {
      guard let x = ends(.x, row), let y = ends(.y, row) else { continue }
      let rectangle = SceneRectangle(fromX: x.0, toX: x.1, fromY: y.0, toY: y.1)
      let text = frame.texts.isEmpty ? "" : frame.texts[row]
      let more = frame.tooltips.isEmpty ? "" : frame.tooltips[row]
      let tooltip = [text, more].filter { !$0.isEmpty }.joined(separator: " · ")
      let paint = panel.layer.style.fill ?? panel.paint(frame, row, otherwise: .muted)
      items.append(
        SceneItem(
          .mark, .rectangle(rectangle, fill: paint, stroke: panel.outline),
          series: panel.series(frame, row), tooltip: tooltip.isEmpty ? nil : tooltip,
          opacity: panel.layer.style.alpha ?? traits.fillOpacity))
      guard !text.isEmpty else { continue }
      attempts.add(frame, row, panel) {
        label(text, in: rectangle, &placed, panel)
      }
    }
    if let note = LabelPlacing.note(hidden: attempts.hidden) { panel.notes.append(note) }
    return items + attempts.labels
  }

  /// The first free line of text below the upper left corner; shortened to the band where that
  /// leaves something to read, else beside its left edge.
  private static func label(
    _ text: String, in band: SceneRectangle, _ placed: inout [SceneRectangle], _ panel: PanelContext
  ) -> SceneText? {
    let metrics = panel.metrics
    let size = metrics.isCellular ? 1 : panel.layer.style.size ?? metrics.labelSize
    let near = metrics.isCellular ? 0 : 4.0
    let line = metrics.lineHeight(size)
    func width(_ text: String) -> Double {
      panel.measurer.width(of: text, size: size, isBold: false) * metrics.textSlack
    }
    let inside = max(0, band.width - 2 * near)
    let room = max(inside, panel.rectangle.maxX - band.x - 2 * near)
    let shown = ChartText.shortened(
      text, to: (width(text) <= inside ? inside : room) / metrics.textSlack, size: size,
      panel.measurer)
    for row in 0..<6 {
      let y = band.y + near / 2 + line * (Double(row) + 0.5)
      guard y + line / 2 <= max(band.maxY, band.y + line) + 1 else { break }
      let label = SceneText(
        shown, at: ScenePoint(band.x + near, y), size: size, paint: .muted, hasHalo: false,
        fullText: shown == text ? nil : text)
      let bounds = label.bounds(width: width(shown))
      guard panel.rectangle.contains(bounds, slack: 1),
        !placed.contains(where: { $0.intersects(bounds) })
      else { continue }
      placed.append(bounds)
      return label
    }
    return nil
  }
}
