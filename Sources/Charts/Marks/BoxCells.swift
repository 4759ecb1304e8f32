/// Boxes in the cells of a terminal: `├──[  │  ]──┤`, or upright in lines.
enum BoxCells {
  static func draw(_ frame: MarkFrame, along key: Axis, in panel: PanelContext) -> [SceneItem] {
    var items: [SceneItem] = []
    for row in frame.parts.indices {
      let paint = panel.paint(frame, row)
      let name = panel.series(frame, row)
      // Blanks are left out: the inside of a box beside others is filled.
      func add(_ signs: [Character], _ column: Int, _ line: Int) {
        guard panel.rectangle.y <= Double(line), Double(line) < panel.rectangle.maxY else { return }
        var start = 0
        for part in signs.split(separator: " ", omittingEmptySubsequences: false) {
          if !part.isEmpty {
            let place = ScenePoint(Double(column + start) + 0.01, Double(line) + 0.5)
            let text = SceneText(String(part), at: place, size: 1, paint: paint)
            items.append(SceneItem(.mark, .text(text), series: name))
          }
          start += part.count + 1
        }
      }
      switch frame.parts[row] {
      case .outlier:
        let point = panel.point(frame, row)
        guard point.x.isFinite, point.y.isFinite else { continue }
        add(["∘"], cell(point.x, .x, panel), cell(point.y, .y, panel))
      case .box where row > 0 && frame.parts[row - 1] == .whiskers:
        if key == .y { lying(frame, row, panel, add) } else { standing(frame, row, panel, add) }
        if frame.laneCount > 1 { items += body(frame, row, along: key, panel) }
      default: break
      }
    }
    return items
  }

  /// The column or line of cells in which a place lies.
  private static func cell(_ place: Double, _ axis: Axis, _ panel: PanelContext) -> Int {
    let area = panel.rectangle
    let (low, high) = axis == .x ? (area.x, area.maxX) : (area.y, area.maxY)
    return Int(max(low, min(high - 1, place.rounded(.down))))
  }

  /// The cells of the five numbers of the box in a row, whose whiskers stand in the row before.
  private static func cells(
    _ frame: MarkFrame, _ row: Int, on value: Axis, _ panel: PanelContext
  ) -> (lower: Int, first: Int, median: Int, third: Int, upper: Int) {
    func place(_ number: Double) -> Int { cell(panel.end(value, number), value, panel) }
    return (
      place(frame.lower[value][row - 1]), place(frame.lower[value][row]),
      place(frame.center[value][row]), place(frame.upper[value][row]),
      place(frame.upper[value][row - 1])
    )
  }

  private static func lying(
    _ frame: MarkFrame, _ row: Int, _ panel: PanelContext, _ add: ([Character], Int, Int) -> Void
  ) {
    var five = cells(frame, row, on: .x, panel)
    if five.lower > five.upper {
      five = (five.upper, five.third, five.median, five.first, five.lower)
    }
    var line = [Character](repeating: "─", count: five.upper - five.lower + 1)
    func set(_ cell: Int, _ sign: Character) { line[cell - five.lower] = sign }
    set(five.lower, "├")
    set(five.upper, "┤")
    for cell in five.first...five.third { set(cell, " ") }
    set(five.first, "[")
    set(five.third, "]")
    set(five.median, "│")
    let middle = cell(panel.place(.y, frame.center.y[row]), .y, panel)
    add(line, five.lower, middle)
  }

  /// The inside of a box beside others, filled with the sign of its colour.
  private static func body(
    _ frame: MarkFrame, _ row: Int, along key: Axis, _ panel: PanelContext
  ) -> [SceneItem] {
    let five = cells(frame, row, on: key.other, panel)
    let (low, high) = (min(five.first, five.third) + 1, max(five.first, five.third))
    guard low < high else { return [] }
    let (start, end) = BoxShapes.ends(frame, row, along: key, panel)
    let middle = cell(panel.place(key, frame.center[key][row]), key, panel)
    let half = key == .x ? max(0, min(5, Int((end - start) / 2))) - 1 : 0
    guard half >= 0 else { return [] }
    let rectangle =
      key == .x
      ? SceneRectangle(
        fromX: Double(middle - half), toX: Double(middle + half + 1), fromY: Double(low),
        toY: Double(high))
      : SceneRectangle(
        fromX: Double(low), toX: Double(high), fromY: Double(middle), toY: Double(middle + 1))
    return [
      SceneItem(
        .mark, .rectangle(rectangle, fill: panel.paint(frame, row), stroke: nil),
        series: panel.series(frame, row))
    ]
  }

  private static func standing(
    _ frame: MarkFrame, _ row: Int, _ panel: PanelContext, _ add: ([Character], Int, Int) -> Void
  ) {
    let five = cells(frame, row, on: .y, panel)
    // Lines are counted downwards.
    let top = min(five.upper, five.lower), bottom = max(five.upper, five.lower)
    let head = min(five.third, five.first), foot = max(five.third, five.first)
    let (start, end) = BoxShapes.ends(frame, row, along: .x, panel)
    let middle = cell((start + end) / 2, .x, panel)
    let half = max(0, min(5, Int((end - start) / 2)))
    func bar(_ left: String, _ line: String, _ joint: String, _ right: String) -> String {
      guard half > 0 else { return joint }
      let side = String(repeating: line, count: half - 1)
      return left + side + joint + side + right
    }
    for line in top...bottom where line < head || line > foot {
      add([line == top ? "┬" : line == bottom ? "┴" : "│"], middle, line)
    }
    let isUp = top < head
    let isDown = bottom > foot
    for line in head...foot {
      let text: String
      switch (line == five.median, line == head, line == foot) {
      case (true, true, true): text = bar("╞", "═", isUp || isDown ? "╪" : "═", "╡")
      case (true, true, false): text = bar("╒", "═", isUp ? "╧" : "═", "╕")
      case (true, false, true): text = bar("╘", "═", isDown ? "╤" : "═", "╛")
      case (true, false, false): text = half > 0 ? bar("╞", "═", "═", "╡") : "╪"
      case (false, true, _): text = half > 0 ? bar("┌", "─", isUp ? "┴" : "─", "┐") : "┃"
      case (false, false, true): text = half > 0 ? bar("└", "─", isDown ? "┬" : "─", "┘") : "┃"
      default:
        text =
          half > 0 ? "│" + String(repeating: " ", count: 2 * half - 1) + "│" : "┃"
      }
      add(Array(text), middle - half, line)
    }
  }
}
