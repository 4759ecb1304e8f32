import Charts

extension TerminalCanvas {
  // MARK: Fills

  /// A filled rectangle: upright ones with eighths at their lower and upper ends, lying ones, whose
  /// rows are whole, at their left and right ends.
  mutating func drawRectangle(
    _ rectangle: SceneRectangle, _ item: SceneItem, _ paint: Paint, clip: SceneRectangle?
  ) {
    let area = clip.flatMap { rectangle.clipped(to: $0) } ?? rectangle
    let ink = ink(paint, item)
    func isWhole(_ value: Double) -> Bool { abs(value - value.rounded()) < 1e-6 }
    let isLying =
      isWhole(area.y) && isWhole(area.maxY) && area.height >= 1 - 1e-6
      && !(isWhole(area.x) && isWhole(area.maxX))
    if isLying {
      let rows = Int(area.y.rounded())..<Int(area.maxY.rounded())
      for row in rows where row >= 0 && row < height {
        fillRow(row, from: area.x, to: area.maxX, ink, clip: clip)
      }
      return
    }
    var first = Int(area.x.rounded())
    var last = Int(area.maxX.rounded()) - 1
    if last < first {
      first = Int(area.midX.rounded(.down))
      last = first
    }
    guard last - first < 2000 else { return }
    for column in first...last {
      fillColumn(column, from: area.y, to: area.maxY, ink, isThin: true, clip: clip)
    }
  }

  /// The number of the ink of a shape; pale shapes are shaded, so that others can be seen.
  private mutating func ink(_ paint: Paint, _ item: SceneItem) -> UInt8 {
    var sign = signs.fill(paint, item.series, isLabel: item.role == .label)
    if item.opacity < 0.4 {
      sign = isASCII ? ":" : "░"
    } else if item.opacity < 0.65, item.role == .mark, hasColor || !signs.hasSeveralSeries {
      // Without colour the shades are signs of other series.
      sign = isASCII ? ":" : "▒"
    }
    return fills.number(of: .init(paint: paint, sign: sign, isPale: item.opacity < 0.4))
  }

  /// Part of one column of cells.
  private mutating func fillColumn(
    _ column: Int, from top: Double, to bottom: Double, _ ink: UInt8, isThin: Bool,
    clip: SceneRectangle?
  ) {
    guard bottom > top, top < Double(height), bottom > 0 else { return }
    let firstRow = max(0, Int(top.rounded(.down)))
    let lastRow = min(height - 1, Int((bottom - 1e-9).rounded(.down)))
    guard firstRow <= lastRow else { return }
    let needsStrip = isThin && bottom - top < 0.25
    for row in firstRow...lastRow where isInside(column, row, clip) {
      let upper = max(top, Double(row))
      let lower = min(bottom, Double(row + 1))
      fills.fill(
        row * width + column, from: Double(row + 1) - lower, to: Double(row + 1) - upper, ink,
        standing: false, isThin: needsStrip && row == lastRow)
    }
  }

  /// Part of one row of cells.
  private mutating func fillRow(
    _ row: Int, from left: Double, to right: Double, _ ink: UInt8, clip: SceneRectangle?
  ) {
    guard right > left, left < Double(width), right > 0 else { return }
    let first = max(0, Int(left.rounded(.down)))
    let last = min(width - 1, Int((right - 1e-9).rounded(.down)))
    guard first <= last else { return }
    let isThin = right - left < 0.25
    for column in first...last where isInside(column, row, clip) {
      fills.fill(
        row * width + column, from: max(left, Double(column)) - Double(column),
        to: min(right, Double(column + 1)) - Double(column), ink, standing: true,
        isThin: isThin && column == first)
    }
  }

