public import Catalog
import Columnar
public import Diagnostics

/// Lines of right angles through the rows of each series.
public struct StepMark: ChartMark {
  /// The word for it in a `plot` stage.
  public static let name = "step"
  /// What help says about it.
  public static let summary =
    "Draws a line that holds the height of a row until it jumps to the next."
  /// What it maps from columns.
  public static let channels = [.x, .y, .color, .group, .dash] as [MarkChannel]
  /// What it takes as literals.
  public static let settings =
    [
      .width("2"), .alpha,
      MarkSetting(
        "hold", oneOf: StepHold.allCases.map(\.rawValue),
        "Whether the height of a row holds until the next row, since the one before, or about it.",
        default: "after; around for periods"),
    ] as [MarkSetting]
  /// Charts with it; each is a test.
  public static let examples = [
    Example(
      "What is known since a day holds until the next",
      """
      rows [day, releases; 2024-01-05, 1; 2024-02-10, 2; 2024-02-20, 3] | plot step x: day, y: releases
      """,
      expected: """
        day,releases
        2024-01-05,1
        2024-02-10,2
        2024-02-20,3
        """),
    Example(
      "Counts of whole months, half-way to their neighbours",
      """
      rows [month, n; 2024-01, 3; 2024-02, 5; 2024-03, 4]
      | plot step x: month, y: n, hold: around
      """,
      expected: """
        month,n
        2024-01,3
        2024-02,5
        2024-03,4
        """),
  ]
  /// How scales, guides and other layers treat it.
  public static let traits: MarkTraits = {
    var traits = MarkTraits(noun: "steps", legendKey: .line)
    traits.needsColorCategories = true
    traits.labelsEnds = true
    traits.keepsGaps = true
    return traits
  }()

  /// Refuses two rows at one place.
  public static func arrange(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic) {
    try Curves.requireOneRowPerPlace(frame, context)
  }

  /// One path for each series, cut where a value is missing.
  public static func draw(_ frame: MarkFrame, in panel: inout PanelContext) -> [SceneItem] {
    let isPeriod = panel.layer.spec.channel("x").map(Self.isPeriod) ?? false
    let hold = panel.layer.style.hold ?? (isPeriod ? .around : .after)
    return Curves.draw(frame, in: &panel, shape: hold.vertices)
  }

  private static func isPeriod(_ channel: LayerSpec.Channel) -> Bool {
    if case .period = channel.type { true } else { false }
  }
}
