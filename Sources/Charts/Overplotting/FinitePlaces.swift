/// Takes out of shapes what has no place, and brings what is far beyond the panel near to it.
///
/// Scales and statistics of extreme numbers may leave the range of numbers; no renderer should have
/// to think of that.
enum FinitePlaces {
  /// Farther than any drawing is wide.
  private static let farthest = 90_000.0

  /// The items with finite places only.
  static func items(_ items: [SceneItem]) -> [SceneItem] {
    items.allSatisfy(isFine) ? items : items.compactMap(mended)
  }

  private static func isFine(_ value: Double) -> Bool { value.magnitude <= farthest }

  private static func isFine(_ point: ScenePoint) -> Bool { isFine(point.x) && isFine(point.y) }

  private static func isFine(_ item: SceneItem) -> Bool {
    switch item.shape {
    case .group(let children, _): children.allSatisfy(isFine)
    case .path(let path): path.pieces.allSatisfy { $0.allSatisfy(isFine) }
    case .rectangle(let shape, _, _):
      isFine(shape.x) && isFine(shape.y) && isFine(shape.maxX) && isFine(shape.maxY)
    case .circles(let circles): circles.centers.allSatisfy(isFine)
    case .text(let text): isFine(text.position)
    }
  }

  private static func clamped(_ value: Double) -> Double { max(-farthest, min(farthest, value)) }

  private static func mended(_ item: SceneItem) -> SceneItem? {
    if isFine(item) { return item }
    var out = item
    switch item.shape {
    case .group(let children, let clip):
      out.shape = .group(children.compactMap(mended), clip: clip)
    case .path(var path):
      path.pieces = path.pieces.flatMap { pieces($0, isClosed: path.isClosed) }
      guard !path.pieces.isEmpty else { return nil }
      out.shape = .path(path)
    case .rectangle(let shape, let fill, let stroke):
      guard !shape.x.isNaN, !shape.y.isNaN, !shape.maxX.isNaN, !shape.maxY.isNaN else { return nil }
      out.shape = .rectangle(
        SceneRectangle(
          fromX: clamped(shape.x), toX: clamped(shape.maxX), fromY: clamped(shape.y),
          toY: clamped(shape.maxY)), fill: fill, stroke: stroke)
    case .circles(var circles):
      let kept = circles.centers.indices.filter { isFine(circles.centers[$0]) }
      if circles.radii.count > 1 { circles.radii = kept.map { circles.radius(at: $0) } }
      if !circles.tooltips.isEmpty { circles.tooltips = kept.map { circles.tooltips[$0] } }
      circles.centers = kept.map { circles.centers[$0] }
      guard !kept.isEmpty else { return nil }
      out.shape = .circles(circles)
    case .text: return nil
    }
    return out
  }

  /// A polygon without the corners that have no place, or a line cut at them.
  private static func pieces(_ piece: [ScenePoint], isClosed: Bool) -> [[ScenePoint]] {
    var out: [[ScenePoint]] = []
    var current: [ScenePoint] = []
    for point in piece {
      if point.x.isNaN || point.y.isNaN {
        if !isClosed, !current.isEmpty {
          out.append(current)
          current = []
        }
      } else {
        current.append(ScenePoint(clamped(point.x), clamped(point.y)))
      }
    }
    if !current.isEmpty { out.append(current) }
    return out
  }
}