  /// A polygon, one column of cells at a time.
  mutating func fillPolygon(
    _ points: [ScenePoint], _ item: SceneItem, _ paint: Paint, clip: SceneRectangle?
  ) {
    guard let left = points.map(\.x).min(), let right = points.map(\.x).max() else { return }
    let ink = ink(paint, item)
    let first = max(0, Int(left.rounded(.down)))
    let last = min(width - 1, Int(right.rounded(.down)))
    guard first <= last else { return }
    for column in first...last {
      let x = Double(column) + 0.5
      var crossings: [Double] = []
      for index in points.indices {
        let a = points[index]
        let b = points[(index + 1) % points.count]
        guard (a.x <= x) != (b.x <= x) else { continue }
        crossings.append(a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x))
      }
      crossings.sort()
      var index = 0
      while index + 1 < crossings.count {
        fillColumn(
          column, from: crossings[index], to: crossings[index + 1], ink, isThin: false, clip: clip)
        index += 2
      }
    }
  }

  // MARK: Lines

  /// Whether a piece is a straight rule from edge to edge rather than a part of a line.
  static func isRule(
    _ piece: [ScenePoint], of item: SceneItem, in clip: SceneRectangle?
  ) -> Bool {
    guard piece.count == 2, item.role != .legend else { return false }
    let (a, b) = (piece[0], piece[1])
    guard a.x == b.x || a.y == b.y else { return false }
    guard let clip else { return true }
    return a.x == b.x
      ? abs(a.y - b.y) >= clip.height - 0.01 : abs(a.x - b.x) >= clip.width - 0.01
  }

  /// A line as dots; gaps between dashes go on over its vertices.
  mutating func drawLine(
    _ piece: [ScenePoint], _ item: SceneItem, _ stroke: SceneStroke, clip: SceneRectangle?
  ) {
    // A dot stands for about a pixel and a half of a pattern.
    let asked = stroke.dash.map { max(1, Int(($0 / 1.5).rounded())) }
    let dashes = asked.isEmpty && item.role == .mark ? signs.dashes(item.series) : asked
    var run = 0.0
    if piece.count == 1 {
      drawSegment(piece[0], piece[0], item, stroke.paint, dashes, &run, clip: clip)
    }
    for (a, b) in zip(piece, piece.dropFirst()) {
      drawSegment(a, b, item, stroke.paint, dashes, &run, clip: clip)
    }
  }

  private mutating func drawSegment(
    _ a: ScenePoint, _ b: ScenePoint, _ item: SceneItem, _ paint: Paint, _ dashes: [Int],
    _ run: inout Double, clip: SceneRectangle?
  ) {
    let limit = 1e5
    guard abs(a.x) < limit, abs(a.y) < limit, abs(b.x) < limit, abs(b.y) < limit else { return }
    let (dx, dy) = ((b.x - a.x) * 2, (b.y - a.y) * 4)
    let steps = max(1, Int(max(abs(dx), abs(dy)).rounded(.up)))
    let length = (dx * dx + dy * dy).squareRoot() / Double(steps)
    let bottom = clip.map { $0.maxY * 4 - 0.5 } ?? .infinity
    // The end of a sample belongs to its last cell; so does that of a line at the edge.
    let right = clip?.maxX ?? (item.role == .legend ? max(a.x, b.x) : .infinity)
    for step in 0...steps {
      let part = Double(step) / Double(steps)
      if step > 0 { run += length }
      guard Self.isDrawn(dashes, at: run) else { continue }
      // A line along the lower edge belongs to the last row inside.
      let y = min(a.y * 4 + dy * part, max(bottom, 0))
      let x = min(a.x * 2 + dx * part, right * 2 - 0.5)
      setDot(Int(x.rounded(.down)), Int(y.rounded(.down)), item.series, paint, clip: clip)
    }
  }

  /// Whether a place along a line lies on a dash.
  private static func isDrawn(_ dashes: [Int], at place: Double) -> Bool {
    guard !dashes.isEmpty else { return true }
    var rest = place.truncatingRemainder(dividingBy: Double(dashes.reduce(0, +)))
    for (index, length) in dashes.enumerated() {
      if rest < Double(length) { return index % 2 == 0 }
      rest -= Double(length)
    }
    return true
  }

  /// A straight line of box characters.
  mutating func drawRule(
    _ a: ScenePoint, _ b: ScenePoint, _ stroke: SceneStroke, clip: SceneRectangle?
  ) {
    let isVertical = a.x == b.x
    let isDashed = !stroke.dash.isEmpty
    let sign: Character =
      isASCII
      ? (isVertical ? "|" : "-") : isVertical ? (isDashed ? "┊" : "│") : isDashed ? "┈" : "─"
    let (from, to) = isVertical ? (min(a.y, b.y), max(a.y, b.y)) : (min(a.x, b.x), max(a.x, b.x))
    let across = Int(
      (isVertical ? a.x : min(a.y, clip.map { $0.maxY - 0.5 } ?? a.y)).rounded(.down))
    guard to - from < 5000 else { return }
    for along in Int(from.rounded())..<max(Int(from.rounded()) + 1, Int(to.rounded())) {
      let (column, row) = isVertical ? (across, along) : (along, across)
      setSign(sign, column, row, stroke.paint, clip: clip)
    }
  }

  // MARK: Points

  /// Points as dots, or as signs where they are few or must be told apart.
  mutating func draw(
    _ circles: SceneCircles, _ item: SceneItem, areFew: Bool, clip: SceneRectangle?
  ) {
    let usesSigns =
      areFew || circles.keepsShape || circles.keepsSize || isASCII
      || (!hasColor && signs.hasSeveralSeries)
    for (index, center) in circles.centers.enumerated()
    where center.x.isFinite && center.y.isFinite {
      let x = min(center.x, clip.map { $0.maxX - 0.25 } ?? center.x)
      let y = min(center.y, clip.map { $0.maxY - 0.125 } ?? center.y)
      guard abs(x) < 1e5, abs(y) < 1e5 else { continue }
      if usesSigns {
        setSign(
          sign(circles, index, item.series), Int(x.rounded(.down)), Int(y.rounded(.down)),
          circles.fill,
          clip: clip)
      } else {
        setDot(
          Int((x * 2).rounded(.down)), Int((y * 4).rounded(.down)), item.series, circles.fill,
          clip: clip)
      }
    }
  }

  /// The sign of one point: of its shape, of its area, or of its series.
  private func sign(_ circles: SceneCircles, _ index: Int, _ series: String?) -> Character {
    if circles.keepsShape { return Self.sign(circles.symbol, isASCII: isASCII) }
    guard circles.keepsSize else { return signs.point(series) }
    let signs: [Character] = isASCII ? [".", "o", "O"] : ["·", "•", "●"]
    let radius = circles.radius(at: index)
    return signs[radius < 3.4 ? 0 : radius < 6.7 ? 1 : 2]
  }

  /// The sign of a shape.
  static func sign(_ symbol: Symbol, isASCII: Bool) -> Character {
    switch symbol {
    case .disc: isASCII ? "o" : "●"
    case .triangle: isASCII ? "^" : "▲"
    case .square: isASCII ? "#" : "■"
    case .diamond: isASCII ? "%" : "◆"
    case .plus: isASCII ? "+" : "✚"
    case .cross: isASCII ? "x" : "✖"
    case .wedge: isASCII ? "v" : "▼"
    case .star: isASCII ? "*" : "★"
    }
  }
}
