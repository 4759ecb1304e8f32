/// Gives all series of an area the same places, so that they can be stacked.
public enum Alignment {
  /// Every series at every place of any of them.
  ///
  /// Between its own places a series is interpolated linearly; outside them it is zero. Where a
  /// series changes its sign, the place of the crossing is added for all.
  public static func applied(to frame: MarkFrame) -> MarkFrame {
    let seriesRows = frame.rowsBySeries.map { rows in
      frame.ascending(rows.filter { !frame.center.y[$0].isNaN })
    }.filter { !$0.isEmpty }
    var places = seriesRows.flatMap { $0.map { frame.center.x[$0] } }
    for rows in seriesRows {
      for (a, b) in zip(rows, rows.dropFirst()) {
        let (y0, y1) = (frame.center.y[a], frame.center.y[b])
        guard y0 * y1 < 0 else { continue }
        let (x0, x1) = (frame.center.x[a], frame.center.x[b])
        places.append(x0 + (x1 - x0) * (y0 / (y0 - y1)))
      }
    }
    places.sort()
    var sorted: [Double] = []
    sorted.reserveCapacity(places.count)
    for place in places where place != sorted.last { sorted.append(place) }
    var out = MarkFrame()
    for rows in seriesRows {
      var next = 0
      var heights: [Double] = []
      heights.reserveCapacity(sorted.count)
      for place in sorted {
        while next < rows.count, frame.center.x[rows[next]] < place { next += 1 }
        if next < rows.count, frame.center.x[rows[next]] == place {
          heights.append(frame.center.y[rows[next]])
        } else if next == 0 || next == rows.count {
          heights.append(0)
        } else {
          let (a, b) = (rows[next - 1], rows[next])
          let (x0, x1) = (frame.center.x[a], frame.center.x[b])
          let (y0, y1) = (frame.center.y[a], frame.center.y[b])
          let crosses = y0 * y1 < 0 && place == x0 + (x1 - x0) * (y0 / (y0 - y1))
          heights.append(crosses ? 0 : y0 + (y1 - y0) * ((place - x0) / (x1 - x0)))
        }
      }
      for (index, height) in withSignedZeros(heights) {
        out.center.x.append(sorted[index])
        out.center.y.append(height)
        if !frame.colorCodes.isEmpty { out.colorCodes.append(frame.colorCodes[rows[0]]) }
        if !frame.series.isEmpty { out.series.append(frame.series[rows[0]]) }
      }
    }
    return out
  }

  /// Gives every zero the sign of the side that it belongs to.
  ///
  /// A zero between a positive and a negative stretch ends the one and begins the other, so it
  /// comes twice: what is above zero and what is below are two stacks.
  private static func withSignedZeros(_ heights: [Double]) -> [(index: Int, height: Double)] {
    var nextSigns = [FloatingPointSign?](repeating: nil, count: heights.count)
    var following: FloatingPointSign?
    for index in heights.indices.reversed() {
      if heights[index] != 0 { following = heights[index].sign }
      nextSigns[index] = following
    }
    var out: [(index: Int, height: Double)] = []
    var previous: FloatingPointSign?
    for (index, height) in heights.enumerated() {
      guard height == 0 else {
        previous = height.sign
        out.append((index, height))
        continue
      }
      let before = previous ?? nextSigns[index] ?? .plus
      let after = nextSigns[index] ?? before
      out.append((index, before == .minus ? -0.0 : 0.0))
      if after != before {
        out.append((index, after == .minus ? -0.0 : 0.0))
        previous = after
      }
    }
    return out
  }

  /// The same rows with one more wherever a series passes zero, so that its parts on either side
  /// can be filled.
  public static func crossed(_ frame: MarkFrame) -> MarkFrame {
    var order: [Int] = []
    var places: [Double] = []
    var heights: [Double] = []
    for rows in frame.rowsBySeries {
      let sorted = rows.filter { !frame.center.y[$0].isNaN }.sorted {
        frame.center.x[$0] < frame.center.x[$1]
      }
      var own: [(row: Int, place: Double, height: Double)] = []
      for (index, row) in sorted.enumerated() {
        if index > 0 {
          let before = sorted[index - 1]
          let (y0, y1) = (frame.center.y[before], frame.center.y[row])
          if y0 * y1 < 0 {
            let (x0, x1) = (frame.center.x[before], frame.center.x[row])
            own.append((row, x0 + (x1 - x0) * (y0 / (y0 - y1)), 0))
          }
        }
        own.append((row, frame.center.x[row], frame.center.y[row]))
      }
      for (index, height) in withSignedZeros(own.map(\.height)) {
        order.append(own[index].row)
        places.append(own[index].place)
        heights.append(height)
      }
    }
    var out = frame.selecting(order)
    out.center.x = places
    out.center.y = heights
    return out
  }
}
