public import Catalog
public import Diagnostics

/// Boxes over the middle half of the values of each category.
public struct BoxMark: ChartMark {
  /// The word for it in a `plot` stage.
  public static let name = "box"
  /// What descriptions call it.
  public static let chartName = "Box plot"
  /// What help says about it.
  public static let summary =
    "Draws the quartiles of the numbers of each category as a box, and what lies beyond."
  /// What it maps from columns.
  public static let channels =
    [
      MarkChannel("x", "The categories or periods, or the numbers of horizontal boxes."),
      MarkChannel("y", "The numbers, or the categories of horizontal boxes."),
      .color, .group,
    ] as [MarkChannel]
  /// What it takes as literals.
  public static let settings =
    [
      MarkSetting("width", "number", "The part of its slot that a box covers.", default: "0.6"),
      .alpha,
    ] as [MarkSetting]
  /// Charts with it; each is a test.
  public static let examples = [
    Example(
      "Two kinds beside each other",
      """
      rows [kind, size; "a", 1; "a", 2; "a", 9; "b", 4; "b", 5] | plot box x: kind, y: size
      """,
      expected: "kind,size\na,1\na,2\na,9\nb,4\nb,5\n"),
    Example(
      "One horizontal box", "rows [size; 1; 2; 3; 4; 20] | plot box x: size",
      expected: "size\n1\n2\n3\n4\n20\n"),
  ]
  /// How scales, guides and other layers treat it.
  public static let traits: MarkTraits = {
    var traits = MarkTraits(noun: "boxes", legendKey: .square)
    traits.needsColorCategories = true
    traits.slots = [.x, .y]
    traits.isOriented = true
    traits.slotHeight = 1.2
    traits.timeExpansion = 0.01
    traits.sumsFolded = true
    return traits
  }()

  /// Gives every row its slot.
  public static func prepare(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic) {
    try BoxFrames.prepare(&frame, &context)
  }

  /// Replaces the rows of each slot and colour by a box.
  public static func arrange(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic) {
    let key = try BoxFrames.key(context)
    let values = frame.center[key.other]
    let (groups, laneCount) = BoxFrames.groups(frame, along: key)
    var out = MarkFrame()
    for group in groups {
      guard let box = BoxSummary(group.rows.map { values[$0] }, context.transforms[key.other])
      else { continue }
      BoxFrames.append(box, group, along: key, of: frame, to: &out)
    }
    frame = out
    frame.laneCount = laneCount
  }

  /// The axes say all that a sentence can.
  public static func facts(_ frame: MarkFrame, _ context: DescriptionContext) -> [String] {
    []
  }

  /// The boxes, in lines and rectangles or in characters.
  public static func draw(_ frame: MarkFrame, in panel: inout PanelContext) -> [SceneItem] {
    let key: Axis = panel.scales.x.kind.isNumber ? .y : .x
    return panel.metrics.isCellular
      ? BoxCells.draw(frame, along: key, in: panel) : BoxShapes.draw(frame, along: key, in: panel)
  }
}
