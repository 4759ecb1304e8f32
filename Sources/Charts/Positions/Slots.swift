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
      let different = Set(centers.filter { !$0.isNaN }).sorted()
      let gap = zip(different, different.dropFirst()).map { $1 - $0 }.min()
      half = (gap ?? 1) / 2
    }
    frame.lower[axis] = centers.map { $0 - half }
    frame.upper[axis] = centers.map { $0 + half }
  }
}
