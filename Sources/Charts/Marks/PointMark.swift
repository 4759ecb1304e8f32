public import Catalog
public import Diagnostics

/// A disc, or another shape, for each row.
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
      MarkChannel("size", "The area of the point; a literal is its radius in pixels, usually 3."),
      MarkChannel(
        "shape",
        "The shape by category; a literal is its name: \(Symbol.names.joined(separator: ", "))."),
      .alpha, MarkChannel("text", "Text shown when pointing at it."), .tooltip,
      MarkChannel("order", "Rows with more of it are drawn over others."),
    ] as [MarkChannel]
  /// What it takes as literals.
  public static let settings = [.fill, .stroke, .dodge, .jitter] as [MarkSetting]
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
        """),
    Example(
      "Scattered over categories, with a shape for each",
      """
      rows [kind, score; "base", 40; "base", 41; "chat", 55; "chat", 55]
      | plot point x: kind, y: score, shape: kind, color: kind, jitter: true
      """,
      expected: """
        kind,score
        base,40
        base,41
        chat,55
        chat,55
        """),
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

  /// Moves rows aside where the layer dodges or jitters.
  public static func arrange(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic) {
    if context.style.isDodged {
      // Side by side along the axis of categories, or along x.
      let axis: Axis = context.kinds.y == .band && context.kinds.x != .band ? .y : .x
      var slots = frame
      Slots.fill(&slots, along: axis, kind: context.kinds[axis])
      let halves = zip(slots.lower[axis], slots.upper[axis]).map { ($1 - $0) / 2 }
      Dodge.move(&frame, along: axis, half: halves.filter { $0 > 0 }.min() ?? 0.5)
    }
    guard context.style.isJittered, frame.count > 0 else { return }
    if !Jitter.move(&frame, context.kinds) {
      context.notes.append(
        ChartNote("", "`jitter` moves points along categories or whole numbers, and here are none"))
    }
  }

  /// The radius below which a rim of paper would leave nothing of a point.
  private static let smallestRinged = 2.5

  /// What rows of one batch have in common.
  private struct Look: Hashable {
    var paint: Paint
    var symbol: Symbol
    /// Opacity in hundredths.
    var opacity: Int
  }

  /// One batch of points for each look.
  public static func draw(_ frame: MarkFrame, in panel: inout PanelContext) -> [SceneItem] {
    let style = panel.layer.style
    let hasTooltips = frame.count <= PanelContext.maximumTooltips
    let isSparse = frame.count <= 200
    let hasShapes = style.symbol != nil || !frame.shapeCodes.isEmpty
    let plain = style.size ?? (hasShapes || panel.theme.tellsApartWithoutColor ? 3.6 : 3)
    return batches(frame, panel, usualOpacity: isSparse ? 1 : 0.7).compactMap { look, rows in
      let radius =
        frame.sizes.isEmpty ? plain : rows.last.flatMap { panel.size?.radius(frame.sizes[$0]) } ?? 0
      let ring: Paint? = style.stroke ?? (isSparse && radius >= smallestRinged ? .paper : nil)
      var circles = SceneCircles([], radii: [plain], fill: look.paint, ring: ring)
      circles.symbol = look.symbol
      circles.keepsShape = hasShapes
      circles.keepsSize = !frame.sizes.isEmpty
      if !frame.sizes.isEmpty { circles.radii = [] }
      for row in rows {
        let point = panel.point(frame, row)
        guard point.x.isFinite, point.y.isFinite else { continue }
        if !frame.sizes.isEmpty {
          guard let radius = panel.size?.radius(frame.sizes[row]) else { continue }
          circles.radii.append(radius)
        }
        circles.centers.append(point)
        if hasTooltips { circles.tooltips.append(panel.tooltip(frame, row)) }
      }
      return SceneItem(
        .mark, .circles(circles), series: rows.first.flatMap { panel.series(frame, $0) },
        opacity: Double(look.opacity) / 100)
    }
  }

  /// The rows of each look, in the order of drawing: by colour and then by shape, or, where the rows
  /// have an order of their own, in runs of one look.
  private static func batches(
    _ frame: MarkFrame, _ panel: PanelContext, usualOpacity: Double
  ) -> [(look: Look, rows: [Int])] {
    var buckets = PaintBuckets()
    let sharesPaints = frame.count > 5000
    func look(_ row: Int) -> Look {
      let paint = panel.fill(frame, row)
      return Look(
        paint: sharesPaints ? buckets.paint(near: paint) : paint, symbol: panel.symbol(frame, row),
        opacity: Int((panel.opacity(frame, row, usual: usualOpacity) * 100).rounded()))
    }
    var batches: [(look: Look, rows: [Int])] = []
    if !frame.priorities.isEmpty {
      let keys = frame.priorities.map { $0.isNaN ? -Double.infinity : $0 }
      for row in keys.indices.sorted(by: { (keys[$0], $0) < (keys[$1], $1) }) {
        let own = look(row)
        if batches.last?.look == own {
          batches[batches.count - 1].rows.append(row)
        } else {
          batches.append((own, [row]))
        }
      }
      return batches
    }
    var position: [Look: Int] = [:]
    for row in 0..<frame.count {
      let own = look(row)
      if let known = position[own] {
        batches[known].rows.append(row)
      } else {
        position[own] = batches.count
        batches.append((own, [row]))
      }
    }
    if !frame.colorCodes.isEmpty || !frame.shapeCodes.isEmpty {
      func key(_ row: Int) -> (Int, Int, Int) {
        (frame.colorCode(row), frame.shapeCodes.isEmpty ? 0 : frame.shapeCodes[row], row)
      }
      batches.sort { key($0.rows[0]) < key($1.rows[0]) }
    }
    // Large points lie below small ones, which they would hide.
    guard !frame.sizes.isEmpty else { return batches }
    func radius(_ row: Int) -> Double { panel.size?.radius(frame.sizes[row]) ?? 0 }
    return batches.flatMap { look, rows -> [(look: Look, rows: [Int])] in
      let sorted = rows.sorted { (-frame.sizes[$0], $0) < (-frame.sizes[$1], $1) }
      let large = sorted.prefix { radius($0) >= smallestRinged }
      return [(look, Array(large)), (look, Array(sorted[large.count...]))]
    }.filter { !$0.rows.isEmpty }
  }
}
