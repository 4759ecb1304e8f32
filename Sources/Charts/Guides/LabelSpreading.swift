/// Moves labels apart along a line, each as little as possible.
enum LabelSpreading {
  /// Places at least a pitch apart, in the order of the wanted ones, inside a range if they fit.
  ///
  /// Pools neighbours that are too close into one block about their mean (pool adjacent violators).
  static func spread(
    _ wanted: [Double], pitch: Double, from lower: Double, to upper: Double
  ) -> [Double] {
    var blocks: [(sum: Double, count: Int)] = []
    // Subtracting each label's own offset turns the distances into an order.
    for (index, place) in wanted.enumerated() {
      blocks.append((place - Double(index) * pitch, 1))
      while blocks.count > 1 {
        let last = blocks[blocks.count - 1]
        let before = blocks[blocks.count - 2]
        guard before.sum / Double(before.count) > last.sum / Double(last.count) else { break }
        blocks.removeLast(2)
        blocks.append((before.sum + last.sum, before.count + last.count))
      }
    }
    let span = Double(max(0, wanted.count - 1)) * pitch
    let highest = max(lower, upper - span)
    var places: [Double] = []
    for block in blocks {
      let level = max(lower, min(highest, block.sum / Double(block.count)))
      for _ in 0..<block.count { places.append(level + Double(places.count) * pitch) }
    }
    return places
  }
}
