import Columnar

/// Density curves of the series of a layer, along x.
enum DensityCurves {
  /// Replaces the rows of each series by its curve.
  ///
  /// The curve is computed where the axis is even: on a logarithmic axis for the logarithms. It
  /// reaches three bandwidths beyond the values.
  /// - Parameter isShared: Whether all curves have the same places and heights by their part of the
  ///   rows, so that they can be stacked.
  static func replace(
    _ frame: inout MarkFrame, isShared: Bool, _ context: inout ArrangeContext
  ) {
    let style = context.style
    let transform = context.transforms.x
    let values = frame.center.x
    var curves: [(rows: [Int], density: KernelDensity)] = []
    var left = 0
    for rows in frame.rowsBySeries {
      let places = rows.compactMap { transform.forward(values[$0]) }
      let density = KernelDensity(
        places, bandwidth: style.bandwidth, adjust: style.adjust ?? 1)
      if let density { curves.append((rows, density)) } else if !rows.isEmpty { left += 1 }
    }
    if left > 0 {
      let what = left == 1 ? "series with a single value has" : "series with a single value have"
      context.notes.append(ChartNote("", "\(left) \(what) no density"))
    }
    let lowest = curves.map { $0.density.range.lowerBound - 3 * $0.density.bandwidth }.min() ?? 0
    let highest = curves.map { $0.density.range.upperBound + 3 * $0.density.bandwidth }.max() ?? 1
    let total = Double(curves.reduce(0) { $0 + $1.rows.count })
    var out = MarkFrame()
    for (rows, density) in curves {
      let reach = 3 * density.bandwidth
      let places = KernelDensity.places(
        from: isShared ? lowest : density.range.lowerBound - reach,
        to: isShared ? highest : density.range.upperBound + reach)
      let part = isShared ? Double(rows.count) / total : 1
      for (place, height) in zip(places, density.heights(at: places)) {
        let value = transform.inverse(place)
        guard value.isFinite, transform.forward(value) != nil, height.isFinite else { continue }
        out.center.x.append(value)
        out.center.y.append(height * part)
        if !frame.colorCodes.isEmpty { out.colorCodes.append(frame.colorCodes[rows[0]]) }
        if !frame.series.isEmpty { out.series.append(frame.series[rows[0]]) }
      }
    }
    if let bandwidth = curves.first?.density.bandwidth, curves.count == 1 {
      context.notes.append(ChartNote("", "bandwidth \(NumberLabels.short(bandwidth))"))
    }
    frame = out
  }
}
