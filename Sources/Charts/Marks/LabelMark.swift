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
      .x, .y, MarkChannel("text", "The text.", required: true), .color, .alpha,
      MarkChannel("order", "Rows with more of it get their places first."),
    ] as [MarkChannel]
  /// What it takes as literals.
  public static let settings =
    [
      MarkSetting("size", "number", "The size of the text in pixels.", default: "10.5"), .dx, .dy,
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
        """),
    Example(
      "The names of the largest first, where not all have room",
      """
      rows [x, y, name; 1, 2, "a"; 1, 2, "b"] | plot point x: x, y: y add label text: name, order: y
      """,
      expected: """
        x,y,name
        1,2,a
        1,2,b
        """),
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
  ///
  /// Leader lines come before texts, so that none runs through a word.
  public static func draw(_ frame: MarkFrame, in panel: inout PanelContext) -> [SceneItem] {
    guard !frame.texts.isEmpty else { return [] }
    let style = panel.layer.style
    let isCellular = panel.metrics.isCellular
    let size = style.size ?? panel.metrics.labelSize
    let near = isCellular ? 1.0 : 6.0
    let candidates = LabelPlacing.around(
      isCellular ? [near] : [near, 14, 24], size: size, isCellular: isCellular,
      beginsOnPoint: false)
    let limit = isCellular ? 24 : 160.0
    var hidden = 0
    var failures = 0
    var leaders: [[ScenePoint]] = []
    var texts: [SceneItem] = []
    var grounds: [SceneItem] = []
    // Whoever names a few points of a cloud wants to read the names more than all other points.
    let mayCoverDiscs = frame.count <= mostLabelsOverPoints
    for row in LabelPlacing.rowsByPriority(frame) {
      let place = panel.point(frame, row)
      guard place.x.isFinite, place.y.isFinite, !frame.texts[row].isEmpty else { continue }
      // Where so many in turn found no room, there is none.
      guard failures < PanelContext.maximumTexts else {
        hidden += 1
        continue
      }
      let point = LabelPlacing.nudged(place, panel)
      let shown = ChartText.shortened(frame.texts[row], to: limit, size: size, panel.measurer)
      var text: SceneText
      if style.repels ?? true {
        var found = LabelPlacing.place(shown, at: point, size: size, candidates, in: &panel)
        if found == nil, mayCoverDiscs {
          found = LabelPlacing.place(
            shown, at: point, size: size, candidates, mayCoverDiscs: true, in: &panel)
          if let found { grounds.append(ground(of: found.text, panel)) }
        }
        guard let placed = found else {
          hidden += 1
          failures += 1
          continue
        }
        failures = 0
        text = placed.text
        if let leader = placed.leader { leaders.append(leader) }
      } else {
        text = SceneText(
          shown, at: ScenePoint(point.x + near, point.y), size: size, hasHalo: true)
      }
      text.paint = panel.paint(frame, row, otherwise: .ink)
      text.fullText = shown == frame.texts[row] ? nil : frame.texts[row]
      texts.append(
        SceneItem(
          .label, .text(text), series: panel.series(frame, row),
          opacity: panel.opacity(frame, row)))
    }
    if let note = LabelPlacing.note(hidden: hidden) { panel.notes.append(note) }
    guard !leaders.isEmpty else { return grounds + texts }
    let stroke = SceneStroke(.axis, width: 0.7)
    return [SceneItem(.label, .path(ScenePath(leaders, stroke: stroke)), opacity: 0.8)] + grounds
      + texts
  }

  /// The most labels of a layer that may stand on points where nothing else is free.
  private static let mostLabelsOverPoints = 40

  /// The paper below a text that stands on points.
  private static func ground(of text: SceneText, _ panel: PanelContext) -> SceneItem {
    let width = panel.measurer.width(of: text.text, size: text.size, isBold: false)
    let bounds = text.bounds(width: width)
    let margin = panel.metrics.isCellular ? 0 : 2.0
    return SceneItem(
      .label,
      .rectangle(
        SceneRectangle(
          x: bounds.x - margin, y: bounds.y, width: bounds.width + 2 * margin,
          height: bounds.height), fill: .paper, stroke: nil), opacity: 0.8)
  }
}
