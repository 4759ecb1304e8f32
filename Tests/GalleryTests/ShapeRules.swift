import Charts

/// Shapes have places, sizes and paints that can be drawn.
enum ShapeRules {
  static let all = [finite, inside, background]

  /// The rectangle around a shape; nil for text and for nothing.
  ///
  /// A terminal draws every disc in one cell, whatever its radius.
  static func bounds(_ shape: SceneShape, isCellular: Bool) -> SceneRectangle? {
    var points: [ScenePoint] = []
    switch shape {
    case .rectangle(let rectangle, _, _): return rectangle
    case .path(let path): points = path.pieces.flatMap { $0 }
    case .circles(let circles):
      for (index, center) in circles.centers.enumerated() {
        let radius = isCellular ? 0.4 : circles.radius(at: index)
        points.append(ScenePoint(center.x - radius, center.y - radius))
        points.append(ScenePoint(center.x + radius, center.y + radius))
      }
    case .group, .text: return nil
    }
    guard let first = points.first else { return nil }
    var (left, right, top, bottom) = (first.x, first.x, first.y, first.y)
    for point in points {
      left = min(left, point.x)
      right = max(right, point.x)
      top = min(top, point.y)
      bottom = max(bottom, point.y)
    }
    return SceneRectangle(fromX: left, toX: right, fromY: top, toY: bottom)
  }

  private static func numbers(_ shape: SceneShape) -> [Double] {
    switch shape {
    case .rectangle(let rectangle, _, let stroke):
      [rectangle.x, rectangle.y, rectangle.width, rectangle.height, stroke?.width ?? 0]
    case .path(let path):
      path.pieces.flatMap { $0.flatMap { [$0.x, $0.y] } } + [path.stroke?.width ?? 0]
    case .circles(let circles): circles.centers.flatMap { [$0.x, $0.y] } + circles.radii
    case .text(let text): [text.position.x, text.position.y, text.size, text.angle]
    case .group: []
    }
  }

  static let finite = SceneRule("places are numbers and sizes are not negative") { drawn in
    let frame = [drawn.scene.width, drawn.scene.height]
    var out =
      frame.allSatisfy { $0.isFinite && $0 > 0 && $0 <= 4000 } ? [] : ["the size \(frame)"]
    for piece in drawn.pieces {
      let own = numbers(piece.item.shape)
      if !own.allSatisfy({ $0.isFinite && abs($0) < 1e7 }) {
        out.append("\(piece.item.role) of \(piece.item.series ?? "?"): \(own.prefix(4))")
      }
      if !(0...1).contains(piece.item.opacity) { out.append("opacity \(piece.item.opacity)") }
      switch piece.item.shape {
      case .rectangle(let rectangle, _, _):
        if rectangle.width < 0 || rectangle.height < 0 { out.append("\(rectangle)") }
      case .circles(let circles):
        if circles.radii.contains(where: { $0 < 0 }) { out.append("a radius below zero") }
        let counts = [circles.radii.count, circles.tooltips.count]
        if counts[0] > 1,
          counts[0] != circles.centers.count
            || counts[1] > 0 && counts[1] != circles.centers.count
        {
          out.append("\(circles.centers.count) discs, \(counts) radii and tooltips")
        }
      case .path(let path):
        if path.fill == nil, path.stroke == nil { out.append("a path without paint") }
      case .group, .text: break
      }
    }
    return out
  }

  /// What no panel cuts lies inside the drawing.
  static let inside = SceneRule("shapes are inside") { drawn in
    let frame = SceneRectangle(x: 0, y: 0, width: drawn.scene.width, height: drawn.scene.height)
    var out = drawn.scene.panels.filter { !frame.contains($0, slack: 0.01) }.map { "panel \($0)" }
    for piece in drawn.pieces {
      if let clip = piece.clip, frame.contains(clip, slack: 0.01) { continue }
      guard let box = bounds(piece.item.shape, isCellular: drawn.isCellular),
        !frame.contains(box, slack: 0.01)
      else { continue }
      out.append("\(piece.item.role) of \(piece.item.series ?? "?") at \(box)")
    }
    return out
  }

  static let background = SceneRule("the paper is painted first") { drawn in
    guard let first = drawn.scene.items.first, first.role == .background,
      case .rectangle(let rectangle, let fill?, _) = first.shape, fill == .paper,
      rectangle == SceneRectangle(x: 0, y: 0, width: drawn.scene.width, height: drawn.scene.height)
    else { return ["no paper"] }
    return []
  }
}
