public import Catalog
public import Diagnostics

/// Mirrored densities of the values of each category.
public struct ViolinMark: ChartMark {
  /// The word for it in a `plot` stage.
  public static let name = "violin"
  /// What descriptions call it.
  public static let chartName = "Violin plot"
  /// What help says about it.
  public static let summary =
    "Draws how the numbers of each category are distributed, mirrored, with quartiles and median."
  /// What it maps from columns.
  public static let channels = BoxMark.channels
  /// What it takes as literals.
  public static let settings =
    [
      MarkSetting(
        "bandwidth", "number", "The standard deviation of the normal curve about each value.",
        default: "by Silverman's rule, as R's `nrd0`"),
      MarkSetting("adjust", "number", "By how much the bandwidth is multiplied.", default: "1"),
      MarkSetting(
        "width", "number", "The part of its slot that the widest violin covers.", default: "0.86"),
      .alpha,
    ] as [MarkSetting]
  /// Charts with it; each is a test.
  public static let examples = [
    Example(
      "Two kinds beside each other",
      """
      rows [kind, size; "a", 1; "a", 2; "a", 9; "b", 4; "b", 5] | plot violin x: kind, y: size
      """,
      expected: "kind,size\na,1\na,2\na,9\nb,4\nb,5\n"),
    Example(
      "Lying, with a narrower bandwidth",
      """
      rows [kind, size; "a", 1; "a", 2; "a", 9] | plot violin x: size, y: kind, adjust: 0.5
      """,
      expected: "kind,size\na,1\na,2\na,9\n"),
  ]
  /// How scales, guides and other layers treat it.
  public static let traits: MarkTraits = {
    var traits = BoxMark.traits
    traits.noun = "violins"
    traits.drawsSummaries = true
    traits.slotHeight = 2
    return traits
  }()

  /// The places at which the width of a violin is computed.
  private static let placeCount = 160

  /// Gives every row its slot.
  public static func prepare(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic) {
    try BoxFrames.prepare(&frame, &context)
  }

  /// Replaces the rows of each slot and colour by an outline and a box.
  ///
  /// All violins have the same area; the widest fills its slot.
  public static func arrange(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic) {
    let key = try BoxFrames.key(context)
    let transform = context.transforms[key.other]
    let values = frame.center[key.other]
    let (groups, laneCount) = BoxFrames.groups(frame, along: key)
    var out = MarkFrame()
    var outlines: [(group: BoxFrames.Group, places: [Double], widths: [Double])] = []
    var widest = 0.0
    var flat = 0
    for group in groups {
      let own = group.rows.map { values[$0] }
      if let box = BoxSummary(own, transform) {
        BoxFrames.append(box, group, along: key, of: frame, to: &out)
      }
      let places = own.compactMap(transform.forward)
      guard
        let density = KernelDensity(
          places, bandwidth: context.style.bandwidth, adjust: context.style.adjust ?? 1),
        density.range.lowerBound < density.range.upperBound
      else {
        flat += 1
        continue
      }
      let grid = KernelDensity.places(
        from: density.range.lowerBound, to: density.range.upperBound, count: placeCount)
      let widths = density.heights(at: grid)
      widest = max(widest, widths.max() ?? 0)
      outlines.append((group, grid.map(transform.inverse), widths))
    }
    for (group, places, widths) in outlines {
      let middle = (group.lower + group.upper) / 2
      for (place, width) in zip(places, widths) where place.isFinite {
        var part = group
        let half = (group.upper - group.lower) / 2 * width / widest
        part.lower = middle - half
        part.upper = middle + half
        BoxFrames.append(.outline, place, place, place, part, along: key, of: frame, to: &out)
        out.texts.append("")
      }
    }
    if flat > 0 {
      let what = flat == 1 ? "category has" : "categories have"
      context.notes.append(ChartNote("", "\(flat) \(what) a single value and no violin"))
    }
    frame = out
    frame.laneCount = laneCount
  }

  /// The axes say all that a sentence can.
  public static func facts(_ frame: MarkFrame, _ context: DescriptionContext) -> [String] {
    []
  }

  /// The outlines with the quartiles as a bar and the median as a disc; in cells, boxes.
  public static func draw(_ frame: MarkFrame, in panel: inout PanelContext) -> [SceneItem] {
    if panel.metrics.isCellular {
      if frame.count > 0 {
        panel.notes.append(ChartNote("", "violins are drawn as boxes in a terminal"))
      }
      return BoxMark.draw(frame, in: &panel)
    }
    let key: Axis = panel.scales.x.kind.isNumber ? .y : .x
    return ViolinShapes.draw(frame, along: key, in: panel)
  }
}
