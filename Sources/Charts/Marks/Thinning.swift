/// Leaves out vertices of a line that no reader could see.
enum Thinning {
  /// At most four vertices per unit of width: the first, the lowest, the highest and the last.
  static func thinned(_ points: [ScenePoint], isCellular: Bool) -> [ScenePoint] {
    guard points.count > 400 else { return points }
    // Cells hold two columns of dots each.
    let scale = isCellular ? 2.0 : 1.0
    var out: [ScenePoint] = []
    var start = 0
    while start < points.count {
      let column = (points[start].x * scale).rounded(.down)
      var end = start
      var lowest = start
      var highest = start
      while end < points.count, (points[end].x * scale).rounded(.down) == column {
        if points[end].y < points[lowest].y { lowest = end }
        if points[end].y > points[highest].y { highest = end }
        end += 1
      }
      for index in Set([start, lowest, highest, end - 1]).sorted() { out.append(points[index]) }
      start = end
    }
    return out
  }
}
