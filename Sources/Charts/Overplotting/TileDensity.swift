/// Draws very many tiles of a continuous colour by the mean of those that share a pixel.
enum TileDensity {
  /// Rectangles of one or more pixels; nil for tiles that have room of their own or no ramp.
  static func items(_ frame: MarkFrame, in panel: PanelContext) -> [SceneItem]? {
    guard !panel.metrics.isCellular, frame.count > 4 * Overplotting.fewRectangles,
      !frame.colorValues.isEmpty
    else { return nil }
    let edges = (0..<frame.count).map { row in
      SceneRectangle(
        fromX: panel.place(.x, frame.lower.x[row]), toX: panel.place(.x, frame.upper.x[row]),
        fromY: panel.place(.y, frame.lower.y[row]), toY: panel.place(.y, frame.upper.y[row]))
    }
    var paints: [Paint] = []
    let grid = DensityGrid(over: panel.rectangle, isCellular: false)
    let (found, _) = RectangleCoverage.fitted(grid) { grid in
      var sums = [Double](repeating: 0, count: grid.count)
      var counts = [Int32](repeating: 0, count: grid.count)
      for row in 0..<frame.count {
        let value = frame.colorValues[row]
        guard value.isFinite, edges[row].x.isFinite, edges[row].y.isFinite else { continue }
        RectangleCoverage.visit(edges[row], grid) { index in
          sums[index] += value
          counts[index] &+= 1
        }
      }
      var buckets = PaintBuckets()
      var position: [Paint: Int32] = [:]
      paints = []
      var mean = MarkFrame()
      mean.colorValues = [0]
      return sums.indices.map { index in
        guard counts[index] > 0 else { return 0 }
        mean.colorValues[0] = sums[index] / Double(counts[index])
        let paint = buckets.paint(near: panel.paint(mean, 0))
        if let known = position[paint] { return known }
        paints.append(paint)
        position[paint] = Int32(paints.count)
        return Int32(paints.count)
      }
    }
    return found.map { rectangle, owner in
      SceneItem(
        .mark, .rectangle(rectangle, fill: paints[Int(owner) - 1], stroke: nil),
        opacity: panel.layer.style.alpha ?? 1)
    }
  }
}
