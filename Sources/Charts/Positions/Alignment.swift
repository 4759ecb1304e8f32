/// Gives all series of an area the same places, so that they can be stacked.
public enum Alignment {
  /// Every series at every place of any of them.
  ///
  /// Between its own places a series is interpolated linearly; outside them it is zero. Where a
  /// series changes its sign, the place of the crossing is added for all.
  public static func applied(to frame: MarkFrame) -> MarkFrame {
    let seriesRows = frame.rowsBySeries.map { rows in
      rows.filter { !frame.center.y[$0].isNaN }.sorted {
        frame.center.x[$0] < frame.center.x[$1]
      }
    }.filter { !$0.isEmpty }
    var places = Set(seriesRows.flatMap { $0.map { frame.center.x[$0] } })
    for rows in seriesRows {
      for (a, b) in zip(rows, rows.dropFirst()) {
        let (y0, y1) = (frame.center.y[a], frame.center.y[b])
        guard y0 * y1 < 0 else { continue }
        let (x0, x1) = (frame.center.x[a], frame.center.x[b])
        places.insert(x0 + (x1 - x0) * (y0 / (y0 - y1)))
      }
    }
    let sorted = places.sorted()
    var out = MarkFrame()
    for rows in seriesRows {
      var next = 0
      for place in sorted {
        while next < rows.count, frame.center.x[rows[next]] < place { next += 1 }
        let height: Double
        if next < rows.count, frame.center.x[rows[next]] == place {
          height = frame.center.y[rows[next]]
        } else if next == 0 || next == rows.count {
          height = 0
        } else {
          let (a, b) = (rows[next - 1], rows[next])
          let (x0, x1) = (frame.center.x[a], frame.center.x[b])
          let (y0, y1) = (frame.center.y[a], frame.center.y[b])
          let crosses = y0 * y1 < 0 && place == x0 + (x1 - x0) * (y0 / (y0 - y1))
          height = crosses ? 0 : y0 + (y1 - y0) * ((place - x0) / (x1 - x0))
        }
        out.center.x.append(place)
        out.center.y.append(height)
        if !frame.colorCodes.isEmpty { out.colorCodes.append(frame.colorCodes[rows[0]]) }
        if !frame.series.isEmpty { out.series.append(frame.series[rows[0]]) }
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
      for (index, row) in sorted.enumerated() {
        if index > 0 {
          let before = sorted[index - 1]
          let (y0, y1) = (frame.center.y[before], frame.center.y[row])
          if y0 * y1 < 0 {
            let (x0, x1) = (frame.center.x[before], frame.center.x[row])
            order.append(row)
            places.append(x0 + (x1 - x0) * (y0 / (y0 - y1)))
            heights.append(0)
          }
        }
        order.append(row)
        places.append(frame.center.x[row])
        heights.append(frame.center.y[row])
      }
    }
    var out = frame.selecting(order)
    out.center.x = places
    out.center.y = heights
    return out
  }
}
