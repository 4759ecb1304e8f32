/// Moves labels apart along a line, each as little as possible.
enum LabelSpreading {
  /// Places of the middles of labels that do not overlap, in the order of the wanted ones and inside
  /// a range if they fit.
  ///
  /// Pools neighbours that are too close into one block about their mean (pool adjacent violators).
  static func spread(
    _ wanted: [Double], heights: [Double], from lower: Double, to upper: Double
  ) -> [Double] {
    // Subtracting each label's own offset turns distances into an order.
    var offsets: [Double] = []
    var total = 0.0
    for (index, height) in heights.enumerated() {
      if index > 0 { total += (heights[index - 1] + height) / 2 }
      offsets.append(total)
    }
    var blocks: [(sum: Double, count: Int)] = []
    for (place, offset) in zip(wanted, offsets) {
      blocks.append((place - offset, 1))
      while blocks.count > 1 {
        let last = blocks[blocks.count - 1]
        let before = blocks[blocks.count - 2]
        guard before.sum / Double(before.count) > last.sum / Double(last.count) else { break }
        blocks.removeLast(2)
        blocks.append((before.sum + last.sum, before.count + last.count))
      }
    }
    let lowest = lower + (heights.first ?? 0) / 2
    let highest = max(lowest, upper - (heights.last ?? 0) / 2 - total)
    var places: [Double] = []
    for block in blocks {
      let level = max(lowest, min(highest, block.sum / Double(block.count)))
      for _ in 0..<block.count { places.append(level + offsets[places.count]) }
    }
    return places
  }
}
