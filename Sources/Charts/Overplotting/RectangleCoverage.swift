/// Puts very many rectangles on the pixels of a panel and reads off what can be seen.
struct RectangleCoverage {
  private var grid: DensityGrid
  /// The most rectangles that are read off.
  private static let budget = 30_000

  init(_ grid: DensityGrid) { self.grid = grid }

  /// Rectangles of whole pixels that look like those of a run, by colour.
  func items(_ run: ArraySlice<SceneItem>) -> [SceneItem] {
    var looks: [(paint: Paint, item: SceneItem)] = []
    var position: [Paint: Int32] = [:]
    var shapes: [(rectangle: SceneRectangle, owner: Int32)] = []
    for item in run where item.opacity >= 1 {
      guard case .rectangle(let rectangle, let fill?, _) = item.shape else { continue }
      if let known = position[fill] {
        let index = Int(known) - 1
        if looks[index].item.series != item.series { looks[index].item.series = nil }
        shapes.append((rectangle, known))
      } else {
        looks.append((fill, item))
        position[fill] = Int32(looks.count)
        shapes.append((rectangle, Int32(looks.count)))
      }
    }
    let (visible, _) = Self.fitted(grid) { grid in
      var owners = [Int32](repeating: 0, count: grid.count)
      for shape in shapes {
        Self.visit(shape.rectangle, grid) { owners[$0] = shape.owner }
      }
      return owners
    }
    return translucent(run.filter { $0.opacity < 1 })
      + visible.map { rectangle, owner in
        var item = looks[Int(owner) - 1].item
        item.tooltip = nil
        item.shape = .rectangle(rectangle, fill: looks[Int(owner) - 1].paint, stroke: nil)
        return item
      }
  }

  private struct Look: Hashable {
    var paint: Paint
    var opacity: Double
  }

  /// Translucent rectangles as steps of opacity: n of opacity a let (1 − a)ⁿ of the light through.
  private func translucent(_ items: [SceneItem]) -> [SceneItem] {
    var groups: [(look: Look, item: SceneItem, shapes: [SceneRectangle])] = []
    var position: [Look: Int] = [:]
    for item in items {
      guard case .rectangle(let rectangle, let fill?, _) = item.shape else { continue }
      let look = Look(paint: fill, opacity: item.opacity)
      if let known = position[look] {
        groups[known].shapes.append(rectangle)
        if groups[known].item.series != item.series { groups[known].item.series = nil }
      } else {
        position[look] = groups.count
        groups.append((look, item, [rectangle]))
      }
    }
    let steps = 16.0
    return groups.flatMap { look, item, shapes in
      let (visible, _) = Self.fitted(grid) { grid in
        Self.depths(shapes, grid).map { depth in
          guard depth > 0 else { return 0 }
          var through = 1.0
          for _ in 0..<min(depth, 400) where through > 0.01 { through *= 1 - look.opacity }
          return Int32(max(1, ((1 - through) * steps).rounded()))
        }
      }
      return visible.map { rectangle, step in
        var item = item
        item.tooltip = nil
        item.opacity = min(1, Double(step) / steps)
        item.shape = .rectangle(rectangle, fill: look.paint, stroke: nil)
        return item
      }
    }
  }

  /// How many rectangles cover each square, from sums over their corners.
  private static func depths(_ shapes: [SceneRectangle], _ grid: DensityGrid) -> [Int32] {
    let width = grid.columns + 1
    var sums = [Int32](repeating: 0, count: width * (grid.rows + 1))
    for shape in shapes {
      let (left, right, top, bottom) = squares(shape, grid)
      guard left < right, top < bottom else { continue }
      sums[top * width + left] &+= 1
      sums[top * width + right] &-= 1
      sums[bottom * width + left] &-= 1
      sums[bottom * width + right] &+= 1
    }
    var out = [Int32](repeating: 0, count: grid.count)
    for row in 0..<grid.rows {
      var line: Int32 = 0
      for column in 0..<grid.columns {
        line &+= sums[row * width + column]
        let above = row > 0 ? out[(row - 1) * grid.columns + column] : 0
        out[row * grid.columns + column] = above &+ line
      }
    }
    return out
  }

