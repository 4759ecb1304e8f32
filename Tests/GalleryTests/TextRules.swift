import Charts

/// Text stays inside the drawing and apart from other text.
enum TextRules {
  static let all = [inside, apart, keysClear, titleClear]

  static let inside = SceneRule("text is inside") { drawn in
    let frame = SceneRectangle(x: 0, y: 0, width: drawn.scene.width, height: drawn.scene.height)
    // In cells a text covers its row exactly.
    let slack = drawn.isCellular ? 0.11 : 0.6
    return drawn.labels.compactMap { label in
      frame.contains(label.bounds, slack: slack)
        ? nil
        : "\(label.text.text.prefix(40)) (\(label.item.role)) at \(label.bounds) of \(frame.width) x \(frame.height)"
    }
  }

  static let apart = SceneRule("texts are apart") { drawn in
    // The mark `text` writes where its rows say, whatever is there; `label` is the one that avoids.
    let isPlaced = drawn.chart.layers.contains { $0.mark.name == "text" }
    let boxes = drawn.labels.filter {
      // In a terminal some marks are characters.
      $0.item.role != .mark && (!isPlaced || $0.item.role != .label)
    }
    .map { ($0, TurnedBox($0, isCellular: drawn.isCellular)) }
    var out: [String] = []
    for (index, first) in boxes.enumerated() {
      for second in boxes[(index + 1)...] where first.1.overlaps(second.1) {
        out.append(
          "\(first.0.text.text.prefix(30)) (\(first.0.item.role)) / "
            + "\(second.0.text.text.prefix(30)) (\(second.0.item.role))")
      }
    }
    return out
  }

  /// The samples of a legend touch no text; in cells they are texts themselves.
  static let keysClear = SceneRule("legend keys are clear of text") { drawn in
    let labels = drawn.labels
    return drawn.pieces.filter { $0.item.role == .legend }.flatMap { piece -> [String] in
      guard
        let box = ShapeRules.bounds(piece.item.shape, isCellular: drawn.isCellular)?.inset(by: 0.5)
      else { return [] }
      return labels.filter { $0.bounds.inset(by: 0.5).intersects(box) }.map {
        "the key of \(piece.item.series ?? "?") lies on \($0.text.text.prefix(40))"
      }
    }
  }

  static let titleClear = SceneRule("titles are clear of legends and panels") { drawn in
    let titles = drawn.labels.filter { $0.item.role == .title }
    let legends = drawn.labels.filter { $0.item.role == .legend }
    return titles.flatMap { title -> [String] in
      let box = title.bounds.inset(by: drawn.isCellular ? 0.15 : 1)
      return legends.filter { $0.bounds.inset(by: 0.15).intersects(box) }.map {
        "\(title.text.text.prefix(40)) / \($0.text.text.prefix(40))"
      }
        + drawn.scene.panels.filter { $0.intersects(box) }.map {
          "\(title.text.text.prefix(40)) lies in the panel \($0)"
        }
    }
  }
}

/// A rectangle at any angle.
struct TurnedBox {
  private let corners: [ScenePoint]

  init(_ label: DrawnChart.Label, isCellular: Bool) {
    let text = label.text
    // Letters fill about seven tenths of a line; in cells the row and its columns are all there is.
    let half = isCellular ? 0.45 : text.size * 0.5
    let inset = isCellular ? 0.05 : 0.4
    let left: Double =
      switch text.anchor {
      case .start: 0
      case .middle: -label.width / 2
      case .end: -label.width
      }
    let (sine, cosine) = text.angle.sineAndCosine
    corners = [
      (left + inset, -half), (left + label.width - inset, -half),
      (left + label.width - inset, half), (left + inset, half),
    ].map {
      ScenePoint(
        text.position.x + $0.0 * cosine - $0.1 * sine,
        text.position.y + $0.0 * sine + $0.1 * cosine)
    }
  }

  /// Whether two boxes share area: no line along a side of either separates them.
  func overlaps(_ other: TurnedBox) -> Bool {
    for (a, b) in [(self, other), (other, self)] {
      for index in 0..<4 {
        let (p, q) = (a.corners[index], a.corners[(index + 1) % 4])
        let normal = (x: q.y - p.y, y: p.x - q.x)
        func reach(_ box: TurnedBox) -> (Double, Double) {
          let places = box.corners.map { $0.x * normal.x + $0.y * normal.y }
          return (places.min() ?? 0, places.max() ?? 0)
        }
        let (own, theirs) = (reach(a), reach(b))
        if own.1 <= theirs.0 || theirs.1 <= own.0 { return false }
      }
    }
    return true
  }
}
