/// Draws very many discs with few, at the opacity that all of them would have together.
///
/// Where discs are few, each is drawn. Where more than eight lie on one another, every second,
/// fourth … of them is drawn in its stead with the opacity of two, four …: n discs of opacity a on
/// one place let (1 − a)ⁿ of the light through. Discs that overlap go to different paths, because
/// one path is painted once however often it crosses itself.
struct DiscDensity {
  private let grid: DensityGrid
  /// The number of paths for discs of one look, so that overlaps darken.
  private static let parts = 8
  /// Discs of one colour above each other that are drawn one by one.
  private static let deepest = 8.0

  init(_ grid: DensityGrid) { self.grid = grid }

  /// Discs of one look.
  private struct Batch {
    var item: SceneItem
    var circles: SceneCircles
    var radius: Double
    var centers: [ScenePoint]
  }

  /// The discs of some layers' colours.
  func items(_ run: ArraySlice<SceneItem>) -> [SceneItem] {
    let batches = run.flatMap(batches)
    if grid.isCellular { return batches.map { item(of: $0, firstOfEach($0.centers), 1) } }
    // Eight discs that let hardly anything through look like any more of them.
    let isDeepEnough = batches.allSatisfy { power(1 - $0.item.opacity, Self.parts) < 0.02 }
    if isDeepEnough, batches.reduce(0, { $0 + $1.centers.count }) <= Overplotting.fewThinned {
      return strided(batches)
    }
    // Other shapes take several times the bytes of a disc.
    let hasShapes = batches.contains { $0.circles.symbol != .disc }
    let depth = max(1, Self.deepest / Double(batches.count) / (hasShapes ? 4 : 1))
    var counts = [Int32](repeating: 0, count: grid.count)
    var firsts = [Int32](repeating: 0, count: grid.count)
    var sums = [Int32](repeating: 0, count: (grid.columns + 1) * (grid.rows + 1))
    let layers = batches.map { batch in
      spread(batch, depth: depth, &counts, &firsts, &sums)
    }
    // Part by part, so that no colour hides all that came before it.
    var out: [SceneItem] = []
    for part in 0..<Self.parts {
      for (batch, layer) in zip(batches, layers) {
        for (level, centers) in layer.enumerated() where !centers[part].isEmpty {
          let through = power(1 - batch.item.opacity, 1 << level)
          out.append(item(of: batch, centers[part], 1 - through))
        }
      }
    }
    return out
  }

  /// All discs of some batches, those of a translucent one in several paths.
  private func strided(_ batches: [Batch]) -> [SceneItem] {
    (0..<Self.parts).flatMap { part in
      batches.compactMap { batch -> SceneItem? in
        let step = batch.item.opacity < 1 ? Self.parts : 1
        guard part < step else { return nil }
        let centers = stride(from: part, to: batch.centers.count, by: step).map {
          batch.centers[$0]
        }
        return centers.isEmpty ? nil : item(of: batch, centers, batch.item.opacity)
      }
    }
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    // Squaring, as exponents are powers of two.
    var result = base
    var reached = 1
    while reached < exponent, result > 1e-6 {
      result *= result
      reached *= 2
    }
    return result
  }

  private func item(of batch: Batch, _ centers: [ScenePoint], _ opacity: Double) -> SceneItem {
    var item = batch.item
    var circles = batch.circles
    circles.centers = centers
    circles.radii = [batch.radius]
    item.shape = .circles(circles)
    if !grid.isCellular { item.opacity = opacity > 0.995 ? 1 : opacity }
    return item
  }

  /// Splits discs of different sizes into batches of one size each, of 24 sizes at most.
  private func batches(_ item: SceneItem) -> [Batch] {
    guard case .circles(let circles) = item.shape else { return [] }
    if circles.radii.count <= 1 {
      return [
        Batch(
          item: item, circles: circles, radius: circles.radii.first ?? 3, centers: circles.centers)
      ]
    }
    let smallest = circles.radii.min() ?? 1
    let step = max(0.25, ((circles.radii.max() ?? 1) - smallest) / 24)
    var bySize: [Int: [ScenePoint]] = [:]
    for (index, center) in circles.centers.enumerated() {
      let size = ((circles.radius(at: index) - smallest) / step).rounded()
      bySize[Int(size.isFinite ? size : 0), default: []].append(center)
    }
    // The largest first, so that small ones lie on top.
    return bySize.sorted { $0.key > $1.key }.map { size, centers in
      Batch(
        item: item, circles: circles, radius: smallest + Double(size) * step, centers: centers)
    }
  }

