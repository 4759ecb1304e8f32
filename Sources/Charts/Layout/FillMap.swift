/// A coarse picture of the fills in a panel, so that text on top of them can stand out.
public struct FillMap: Sendable {
  private var cells: [UInt8]
  private var paints: [Paint] = []
  private let columns: Int
  private let rows: Int
  private let frame: SceneRectangle
  private let pitch: Double

  /// Creates a map without fills over a rectangle.
  public init(over frame: SceneRectangle, pitch: Double) {
    self.frame = frame
    self.pitch = pitch
    columns = max(1, min(1000, Int((frame.width / pitch).rounded(.up))))
    rows = max(1, min(1000, Int((frame.height / pitch).rounded(.up))))
    cells = [UInt8](repeating: 0, count: columns * rows)
  }

  /// The paint of the topmost fill at a point, if any.
  public func paint(at point: ScenePoint) -> Paint? {
    guard frame.contains(point) else { return nil }
    let column = Int(((point.x - frame.x) / pitch).rounded(.down))
    let row = Int(((point.y - frame.y) / pitch).rounded(.down))
    guard (0..<columns).contains(column), (0..<rows).contains(row) else { return nil }
    let index = Int(cells[row * columns + column])
    return index == 0 ? nil : paints[index - 1]
  }

  /// Notes the rectangles and closed paths among shapes that hide what lies below.
  public mutating func fill(_ items: [SceneItem]) {
    for item in items where item.opacity >= 0.5 {
      switch item.shape {
      case .group(let children, _): fill(children)
      case .rectangle(let rectangle, let paint?, _):
        guard let number = number(of: paint) else { continue }
        for row in range(rectangle.y, rectangle.maxY, from: frame.y, count: rows) {
          for column in range(rectangle.x, rectangle.maxX, from: frame.x, count: columns) {
            cells[row * columns + column] = number
          }
        }
      case .path(let path):
        guard let paint = path.fill, let number = number(of: paint) else { continue }
        for piece in path.pieces { fill(piece, number) }
      default: break
      }
    }
  }

  /// A polygon, one column of squares at a time.
  private mutating func fill(_ polygon: [ScenePoint], _ number: UInt8) {
    var crossings = [[Double]](repeating: [], count: columns)
    for index in polygon.indices {
      let (a, b) = (polygon[index], polygon[(index + 1) % polygon.count])
      for column in range(min(a.x, b.x), max(a.x, b.x), from: frame.x, count: columns) {
        let x = frame.x + (Double(column) + 0.5) * pitch
        guard (a.x <= x) != (b.x <= x) else { continue }
        crossings[column].append(a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x))
      }
    }
    for column in crossings.indices {
      let sorted = crossings[column].sorted()
      for index in stride(from: 0, to: sorted.count - 1, by: 2) {
        for row in range(sorted[index], sorted[index + 1], from: frame.y, count: rows) {
          cells[row * columns + column] = number
        }
      }
    }
  }

  /// The squares whose middles lie between two places.
  private func range(_ lower: Double, _ upper: Double, from origin: Double, count: Int) -> Range<
    Int
  > {
    guard lower.isFinite, upper.isFinite else { return 0..<0 }
    func index(_ place: Double) -> Int {
      Int(max(0, min(Double(count), ((place - origin) / pitch).rounded())))
    }
    let first = index(lower)
    return first..<max(first, index(upper))
  }

  private mutating func number(of paint: Paint) -> UInt8? {
    if let known = paints.firstIndex(of: paint) { return UInt8(known + 1) }
    // Ramps have more colours than there are numbers; near ones are as good.
    guard paints.count < 254 else { return UInt8(paints.count) }
    paints.append(paint)
    return UInt8(paints.count)
  }
}
