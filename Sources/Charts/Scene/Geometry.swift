/// A place in a scene, in the surface's units, with y growing downwards.
public struct ScenePoint: Sendable, Hashable {
  /// The distances from the left and the upper edge.
  public var x: Double, y: Double
  /// Creates a point.
  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// An upright rectangle in a scene.
public struct SceneRectangle: Sendable, Hashable {
  /// The left and upper edges, the width and the height.
  public var x: Double, y: Double, width: Double, height: Double

  /// Creates a rectangle from its upper left corner.
  public init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// Creates the rectangle between two values on each axis, in any order.
  public init(fromX x0: Double, toX x1: Double, fromY y0: Double, toY y1: Double) {
    self.init(x: min(x0, x1), y: min(y0, y1), width: abs(x1 - x0), height: abs(y1 - y0))
  }

  /// The right edge.
  public var maxX: Double { x + width }
  /// The lower edge.
  public var maxY: Double { y + height }
  /// The middle, from left to right.
  public var midX: Double { x + width / 2 }
  /// The middle, from top to bottom.
  public var midY: Double { y + height / 2 }

  /// Whether two rectangles share more than an edge.
  public func intersects(_ other: SceneRectangle) -> Bool {
    x < other.maxX && other.x < maxX && y < other.maxY && other.y < maxY
  }

  /// Whether another rectangle lies inside, with some slack.
  public func contains(_ other: SceneRectangle, slack: Double = 0) -> Bool {
    other.x >= x - slack && other.maxX <= maxX + slack && other.y >= y - slack
      && other.maxY <= maxY + slack
  }

  /// Whether a point lies inside or on the edge.
  public func contains(_ point: ScenePoint) -> Bool {
    point.x >= x && point.x <= maxX && point.y >= y && point.y <= maxY
  }

  /// The rectangle made smaller on every side, or larger for a negative amount.
  public func inset(by amount: Double) -> SceneRectangle {
    SceneRectangle(
      x: x + amount, y: y + amount, width: max(0, width - 2 * amount),
      height: max(0, height - 2 * amount))
  }

  /// The rectangle with its edges at those of whole cells, at least one cell wide and high.
  public var snappedToCells: SceneRectangle {
    func edges(_ from: Double, _ to: Double) -> (Double, Double) {
      let (first, last) = (from.rounded(), to.rounded())
      if last > first { return (first, last) }
      let cell = ((from + to) / 2).rounded(.down)
      return (cell, cell + 1)
    }
    let (left, right) = edges(x, maxX)
    let (top, bottom) = edges(y, maxY)
    return SceneRectangle(fromX: left, toX: right, fromY: top, toY: bottom)
  }

  /// The part that lies inside another rectangle, if there is any.
  public func clipped(to other: SceneRectangle) -> SceneRectangle? {
    let left = max(x, other.x)
    let right = min(maxX, other.maxX)
    let top = max(y, other.y)
    let bottom = min(maxY, other.maxY)
    guard right >= left, bottom >= top else { return nil }
    return SceneRectangle(x: left, y: top, width: right - left, height: bottom - top)
  }
}
