/// Leaves out the pieces of lines that run entirely over others of the same look.
struct LineCoverage {
  private let grid: DensityGrid
  /// The number of paths for translucent lines, so that crossings darken.
  private static let parts = 8
  /// The most vertices that are kept of a run.
  private static let budget = 40_000

  private struct Look: Hashable {
    var stroke: SceneStroke
    var opacity: Double
    var role: SceneRole
  }

  private struct Group {
    var item: SceneItem
    var path: ScenePath
    var parts: [[[ScenePoint]]]
    var hasOneSeries = true
    var next = 0
  }

  init(_ grid: DensityGrid) { self.grid = grid }

  /// The lines of a run, those of one look in one path.
  func items(_ run: ArraySlice<SceneItem>) -> [SceneItem] {
    var groups: [Group] = []
    var position: [Look: Int] = [:]
    for item in run {
      guard case .path(let path) = item.shape, let stroke = path.stroke else { continue }
      let look = Look(stroke: stroke, opacity: item.opacity, role: item.role)
      let place: Int
      if let known = position[look] {
        place = known
        if groups[place].item.series != item.series { groups[place].hasOneSeries = false }
      } else {
        place = groups.count
        position[look] = place
        let parts = item.opacity < 1 && !grid.isCellular ? Self.parts : 1
        groups.append(
          Group(item: item, path: path, parts: [[[ScenePoint]]](repeating: [], count: parts)))
      }
      let part = groups[place].next
      groups[place].parts[part] += path.pieces
      groups[place].next = (part + 1) % groups[place].parts.count
    }
    var scale = 1.0
    var grid = grid
    while true {
      var kept = 0
      for index in groups.indices {
        for part in groups[index].parts.indices {
          let visible = Self.visible(groups[index].parts[part], grid)
          groups[index].parts[part] = visible
          kept += visible.reduce(0) { $0 + $1.count }
        }
      }
      // Lines that still are too many differ by less than a pixel from what is kept.
      guard kept > Self.budget, scale < 8, !grid.isCellular else { break }
      scale *= 2
      grid = grid.coarser(scale)
    }
    return groups.flatMap { group in
      group.parts.filter { !$0.isEmpty }.map { pieces in
        var item = group.item
        var path = group.path
        path.pieces = pieces
        item.shape = .path(path)
        if !group.hasOneSeries {
          item.series = nil
          item.tooltip = nil
        }
        return item
      }
    }
  }

  /// The pieces that touch squares which no earlier one has touched.
  private static func visible(_ pieces: [[ScenePoint]], _ grid: DensityGrid) -> [[ScenePoint]] {
    var covered = [Bool](repeating: false, count: grid.count)
    var out: [[ScenePoint]] = []
    for piece in pieces {
      if piece.count == 1 {
        if cover(piece[0], piece[0], &covered, grid) { out.append(piece) }
        continue
      }
      var current: [ScenePoint] = []
      for (a, b) in zip(piece, piece.dropFirst()) {
        if cover(a, b, &covered, grid) {
          if current.isEmpty { current.append(a) }
          current.append(b)
        } else if !current.isEmpty {
          out.append(current)
          current = []
        }
      }
      if !current.isEmpty { out.append(current) }
    }
    return out
  }

  /// Marks the squares below a straight line; true when one of them was free.
  private static func cover(
    _ a: ScenePoint, _ b: ScenePoint, _ covered: inout [Bool], _ grid: DensityGrid
  ) -> Bool {
    var (x0, y0) = ((a.x - grid.area.x) / grid.pitch.x, (a.y - grid.area.y) / grid.pitch.y)
    let (x1, y1) = ((b.x - grid.area.x) / grid.pitch.x, (b.y - grid.area.y) / grid.pitch.y)
    var (dx, dy) = (x1 - x0, y1 - y0)
    guard dx.isFinite, dy.isFinite else { return false }
    // Only the part inside counts (Liang and Barsky 1984).
    var (enter, leave) = (0.0, 1.0)
    let sides = [
      (-dx, x0 + 1), (dx, Double(grid.columns) + 1 - x0), (-dy, y0 + 1),
      (dy, Double(grid.rows) + 1 - y0),
    ]
    for (slope, room) in sides {
      if slope == 0 {
        if room < 0 { return false }
      } else if slope < 0 {
        enter = max(enter, room / slope)
      } else {
        leave = min(leave, room / slope)
      }
    }
    guard enter <= leave else { return false }
    (x0, y0) = (x0 + dx * enter, y0 + dy * enter)
    (dx, dy) = (dx * (leave - enter), dy * (leave - enter))
    let steps = max(1, Int(max(abs(dx), abs(dy)).rounded(.up)))
    let (stepX, stepY) = (dx / Double(steps), dy / Double(steps))
    var isNew = false
    for _ in 0...steps {
      let index = grid.index(x0, y0)
      if !covered[index] {
        covered[index] = true
        isNew = true
      }
      x0 += stepX
      y0 += stepY
    }
    return isNew
  }
}