  /// One disc for each square that has any.
  private func firstOfEach(_ centers: [ScenePoint]) -> [ScenePoint] {
    var seen = [Bool](repeating: false, count: grid.count)
    return centers.filter { center in
      guard center.x.isFinite, center.y.isFinite else { return false }
      let column = (center.x - grid.area.x) / grid.pitch.x
      let row = (center.y - grid.area.y) / grid.pitch.y
      guard column > -9, row > -9, column < Double(grid.columns + 9),
        row < Double(grid.rows + 9)
      else { return false }
      let index = grid.index(column, row)
      defer { seen[index] = true }
      return !seen[index]
    }
  }

  /// The centres that are drawn: for each power of two of discs that one stands for, for each part.
  private func spread(
    _ batch: Batch, depth: Double, _ counts: inout [Int32], _ firsts: inout [Int32],
    _ sums: inout [Int32]
  ) -> [[[ScenePoint]]] {
    let (columns, rows) = (grid.columns, grid.rows)
    for index in counts.indices { counts[index] = 0 }
    let reach = batch.radius + 1
    for (number, center) in batch.centers.enumerated() {
      let column = center.x - grid.area.x
      let row = center.y - grid.area.y
      guard column > -reach, row > -reach, column < Double(columns) + reach,
        row < Double(rows) + reach
      else { continue }
      let index = grid.index(column, row)
      if counts[index] == 0 { firsts[index] = Int32(truncatingIfNeeded: number) }
      counts[index] &+= 1
    }
    for row in 0..<rows {
      var line: Int32 = 0
      for column in 0..<columns {
        line &+= counts[row * columns + column]
        let place = (row + 1) * (columns + 1) + column + 1
        sums[place] = sums[place - columns - 1] &+ line
      }
    }
    // A square as large as a disc says how many lie on one another.
    let half = max(0, Int((batch.radius * 0.886).rounded()))
    let share = 3.1416 * batch.radius * batch.radius / Double((2 * half + 1) * (2 * half + 1))
    let isOpaque = batch.item.opacity >= 1
    var levels: [[[ScenePoint]]] = []
    var part = 0
    func add(_ center: ScenePoint, level: Int) {
      while levels.count <= level {
        levels.append([[ScenePoint]](repeating: [], count: Self.parts))
      }
      levels[level][isOpaque ? 0 : part].append(center)
      part = (part + 1) % Self.parts
    }
    for row in 0..<rows {
      var carried = 0.0
      let (top, bottom) = (max(0, row - half), min(rows, row + half + 1))
      for column in 0..<columns {
        let count = counts[row * columns + column]
        guard count > 0 else { continue }
        let (left, right) = (max(0, column - half), min(columns, column + half + 1))
        let within =
          sums[bottom * (columns + 1) + right] &- sums[top * (columns + 1) + right]
          &- sums[bottom * (columns + 1) + left] &+ sums[top * (columns + 1) + left]
        let overlap = Double(within) * share
        var level = 0
        while overlap > depth * Double(1 << level), level < 30 { level += 1 }
        let first = Int(firsts[row * columns + column])
        if level == 0 {
          let drawn = isOpaque ? 1 : min(Int(count), Self.parts)
          for _ in 0..<drawn { add(batch.centers[first], level: 0) }
          continue
        }
        carried += Double(count) / Double(1 << level)
        guard carried >= 1 else { continue }
        let drawn = isOpaque ? 1 : min(Int(carried), Self.parts)
        carried -= carried.rounded(.down)
        for _ in 0..<drawn { add(batch.centers[first], level: isOpaque ? 0 : level) }
      }
    }
    return levels
  }
}
