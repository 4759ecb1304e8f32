import Diagnostics

/// What texts and labels have in common: finding a place, and a colour that can be read there.
enum LabelPlacing {
  /// Where a text may stand beside its point.
  struct Candidate {
    var dx: Double, dy: Double
    var anchor: TextAnchor
    var hasLeader = false
  }

  /// Puts texts into the middle of their parts of a stack, where the layer asks for it.
  static func stack(_ frame: inout MarkFrame, _ context: ArrangeContext) throws(Diagnostic) {
    guard let mode = context.style.stack, mode != .none else { return }
    // Columns stack upwards from categories or moments, bars from those on the y axis.
    let isBar: Bool = if case .number = context.kinds.y { false } else { true }
    let value: Axis = isBar ? .x : .y
    guard case .number = context.kinds[value] else { return }
    try Stack.apply(mode, to: &frame, along: value.other, context)
    frame.center[value] = zip(frame.lower[value], frame.upper[value]).map { ($0 + $1) / 2 }
    frame.lower[value] = []
    frame.upper[value] = []
  }

  /// A sentence for labels that found no place.
  static func note(hidden: Int) -> ChartNote? {
    guard hidden > 0 else { return nil }
    let what = hidden == 1 ? "label has" : "labels have"
    return ChartNote("", "\(hidden) \(what) no room and \(hidden == 1 ? "is" : "are") left out")
  }

  /// The rows in the order in which they get their places: by the channel `order`, or else by size,
  /// the largest first, and then as they come.
  static func rowsByPriority(_ frame: MarkFrame) -> [Int] {
    let keys = frame.priorities.isEmpty ? frame.sizes : frame.priorities
    guard !keys.isEmpty else { return Array(0..<frame.count) }
    let filled = keys.map { $0.isNaN ? -Double.infinity : $0 }
    return filled.indices.sorted { (-filled[$0], $0) < (-filled[$1], $1) }
  }

  /// The places around a point, nearest first: the sides, then the corners, then further out.
  ///
  /// - Parameter distances: How far texts begin from the point; beyond the first they have a line
  ///   that leads to it.
  static func around(
    _ distances: [Double], size: Double, isCellular: Bool, beginsOnPoint: Bool
  ) -> [Candidate] {
    var out = beginsOnPoint ? [Candidate(dx: 0, dy: 0, anchor: .middle)] : []
    for (index, distance) in distances.enumerated() {
      let up = isCellular ? distance : distance + size * 0.45
      let sides: [(Double, Double, TextAnchor)] = [
        (distance, 0, .start), (-distance, 0, .end), (0, -up, .middle), (0, up, .middle),
        (distance, -up, .start), (-distance, -up, .end), (distance, up, .start),
        (-distance, up, .end),
      ]
      out += sides.map { Candidate(dx: $0.0, dy: $0.1, anchor: $0.2, hasLeader: index > 0) }
    }
    return out
  }

  /// The first free one of the candidates, which is then taken.
  ///
  /// - Parameter mayCoverDiscs: Whether the text may stand on points.
  static func place(
    _ text: String, at point: ScenePoint, size: Double, _ candidates: [Candidate],
    mayCoverDiscs: Bool = false, in panel: inout PanelContext
  ) -> (text: SceneText, leader: [ScenePoint]?)? {
    let width = panel.measurer.width(of: text, size: size, isBold: false)
    for candidate in candidates {
      let shape = SceneText(
        text, at: ScenePoint(point.x + candidate.dx, point.y + candidate.dy), size: size,
        anchor: candidate.anchor, hasHalo: true)
      let bounds = shape.bounds(width: width)
      guard panel.occupancy.isFree(bounds, mayCoverDiscs: mayCoverDiscs) else { continue }
      panel.occupancy.fill(bounds)
      let leader =
        candidate.hasLeader
        ? [point, ScenePoint(point.x + candidate.dx * 0.85, point.y + candidate.dy * 0.7)] : nil
      return (shape, leader)
    }
    return nil
  }

  /// The text moved sideways and upwards by the setting of its layer.
  static func nudged(_ point: ScenePoint, _ panel: PanelContext) -> ScenePoint {
    let nudge = panel.layer.style.nudge
    guard panel.metrics.isCellular else { return ScenePoint(point.x + nudge.x, point.y - nudge.y) }
    // A cell is about 8 by 16 pixels; a nudge is at least one cell, or it would be none.
    func cells(_ pixels: Double, _ cell: Double) -> Double {
      pixels == 0 ? 0 : (pixels / cell).rounded(.awayFromZero)
    }
    return ScenePoint(point.x + cells(nudge.x, 8), point.y - cells(nudge.y, 16))
  }

  /// The text inside the panel, moved back where it would reach over its edges.
  static func kept(_ text: SceneText, width: Double, inside area: SceneRectangle) -> SceneText {
    let bounds = text.bounds(width: width)
    var moved = text
    if bounds.maxX > area.maxX { moved.position.x -= bounds.maxX - area.maxX }
    let left = moved.bounds(width: width).x
    if left < area.x { moved.position.x += area.x - left }
    if bounds.y < area.y { moved.position.y += area.y - bounds.y }
    if bounds.maxY > area.maxY { moved.position.y -= bounds.maxY - area.maxY }
    return moved
  }

  /// The colour of a text where it stands: ink or paper on a fill, whichever can be read better; a
  /// rim of paper where it stands half on one.
  static func painted(
    _ text: SceneText, width: Double, _ paint: Paint, _ panel: PanelContext
  ) -> SceneText {
    var out = text
    out.paint = paint
    guard !panel.metrics.isCellular else { return out }
    let bounds = text.bounds(width: width)
    let places = [bounds.x + 1, bounds.midX, bounds.maxX - 1].flatMap { x in
      [bounds.y + bounds.height * 0.25, bounds.midY, bounds.maxY - bounds.height * 0.25].map {
        panel.fills.paint(at: ScenePoint(x, $0))
      }
    }
    let fills = places.compactMap { $0 }
    guard let first = fills.first else { return out }
    if fills.count == places.count, fills.allSatisfy({ $0 == first }) {
      out.paint = panel.theme.text(over: panel.theme.color(first))
      out.ground = first
      out.hasHalo = false
      // Hatching runs through letters without a rim.
      if panel.theme.tellsApartWithoutColor, case .series = first {
        out.paint = .ink
        out.hasHalo = true
      }
    } else {
      out.hasHalo = true
    }
    return out
  }
}
