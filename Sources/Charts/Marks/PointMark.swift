public import Catalog

/// A disc for each row.
public struct PointMark: ChartMark {
  /// The word for it in a `plot` stage.
  public static let name = "point"
  /// What descriptions call it.
  public static let chartName = "Scatter plot"
  /// What help says about it.
  public static let summary = "Draws a point for each row."
  /// What it maps from columns.
  public static let channels =
    [
      .x, .y, .color, .group,
      MarkChannel("size", "The area of the point; a literal is its radius in pixels."),
      MarkChannel("text", "Text shown when pointing at it."),
    ] as [MarkChannel]
  /// What it takes as literals.
  public static let settings =
    [
      .alpha, MarkSetting("size", "number", "The radius in pixels.", default: "3"),
    ] as [MarkSetting]
  /// Charts with it; each is a test.
  public static let examples = [
    Example(
      "A cloud of points",
      """
      rows [size, score; 1, 40; 3, 55; 7, 61; 13, 60; 70, 78] | plot point x: size, y: score scale x log
      """,
      expected: """
        size,score
        1,40
        3,55
        7,61
        13,60
        70,78
        """)
  ]
  /// How scales, guides and other layers treat it.
  public static let traits: MarkTraits = {
    var traits = MarkTraits(noun: "points", legendKey: .disc)
    traits.timeExpansion = 0.03
    traits.wantsFullGrid = true
    return traits
  }()

  /// How many there are.
  public static func facts(_ frame: MarkFrame, _ context: DescriptionContext) -> [String] {
    MarkFacts.count(frame, context)
  }

  /// One batch of discs for each colour.
  public static func draw(_ frame: MarkFrame, in panel: inout PanelContext) -> [SceneItem] {
    let style = panel.layer.style
    let hasTooltips = frame.count <= PanelContext.maximumTooltips
    let isSparse = frame.count <= 200
    let largest = frame.sizes.filter { $0.isFinite }.max() ?? 0
    var batches: [(paint: Paint, rows: [Int])] = []
    var position: [Paint: Int] = [:]
    var buckets = PaintBuckets()
    let sharesPaints = frame.count > 5000
    for row in 0..<frame.count {
      var paint = panel.paint(frame, row)
      if sharesPaints { paint = buckets.paint(near: paint) }
      if let known = position[paint] {
        batches[known].rows.append(row)
      } else {
        position[paint] = batches.count
        batches.append((paint, [row]))
      }
    }
    if !frame.colorCodes.isEmpty {
      batches.sort { frame.colorCode($0.rows[0]) < frame.colorCode($1.rows[0]) }
    }
    return batches.map { paint, rows in
      var circles = SceneCircles(
        [], radii: [style.size ?? 3], fill: paint,
        ring: isSparse && (style.size ?? 3) >= 2.5 ? .paper : nil)
      if !frame.sizes.isEmpty { circles.radii = [] }
      for row in rows {
        let point = panel.point(frame, row)
        guard point.x.isFinite, point.y.isFinite else { continue }
        circles.centers.append(point)
        if !frame.sizes.isEmpty {
          // Areas, not radii, stand for values.
          let part = largest > 0 ? max(0, frame.sizes[row]) / largest : 0
          circles.radii.append(part.isFinite ? 1.5 + 8.5 * part.squareRoot() : 1.5)
        }
        if hasTooltips { circles.tooltips.append(panel.tooltip(frame, row)) }
      }
      return SceneItem(
        .mark, .circles(circles), series: rows.first.flatMap { panel.series(frame, $0) },
        opacity: style.alpha ?? (isSparse ? 1 : 0.7))
    }
  }
}
