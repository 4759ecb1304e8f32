/// Finds how much of an axis each row covers.
public enum Slots {
  /// Sets the ends of all rows along an axis that have none yet.
  ///
  /// Categories cover one slot each, dates and periods their own length, and numbers the smallest
  /// distance between two of them.
  public static func fill(_ frame: inout MarkFrame, along axis: Axis, kind: AxisScale.Kind) {
    let centers = frame.center[axis]
    if !frame.lower[axis].isEmpty,
      zip(frame.lower[axis], frame.upper[axis]).contains(where: { $0 < $1 })
    {
      return
    }
    let half: Double
    if case .band = kind {
      half = 0.5
    } else {
      var sorted = centers.filter { !$0.isNaN }
      if !zip(sorted, sorted.dropFirst()).allSatisfy({ $0 <= $1 }) { sorted.sort() }
      var gap = Double.infinity
      for (low, high) in zip(sorted, sorted.dropFirst()) where high > low {
        gap = min(gap, high - low)
      }
      half = gap.isFinite ? gap / 2 : 0.5
    }
    frame.lower[axis] = centers.map { $0 - half }
    frame.upper[axis] = centers.map { $0 + half }
  }
}
