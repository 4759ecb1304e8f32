/// Puts the series at one place side by side.
public enum Dodge {
  /// The part of each place in a slot that rows cover; the rest keeps neighbours apart.
  static let fill = 0.9

  /// Narrows what each row covers along an axis to the place of its series.
  ///
  /// The slot is cut into one part more than there are series in the panel, so that the gap between
  /// slots is as wide as a bar; bars are equal, and a series without a row leaves its place empty.
  /// - Returns: The number of series that share a slot.
  @discardableResult
  public static func narrow(_ frame: inout MarkFrame, along axis: Axis) -> Int {
    let (places, count) = places(frame)
    for row in frame.lower[axis].indices {
      let (lower, upper) = (frame.lower[axis][row], frame.upper[axis][row])
      let part = (upper - lower) / Double(count + 1)
      let start = lower + part * (Double(places[row]) + 0.5)
      frame.lower[axis][row] = start
      frame.upper[axis][row] = start + part
    }
    return count
  }

  /// Moves rows that are points to the place of their series in a slot of the given half width.
  public static func move(_ frame: inout MarkFrame, along axis: Axis, half: Double) {
    let (places, count) = places(frame)
    let part = 2 * half / Double(count + 1)
    frame.shift[axis] = places.map { part * (Double($0) - Double(count - 1) / 2) }
  }

  /// The place of each row's series among those of the panel, and how many there are.
  private static func places(_ frame: MarkFrame) -> (places: [Int], count: Int) {
    guard !frame.series.isEmpty else { return ([Int](repeating: 0, count: frame.count), 1) }
    var position: [Int: Int] = [:]
    for (index, series) in Set(frame.series).sorted().enumerated() { position[series] = index }
    return (frame.series.map { position[$0] ?? 0 }, max(1, position.count))
  }
}
