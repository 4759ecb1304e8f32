public import Catalog
public import Diagnostics

/// The text of each row at its place.
public struct TextMark: ChartMark {
  /// The word for it in a `plot` stage.
  public static let name = "text"
  /// What help says about it.
  public static let summary = "Writes the text of each row at its place."
  /// What it maps from columns.
  public static let channels =
    [
      .x, .y, MarkChannel("text", "The text.", required: true), .color, .alpha, .group,
      MarkChannel("order", "With `repel`, rows with more of it get their places first."),
    ] as [MarkChannel]
  /// What it takes as literals.
  public static let settings =
    [
      MarkSetting("size", "number", "The size of the text in pixels.", default: "10.5"),
      MarkSetting("angle", "number", "Degrees by which the text is turned.", default: "0"),
      .dx, .dy,
      MarkSetting("repel", "bool", "Whether texts keep clear of each other.", default: "false"),
      .dodge,
      MarkSetting(
        "stack", oneOf: StackMode.allCases.map(\.rawValue),
        "Puts each text into the middle of its part of a stack, as columns stack.", default: "none"),
    ] as [MarkSetting]
  /// Charts with it; each is a test.
  public static let examples = [
    Example(
      "Numbers in place of points",
      """
      rows [x, y; 1, 2; 2, 5; 3, 3] | plot text x: x, y: y, text: y
      """,
      expected: """
        x,y
        1,2
        2,5
        3,3
        """),
    Example(
      "Numbers above columns",
      """
      rows [kind, n; "a", 2; "b", 5] | plot column x: kind, y: n add text text: n, dy: 8
      """,
      expected: """
        kind,n
        a,2
        b,5
        """),
    Example(
      "Numbers in the parts of a stack",
      """
      rows [year, kind, n; 2024, "a", 20; 2024, "b", 50]
      | plot column x: text(year), y: n, color: kind add text text: n, stack: zero, color: "white"
      """,
      expected: """
        year,kind,n
        2024,a,20
        2024,b,50
        """),
  ]
  /// How scales, guides and other layers treat it.
  public static let traits: MarkTraits = {
    var traits = MarkTraits(noun: "texts", legendKey: .none)
    traits.timeExpansion = 0.03
    traits.avoidsOthers = true
    return traits
  }()

  /// Moves texts to where columns or points of the same rows stand.
  public static func arrange(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic) {
    try LabelPlacing.stack(&frame, context)
    try PointMark.arrange(&frame, &context)
  }

  /// One text for each row.
  public static func draw(_ frame: MarkFrame, in panel: inout PanelContext) -> [SceneItem] {
    guard !frame.texts.isEmpty else { return [] }
    let style = panel.layer.style
    let size = style.size ?? panel.metrics.labelSize
    let angle = panel.metrics.isCellular ? 0 : -(style.angle ?? 0)
    let near = panel.metrics.isCellular ? 1.0 : 6
    let candidates = LabelPlacing.around(
      [near], size: size, isCellular: panel.metrics.isCellular, beginsOnPoint: true)
    var hidden = 0
    var items: [SceneItem] = []
    for row in LabelPlacing.rowsByPriority(frame) {
      let place = panel.point(frame, row)
      guard place.x.isFinite, place.y.isFinite, !frame.texts[row].isEmpty else { continue }
      let point = LabelPlacing.nudged(place, panel)
      let shown = ChartText.shortened(
        frame.texts[row], to: panel.rectangle.width, size: size, panel.measurer)
      let width = panel.measurer.width(of: shown, size: size, isBold: false)
      var text: SceneText
      if style.repels ?? false {
        guard
          let placed = LabelPlacing.place(shown, at: point, size: size, candidates, in: &panel)
        else {
          hidden += 1
          continue
        }
        text = placed.text
        text.hasHalo = false
      } else {
        text = LabelPlacing.kept(
          SceneText(shown, at: point, size: size, anchor: .middle, angle: angle), width: width,
          inside: panel.rectangle)
      }
      text.fullText = shown == frame.texts[row] ? nil : frame.texts[row]
      let paint = panel.paint(frame, row, otherwise: .ink)
      items.append(
        SceneItem(
          .label, .text(LabelPlacing.painted(text, width: width, paint, panel)),
          series: panel.series(frame, row), opacity: panel.opacity(frame, row)))
    }
    if let note = LabelPlacing.note(hidden: hidden) { panel.notes.append(note) }
    return items
  }
}
