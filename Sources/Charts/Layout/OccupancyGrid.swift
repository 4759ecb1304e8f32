/// A coarse bitmap of what is already drawn in a panel, for placing labels.
///
/// After the label module of Vega: marks and placed labels fill squares, and a label may stand
/// where all squares below it are free.
public struct OccupancyGrid: Sendable {
  /// What covers a square.
  enum Cover: UInt8, Comparable {
    case nothing, discs, shapes
    static func < (a: Cover, b: Cover) -> Bool { a.rawValue < b.rawValue }
  }

  private var cells: [Cover]
  private let columns: Int
  private let rows: Int
  private let frame: SceneRectangle
  private let pitch: Double

  /// Creates an empty grid over a rectangle.
  public init(over frame: SceneRectangle, pitch: Double) {
    self.frame = frame
    self.pitch = pitch
    columns = max(1, min(2000, Int((frame.width / pitch).rounded(.up))))
    rows = max(1, min(2000, Int((frame.height / pitch).rounded(.up))))
    cells = [Cover](repeating: .nothing, count: columns * rows)
  }

  /// Whether a rectangle lies inside the grid and covers nothing.
  ///
  /// - Parameter mayCoverDiscs: Whether discs below it do not count.
  public func isFree(_ rectangle: SceneRectangle, mayCoverDiscs: Bool = false) -> Bool {
    guard frame.contains(rectangle) else { return false }
    let most: Cover = mayCoverDiscs ? .discs : .nothing
    let (rows, columns) = squares(rectangle)
    for row in rows {
      for column in columns where cells[row * self.columns + column] > most { return false }
    }
    return true
  }

  /// Fills the squares below a rectangle.
  public mutating func fill(_ rectangle: SceneRectangle) { fill(rectangle, with: .shapes) }

  private mutating func fill(_ rectangle: SceneRectangle, with cover: Cover) {
    guard let inside = rectangle.clipped(to: frame) else { return }
    let (rows, columns) = squares(inside)
    for row in rows {
      for column in columns where cells[row * self.columns + column] < cover {
        cells[row * self.columns + column] = cover
      }
    }
  }

  /// Fills the squares that a line from one point to another passes.
  public mutating func fill(from a: ScenePoint, to b: ScenePoint) {
    let length = max(abs(b.x - a.x), abs(b.y - a.y))
    guard length.isFinite, length < 1e5 else { return }
    let steps = max(1, Int((length / pitch).rounded(.up)))
    for step in 0...steps {
      let part = Double(step) / Double(steps)
      fill(
        SceneRectangle(
          x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part, width: 0, height: 0))
    }
  }

  /// Fills what shapes cover: discs, lines and text, but not filled areas.
  public mutating func fill(_ items: [SceneItem], _ measurer: any TextMeasurer) {
    for item in items where item.opacity > 0 {
      switch item.shape {
      case .group(let children, _): fill(children, measurer)
      case .circles(let circles):
        for (index, center) in circles.centers.enumerated() {
          let radius = pitch > 1 ? circles.radius(at: index) : 0
          fill(
            SceneRectangle(
              x: center.x - radius, y: center.y - radius, width: 2 * radius, height: 2 * radius),
            with: .discs)
        }
      case .path(let path) where path.fill == nil:
        for piece in path.pieces {
          for (a, b) in zip(piece, piece.dropFirst()) { fill(from: a, to: b) }
        }
      case .text(let text):
        let width = measurer.width(of: text.text, size: text.size, isBold: text.isBold)
        fill(text.bounds(width: width))
      case .path, .rectangle: break
      }
    }
  }

  /// The squares that a rectangle touches.
  private func squares(
    _ rectangle: SceneRectangle
  ) -> (rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    func index(_ offset: Double, _ count: Int) -> Int {
      max(0, min(count - 1, Int((offset / pitch).rounded(.down))))
    }
    let left = index(rectangle.x - frame.x, columns)
    // A shared edge is not a shared square.
    let right = max(left, index(rectangle.maxX - frame.x - 1e-9, columns))
    let top = index(rectangle.y - frame.y, rows)
    let bottom = max(top, index(rectangle.maxY - frame.y - 1e-9, rows))
    return (top...bottom, left...right)
  }
}
