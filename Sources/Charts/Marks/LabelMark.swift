public import Catalog

/// The text of each row beside its place, clear of points and of other labels.
public struct LabelMark: ChartMark {
  /// The word for it in a `plot` stage.
  public static let name = "label"
  /// What help says about it.
  public static let summary =
    "Writes the text of each row beside its place, clear of points and other labels."
  /// What it maps from columns.
  public static let channels =
    [
      .x, .y, MarkChannel("text", "The text.", required: true), .color,
    ] as [MarkChannel]
  /// What it takes as literals.
  public static let settings =
    [
      .alpha, MarkSetting("size", "number", "The size of the text in pixels.", default: "10.5"),
      MarkSetting("repel", "bool", "Whether labels keep clear of each other.", default: "true"),
    ] as [MarkSetting]
  /// Charts with it; each is a test.
  public static let examples = [
    Example(
      "Names beside points",
      """
      rows [x, y, name; 1, 2, "first"; 4, 3, "second"] | plot point x: x, y: y add label text: name
      """,
      expected: """
        x,y,name
        1,2,first
        4,3,second
        """)
  ]
  /// How scales, guides and other layers treat it.
  public static let traits: MarkTraits = {
    var traits = MarkTraits(noun: "labels", legendKey: .none)
    traits.timeExpansion = 0.03
    traits.avoidsOthers = true
    return traits
  }()

  /// How many there are.
  public static func facts(_ frame: MarkFrame, _ context: DescriptionContext) -> [String] {
    MarkFacts.count(frame, context)
  }

  /// One text for each row that finds a free place; the others are counted.
  public static func draw(_ frame: MarkFrame, in panel: inout PanelContext) -> [SceneItem] {
    let size = panel.layer.style.size ?? panel.metrics.labelSize
    let repels = panel.layer.style.repels ?? true
    var hidden = 0
    var failures = 0
    var items: [SceneItem] = []
    for row in 0..<frame.count {
      let point = panel.point(frame, row)
      guard point.x.isFinite, point.y.isFinite, !frame.texts.isEmpty, !frame.texts[row].isEmpty
      else { continue }
      // Where so many in turn found no room, there is none.
      guard failures < PanelContext.maximumTexts else {
        hidden += 1
        continue
      }
      let limit = panel.metrics.isCellular ? 24 : 160.0
      let text = ChartText.shortened(frame.texts[row], to: limit, size: size, panel.measurer)
      guard let placed = place(text, at: point, size: size, repels: repels, in: &panel) else {
        hidden += 1
        failures += 1
        continue
      }
      failures = 0
      var shape = placed.text
      shape.paint = panel.paint(frame, row, otherwise: .ink)
      shape.fullText = text == frame.texts[row] ? nil : frame.texts[row]
      if let leader = placed.leader {
        let stroke = SceneStroke(.axis, width: 0.7)
        items.append(SceneItem(.label, .path(ScenePath([leader], stroke: stroke)), opacity: 0.8))
      }
      items.append(
        SceneItem(
          .label, .text(shape), series: panel.series(frame, row),
          opacity: panel.layer.style.alpha ?? 1))
    }
    if hidden > 0 {
      let what = hidden == 1 ? "label has" : "labels have"
      panel.notes.append(
        ChartNote("", "\(hidden) \(what) no room and \(hidden == 1 ? "is" : "are") left out"))
    }
    return items
  }

  /// The first of the places around a point that is free: beside it, above and below it, the
  /// corners, and then the same further out with a leader line.
  private static func place(
    _ text: String, at point: ScenePoint, size: Double, repels: Bool, in panel: inout PanelContext
  ) -> (text: SceneText, leader: [ScenePoint]?)? {
    let width = panel.measurer.width(of: text, size: size, isBold: false)
    let near = panel.metrics.isCellular ? 1.0 : 6.0
    let distances = panel.metrics.isCellular ? [near] : [near, 14, 24]
    for distance in distances {
      let up = panel.metrics.isCellular ? distance : distance + size * 0.45
      let candidates: [(dx: Double, dy: Double, anchor: TextAnchor)] = [
        (distance, 0, .start), (-distance, 0, .end), (0, -up, .middle), (0, up, .middle),
        (distance, -up, .start), (-distance, -up, .end), (distance, up, .start),
        (-distance, up, .end),
      ]
      for candidate in candidates {
        let shape = SceneText(
          text, at: ScenePoint(point.x + candidate.dx, point.y + candidate.dy), size: size,
          anchor: candidate.anchor, hasHalo: true)
        let bounds = shape.bounds(width: width)
        guard !repels || panel.occupancy.isFree(bounds) else { continue }
        panel.occupancy.fill(bounds)
        let leader =
          distance > near
          ? [point, ScenePoint(point.x + candidate.dx * 0.85, point.y + candidate.dy * 0.7)] : nil
        return (shape, leader)
      }
    }
    return nil
  }
}
