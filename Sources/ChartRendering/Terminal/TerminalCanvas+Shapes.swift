import Charts

extension TerminalCanvas {
  private static let lowerBlocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  private static let leftBlocks: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]

  /// A filled rectangle: columns get eighths at their upper ends, bars at their right ends.
  mutating func drawRectangle(_ rectangle: SceneRectangle, _ paint: Paint, clip: SceneRectangle?) {
    let area = clip.flatMap { rectangle.clipped(to: $0) } ?? rectangle
    let isBar =
      abs(area.y - area.y.rounded()) < 1e-6 && abs(area.maxY - area.maxY.rounded()) < 1e-6
      && area.height >= 1 - 1e-6
    if isBar {
      fillRows(area, paint, clip: clip)
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
      fillColumn(column, from: area.y, to: area.maxY, paint, clip: clip)
    }
  }

  /// Part of one column of cells.
  private mutating func fillColumn(
    _ column: Int, from top: Double, to bottom: Double, _ paint: Paint, clip: SceneRectangle?
  ) {
    guard bottom > top, top < Double(height), bottom > 0 else { return }
    let firstRow = max(0, Int(top.rounded(.down)))
    let lastRow = min(height - 1, Int((bottom - 1e-9).rounded(.down)))
    guard firstRow <= lastRow else { return }
    for row in firstRow...lastRow where isInside(column, row, clip) {
      let index = row * width + column
      guard !cells[index].isText else { continue }
      let upper = max(top, Double(row))
      let lower = min(bottom, Double(row + 1))
      let part = lower - upper
      if isPale {
        if part >= 0.5 { shade(index, paint) }
        continue
      }
      let touchesBottom = lower >= Double(row + 1) - 1e-6
      let touchesTop = upper <= Double(row) + 1e-6
      if touchesBottom, touchesTop {
        set(index, fillSign(paint), paint)
      } else if touchesBottom, hasColor, !isASCII {
        let eighths = Int((part * 8).rounded())
        if eighths > 0 { set(index, Self.lowerBlocks[eighths - 1], paint) }
      } else if touchesBottom, !isASCII, fillSign(paint) == "█" {
        let eighths = Int((part * 8).rounded())
        if eighths > 0 { set(index, Self.lowerBlocks[eighths - 1], paint) }
      } else if touchesTop, hasColor, cells[index].character != " ", cells[index].background == nil,
        !isASCII
      {
        // The lower part is another segment's, so this one lies behind it.
        if part > 0.06 { cells[index].background = paint }
      } else if part >= 0.5 || (part >= 0.25 && cells[index].character == " ") {
        set(index, fillSign(paint), paint)
      }
    }
  }

  /// Whole rows with eighths at the right end.
  private mutating func fillRows(_ area: SceneRectangle, _ paint: Paint, clip: SceneRectangle?) {
    let rows = Int(area.y.rounded())..<Int(area.maxY.rounded())
    guard rows.count < 2000, area.maxX > 0, area.x < Double(width) else { return }
    if isPale {
      for row in rows {
        for column in max(0, Int(area.x.rounded()))..<max(1, Int(area.maxX.rounded())) {
          guard isInside(column, row, clip), !cells[row * width + column].isText else { continue }
          shade(row * width + column, paint)
        }
      }
      return
    }
    let sign = fillSign(paint)
    let hasEighths = !isASCII && sign == "█"
    let first = max(0, Int(hasEighths ? area.x.rounded(.down) : area.x.rounded()))
    for row in rows {
      var column = first
      var isDrawn = false
      while Double(column) < area.maxX, column < width {
        defer { column += 1 }
        guard isInside(column, row, clip), !cells[row * width + column].isText else { continue }
        let part = min(1, area.maxX - max(area.x, Double(column)))
        let start = area.x - Double(column)
        if start > 0.5, isDrawn == false, area.width > 1 { continue }
        if part >= 0.94 || (part >= 0.5 && (!hasEighths || start > 0)) {
          set(row * width + column, sign, paint)
          isDrawn = true
        } else if hasEighths, start <= 0 {
          let eighths = Int((part * 8).rounded())
          if eighths > 0 {
            set(row * width + column, Self.leftBlocks[eighths - 1], paint)
            isDrawn = true
          }
        }
      }
      // A tile narrower than a cell is still there.
      if !isDrawn, area.width > 0.05 {
        let column = Int(area.midX.rounded(.down))
        if isInside(column, row, clip), !cells[row * width + column].isText {
          set(row * width + column, hasEighths && area.width < 0.5 ? "▏" : sign, paint)
        }
      }
    }
  }

  /// Shades a cell where nothing else is drawn.
  private mutating func shade(_ index: Int, _ paint: Paint) {
    guard cells[index].character == " ", cells[index].dots == 0 else { return }
    cells[index].character = paleSign
    cells[index].foreground = paint
  }

  private mutating func set(_ index: Int, _ character: Character, _ paint: Paint) {
    // What was behind stays behind a block that does not fill the cell.
    if character != "█", hasColor, cells[index].character == "█",
      let below = cells[index].foreground
    {
      cells[index].background = below
    } else {
      cells[index].background = nil
    }
    cells[index].character = character
    cells[index].dots = 0
    cells[index].foreground = paint
  }

  /// Lines as dots, areas as columns of blocks, and straight rules as box characters.
  mutating func draw(_ path: ScenePath, clip: SceneRectangle?) {
    if let fill = path.fill {
      for piece in path.pieces { fillPolygon(piece, fill, clip: clip) }
      return
    }
    guard let stroke = path.stroke else { return }
    for piece in path.pieces {
      if piece.count == 2, piece[0].x == piece[1].x || piece[0].y == piece[1].y {
        drawRule(piece[0], piece[1], stroke, clip: clip)
        continue
      }
      if piece.count == 1 { drawSegment(piece[0], piece[0], stroke.paint, clip: clip) }
      for (a, b) in zip(piece, piece.dropFirst()) {
        drawSegment(a, b, stroke.paint, clip: clip)
      }
    }
  }

  private mutating func drawSegment(
    _ a: ScenePoint, _ b: ScenePoint, _ paint: Paint, clip: SceneRectangle?
  ) {
    let limit = 1e5
    guard abs(a.x) < limit, abs(a.y) < limit, abs(b.x) < limit, abs(b.y) < limit else { return }
    let (dx, dy) = ((b.x - a.x) * 2, (b.y - a.y) * 4)
    let steps = max(1, Int(max(abs(dx), abs(dy)).rounded(.up)))
    let bottom = clip.map { $0.maxY * 4 - 0.5 } ?? .infinity
    for step in 0...steps {
      let part = Double(step) / Double(steps)
      // A line along the lower edge belongs to the last row inside.
      let y = min(a.y * 4 + dy * part, max(bottom, 0))
      let x = min(a.x * 2 + dx * part, (clip.map { $0.maxX * 2 - 0.5 } ?? .infinity))
      setDot(Int(x.rounded(.down)), Int(y.rounded(.down)), paint, clip: clip)
    }
  }

  private mutating func drawRule(
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
      guard isInside(column, row, clip), !cells[row * width + column].isText else { continue }
      let index = row * width + column
      if cells[index].character != " ", hasColor, cells[index].background == nil {
        cells[index].background = cells[index].character == "█" ? cells[index].foreground : nil
      }
      cells[index].character = sign
      cells[index].dots = 0
      cells[index].foreground = stroke.paint
    }
  }

  /// A polygon, one column of cells at a time.
  private mutating func fillPolygon(
    _ points: [ScenePoint], _ paint: Paint, clip: SceneRectangle?
  ) {
    guard let left = points.map(\.x).min(), let right = points.map(\.x).max() else { return }
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
        fillColumn(column, from: crossings[index], to: crossings[index + 1], paint, clip: clip)
        index += 2
      }
    }
  }

  /// Points as dots, or as signs where they are few or their shapes or areas say something.
  mutating func draw(_ circles: SceneCircles, clip: SceneRectangle?) {
    let areFew = circles.centers.count < 40 || circles.keepsShape || circles.keepsSize
    for (index, center) in circles.centers.enumerated()
    where center.x.isFinite && center.y.isFinite {
      let x = min(center.x, clip.map { $0.maxX - 0.25 } ?? center.x)
      let y = min(center.y, clip.map { $0.maxY - 0.125 } ?? center.y)
      guard abs(x) < 1e5, abs(y) < 1e5 else { continue }
      if areFew || isASCII {
        let (column, row) = (Int(x.rounded(.down)), Int(y.rounded(.down)))
        guard isInside(column, row, clip), !cells[row * width + column].isText else { continue }
        cells[row * width + column].character = sign(circles, index)
        cells[row * width + column].dots = 0
        cells[row * width + column].foreground = circles.fill
      } else {
        setDot(Int((x * 2).rounded(.down)), Int((y * 4).rounded(.down)), circles.fill, clip: clip)
      }
    }
  }

  /// The sign of one point: of its shape, of its area, or of its series.
  private func sign(_ circles: SceneCircles, _ index: Int) -> Character {
    if circles.keepsShape { return Self.sign(circles.symbol, isASCII: isASCII) }
    guard circles.keepsSize else { return pointSign(circles.fill) }
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
