public import Catalog
import Columnar

/// The text of each row at its place.
public struct TextMark: ChartMark {
  /// The word for it in a `plot` stage.
  public static let name = "text"
  /// What help says about it.
  public static let summary = "Writes the text of each row at its place."
  /// What it maps from columns.
  public static let channels =
    [
      .x, .y, MarkChannel("text", "The text.", required: true), .color,
    ] as [MarkChannel]
  /// What it takes as literals.
  public static let settings =
    [
      .alpha, MarkSetting("size", "number", "The size of the text in pixels.", default: "10.5"),
      MarkSetting("angle", "number", "Degrees by which the text is turned.", default: "0"),
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
        """)
  ]
  /// How scales, guides and other layers treat it.
  public static let traits: MarkTraits = {
    var traits = MarkTraits(noun: "texts", legendKey: .none)
    traits.timeExpansion = 0.03
    return traits
  }()

  /// How many there are.
  public static func facts(_ frame: MarkFrame, _ context: DescriptionContext) -> [String] {
    MarkFacts.count(frame, context)
  }

  /// One text for each row.
  public static func draw(_ frame: MarkFrame, in panel: inout PanelContext) -> [SceneItem] {
    let size = panel.layer.style.size ?? panel.metrics.labelSize
    let angle = panel.metrics.isCellular ? 0 : -(panel.layer.style.angle ?? 0)
    let shown = min(frame.count, PanelContext.maximumTexts)
    if shown < frame.count {
      panel.notes.append(
        ChartNote(
          "",
          "only the first \(NumberText.grouped(shown)) of \(NumberText.grouped(frame.count)) "
            + "texts are written"))
    }
    return (0..<shown).compactMap { row in
      let point = panel.point(frame, row)
      guard point.x.isFinite, point.y.isFinite, !frame.texts.isEmpty, !frame.texts[row].isEmpty
      else { return nil }
      return SceneItem(
        .label,
        .text(
          SceneText(
            frame.texts[row], at: point, size: size, anchor: .middle,
            paint: panel.paint(frame, row, otherwise: .ink), angle: angle)),
        series: panel.series(frame, row), opacity: panel.layer.style.alpha ?? 1)
    }
  }
}
