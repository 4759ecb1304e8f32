/// Which way the height of a row of a step line holds.
public enum StepHold: String, Sendable, Hashable, CaseIterable {
  /// From the row to the next one.
  case after
  /// From the row before to this one.
  case before
  /// Half-way to either neighbour.
  case around

  /// The vertices of the steps through points in order.
  func vertices(_ points: [ScenePoint]) -> [ScenePoint] {
    guard var last = points.first else { return [] }
    var out = [last]
    for point in points.dropFirst() {
      switch self {
      case .after: out.append(ScenePoint(point.x, last.y))
      case .before: out.append(ScenePoint(last.x, point.y))
      case .around:
        let middle = (last.x + point.x) / 2
        out.append(ScenePoint(middle, last.y))
        out.append(ScenePoint(middle, point.y))
      }
      out.append(point)
      last = point
    }
    return out
  }
}