  /// The rectangles of equal owners of squares that are as small as can be, by owner; zero owns
  /// nothing.
  static func fitted(
    _ grid: DensityGrid, _ owners: (DensityGrid) -> [Int32]
  ) -> (rectangles: [(SceneRectangle, Int32)], grid: DensityGrid) {
    var grid = grid
    var scale = 1.0
    while true {
      let found = rectangles(owners(grid), grid)
      if found.count <= budget || scale >= 6 { return (found, grid) }
      scale += 1
      grid = grid.coarser(scale)
    }
  }

  /// Visits the squares that a rectangle covers, at least one in each direction.
  static func visit(_ rectangle: SceneRectangle, _ grid: DensityGrid, _ body: (Int) -> Void) {
    let (left, right, top, bottom) = squares(rectangle, grid)
    guard left < right, top < bottom else { return }
    for row in top..<bottom {
      for column in left..<right { body(row * grid.columns + column) }
    }
  }

  private static func squares(
    _ shape: SceneRectangle, _ grid: DensityGrid
  ) -> (left: Int, right: Int, top: Int, bottom: Int) {
    let (left, right) = span(
      (shape.x - grid.area.x) / grid.pitch.x, shape.width / grid.pitch.x, grid.columns)
    let (top, bottom) = span(
      (shape.y - grid.area.y) / grid.pitch.y, shape.height / grid.pitch.y, grid.rows)
    return (left, right, top, bottom)
  }

  private static func span(_ start: Double, _ length: Double, _ count: Int) -> (Int, Int) {
    guard start < Double(count), start + length >= 0 else { return (0, 0) }
    let first = max(0, min(Double(count - 1), start.rounded()))
    let last = max(first + 1, min(Double(count), (start + length).rounded()))
    return (Int(first), Int(last))
  }

  private struct Run { var left: Int, right: Int, top: Int, owner: Int32 }

  /// Equal runs of squares in neighbouring rows become one rectangle.
  private static func rectangles(
    _ owners: [Int32], _ grid: DensityGrid
  ) -> [(SceneRectangle, Int32)] {
    var out: [(SceneRectangle, Int32)] = []
    var open: [Run] = []
    for row in 0...grid.rows {
      var runs = row < grid.rows ? runs(owners, row, grid.columns) : []
      var other = 0
      for index in runs.indices {
        while other < open.count, open[other].left < runs[index].left { other += 1 }
        guard other < open.count, open[other].left == runs[index].left,
          open[other].right == runs[index].right, open[other].owner == runs[index].owner
        else { continue }
        runs[index].top = open[other].top
        open[other].owner = 0
      }
      for run in open where run.owner > 0 {
        let rectangle = SceneRectangle(
          x: grid.area.x + Double(run.left) * grid.pitch.x,
          y: grid.area.y + Double(run.top) * grid.pitch.y,
          width: Double(run.right - run.left) * grid.pitch.x,
          height: Double(row - run.top) * grid.pitch.y)
        out.append((rectangle, run.owner))
      }
      open = runs
    }
    // Those of one owner in the order in which they were found.
    return out.enumerated().sorted { ($0.element.1, $0.offset) < ($1.element.1, $1.offset) }
      .map(\.element)
  }

  private static func runs(_ owners: [Int32], _ row: Int, _ columns: Int) -> [Run] {
    var out: [Run] = []
    var start = 0
    let base = row * columns
    for column in 1...columns
    where column == columns || owners[base + column] != owners[base + start] {
      if owners[base + start] > 0 {
        out.append(Run(left: start, right: column, top: row, owner: owners[base + start]))
      }
      start = column
    }
    return out
  }
}
