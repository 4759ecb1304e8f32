import Columnar

/// Finds the rows that a statistic can use, and counts the others for the notes.
enum FiniteRows {
  /// The rows whose value is finite and inside the ends of the axis that the chart asks for.
  static func rows(
    of values: [Double], on axis: Axis, withinLimits: Bool = true, _ context: inout ArrangeContext
  ) -> [Int] {
    let limits = context.limits[axis]
    let lower = withinLimits ? limits.lower ?? -.infinity : -.infinity
    let upper = withinLimits ? limits.upper ?? .infinity : .infinity
    var kept: [Int] = []
    kept.reserveCapacity(values.count)
    var infinite = 0
    var outside = 0
    for (row, value) in values.enumerated() {
      if !value.isFinite {
        infinite += 1
      } else if value < lower || value > upper {
        outside += 1
      } else {
        kept.append(row)
      }
    }
    note(infinite, "row with an infinite value is", "rows with an infinite value are", &context)
    if outside > 0 {
      let what = outside == 1 ? "row lies" : "rows lie"
      context.notes.append(
        ChartNote(
          "W14",
          "\(NumberText.grouped(outside)) \(what) outside the axes (\(context.layer.mark))"))
    }
    return kept
  }

  private static func note(
    _ count: Int, _ one: String, _ many: String, _ context: inout ArrangeContext
  ) {
    guard count > 0 else { return }
    context.notes.append(
      ChartNote("", "\(NumberText.grouped(count)) \(count == 1 ? one : many) not drawn"))
  }
}
