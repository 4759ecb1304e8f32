/// Replaces very many shapes by few that look the same.
///
/// A drawing has some hundred thousand pixels, so of a million points most lie under others. What
/// is left out is what nobody could see: discs and lines on top of equal ones. Where shapes are
/// translucent, the opacity that their pile would have had is kept.
enum Overplotting {
  /// The most shapes of one kind that are drawn as they are.
  static let fewDiscs = 300
  /// The most discs of which each is drawn, if not as an element of its own.
  static let fewThinned = 10_000
  static let fewVertices = 15_000
  static let fewLines = 300
  static let fewRectangles = 5_000

  /// The marks of a panel, with each run of one kind of shape replaced where it is long.
  static func reduced(
    _ items: [SceneItem], in area: SceneRectangle, isCellular: Bool
  ) -> [SceneItem] {
    let grid = DensityGrid(over: area, isCellular: isCellular)
    var out: [SceneItem] = []
    var start = 0
    while start < items.count {
      let kind = kind(of: items[start])
      var end = start + 1
      while end < items.count, self.kind(of: items[end]) == kind { end += 1 }
      let run = items[start..<end]
      start = end
      switch kind {
      case .discs:
        let count = run.reduce(0) { $0 + $1.discs.count }
        out += count > fewDiscs ? DiscDensity(grid).items(run) : Array(run)
      case .lines:
        let count = run.reduce(0) { $0 + $1.vertexCount }
        let isLong = count > fewVertices || run.count > fewLines
        out += isLong ? LineCoverage(grid).items(run) : Array(run)
      case .rectangles where !isCellular && run.count > fewRectangles:
        out += RectangleCoverage(grid).items(run)
      case .rectangles, .other: out += run
      }
    }
    return out
  }

  private enum Kind { case discs, lines, rectangles, other }

  private static func kind(of item: SceneItem) -> Kind {
    switch item.shape {
    case .circles(let circles) where circles.tooltips.isEmpty && circles.ring == nil: .discs
    case .path(let path) where path.fill == nil && !path.isClosed && path.stroke != nil: .lines
    case .rectangle(_, let fill, _) where fill != nil: .rectangles
    default: .other
    }
  }
}

/// The squares of a panel that a reader can tell apart: pixels, or the dots of a terminal.
struct DensityGrid {
  let area: SceneRectangle
  let isCellular: Bool
  /// The number of squares from left to right and from top to bottom.
  let columns: Int, rows: Int
  /// The width and the height of a square.
  let pitch: AxisPair<Double>

  init(over area: SceneRectangle, isCellular: Bool, scale: Double = 1) {
    self.area = area
    self.isCellular = isCellular
    pitch = isCellular ? AxisPair(x: 0.5, y: 0.25) : AxisPair(x: scale, y: scale)
    columns = max(1, min(8000, Int((area.width / pitch.x).rounded(.up))))
    rows = max(1, min(8000, Int((area.height / pitch.y).rounded(.up))))
  }

  var count: Int { columns * rows }

  /// The square of a place in units of squares; places beyond the edges belong to the edge.
  func index(_ column: Double, _ row: Double) -> Int {
    let x = max(0, min(columns - 1, Int(column)))
    let y = max(0, min(rows - 1, Int(row)))
    return y * columns + x
  }

  /// The same area in squares twice as large.
  func coarser(_ scale: Double) -> DensityGrid {
    DensityGrid(over: area, isCellular: isCellular, scale: scale)
  }
}

extension SceneItem {
  /// The centres of discs; none for other shapes.
  fileprivate var discs: [ScenePoint] {
    if case .circles(let circles) = shape { circles.centers } else { [] }
  }

  /// The number of points of a path; zero for other shapes.
  var vertexCount: Int {
    if case .path(let path) = shape { path.pieces.reduce(0) { $0 + $1.count } } else { 0 }
  }
}
