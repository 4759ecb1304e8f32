import Charts
import Diagnostics

/// A grid of cells that shapes are drawn into.
///
/// Whatever the order of the scene: filled shapes lie below lines, lines below points, points below
/// rules, and text is on top.
struct TerminalCanvas {
  /// One cell of the terminal.
  struct Cell {
    /// Text, or the sign of a point or a rule; a blank leaves the cell to dots and fills.
    var character: Character = " "
    /// The dots of a braille character, in the bit order of Unicode.
    var dots: UInt8 = 0
    var foreground: Paint?
    /// Whether the cell is the right half of a wide character.
    var isContinuation = false
    /// Whether text stands here, over which no mark is drawn.
    var isText = false
    /// Whether the text belongs to the mark that it stands on.
    var isOnMark = false
    var isBold = false
  }

  let width: Int
  let height: Int
  let hasColor: Bool
  let isASCII: Bool
  let signs: TerminalSigns
  var cells: [Cell]
  var fills: TerminalFills
  private var usesBraille = false
  private let panels: [SceneRectangle]

  init(_ scene: Scene, hasColor: Bool, isASCII: Bool) {
    width = max(1, min(1000, Int(scene.width.rounded())))
    height = max(1, min(5000, Int(scene.height.rounded(.up))))
    self.hasColor = hasColor
    self.isASCII = isASCII
    panels = scene.panels
    cells = [Cell](repeating: Cell(), count: width * height)
    signs = TerminalSigns(scene, hasColor: hasColor, isASCII: isASCII)
    fills = TerminalFills(cellCount: width * height, hasColor: hasColor, isASCII: isASCII)
  }

  // MARK: Order

  private typealias Placed = (item: SceneItem, clip: SceneRectangle?)

  /// Draws a scene, kind of shape by kind of shape.
  mutating func draw(_ items: [SceneItem]) {
    let all = Self.flattened(items, clip: nil)
    for (item, clip) in all { drawFills(item, clip) }
    drawLines(all)
    drawPoints(all)
    for (item, clip) in all {
      guard case .path(let path) = item.shape, let stroke = path.stroke, path.fill == nil else {
        continue
      }
      for piece in path.pieces where Self.isRule(piece, of: item, in: clip) {
        drawRule(piece[0], piece[1], stroke, clip: clip)
      }
    }
    for (item, _) in all {
      if case .text(let text) = item.shape { draw(text, item) }
    }
  }

  private static func flattened(_ items: [SceneItem], clip: SceneRectangle?) -> [Placed] {
    var out: [Placed] = []
    for item in items {
      if case .group(let children, let inner) = item.shape {
        out += flattened(children, clip: inner ?? clip)
      } else {
        out.append((item, clip))
      }
    }
    return out
  }

  private mutating func drawFills(_ item: SceneItem, _ clip: SceneRectangle?) {
    switch item.shape {
    case .rectangle(let rectangle, let fill, _):
      guard item.role != .background, let fill else { return }
      drawRectangle(rectangle, item, fill, clip: clip)
    case .path(let path):
      guard let fill = path.fill else { return }
      for piece in path.pieces { fillPolygon(piece, item, fill, clip: clip) }
    default: break
    }
  }

  /// Lines in the order of their last values, so that the highest owns the cells that it shares.
  private mutating func drawLines(_ all: [Placed]) {
    var lines: [(placed: Placed, path: ScenePath, stroke: SceneStroke, end: Double)] = []
    for placed in all {
      guard case .path(let path) = placed.item.shape, let stroke = path.stroke, path.fill == nil
      else { continue }
      lines.append((placed, path, stroke, path.pieces.last?.last?.y ?? 0))
    }
    let order = lines.indices.sorted { (-lines[$0].end, $0) < (-lines[$1].end, $1) }
    for index in order {
      let line = lines[index]
      for piece in line.path.pieces
      where !Self.isRule(piece, of: line.placed.item, in: line.placed.clip) {
        drawLine(piece, line.placed.item, line.stroke, clip: line.placed.clip)
      }
    }
  }

  private mutating func drawPoints(_ all: [Placed]) {
    var count = 0
    for (item, _) in all {
      if case .circles(let circles) = item.shape { count += circles.centers.count }
    }
    for (item, clip) in all {
      guard case .circles(let circles) = item.shape else { continue }
      draw(circles, item, areFew: count < 40, clip: clip)
    }
  }

  // MARK: Cells

  /// The bits of the dots of a braille character, down the left column and then the right.
  private static let dotBits: [UInt8] = [0x01, 0x02, 0x04, 0x40, 0x08, 0x10, 0x20, 0x80]

  /// Whether a cell lies in the canvas and in a clip rectangle.
  func isInside(_ column: Int, _ row: Int, _ clip: SceneRectangle?) -> Bool {
    guard column >= 0, column < width, row >= 0, row < height else { return false }
    guard let clip else { return true }
    let (x, y) = (Double(column) + 0.5, Double(row) + 0.5)
    return x > clip.x && x < clip.maxX && y > clip.y && y < clip.maxY
  }

  /// Sets one of the eight dots of a cell.
  mutating func setDot(
    _ x: Int, _ y: Int, _ series: String?, _ paint: Paint, clip: SceneRectangle?
  ) {
    let (column, row) = (Int((Double(x) / 2).rounded(.down)), Int((Double(y) / 4).rounded(.down)))
    guard isInside(column, row, clip) else { return }
    let index = row * width + column
    if isASCII {
      cells[index].character = signs.point(series)
    } else {
      usesBraille = true
      cells[index].dots |= Self.dotBits[(x - column * 2) * 4 + y - row * 4]
    }
    cells[index].foreground = paint
  }

  /// Sets a sign that owns its cell.
  mutating func setSign(
    _ sign: Character, _ column: Int, _ row: Int, _ paint: Paint, clip: SceneRectangle?
  ) {
    guard isInside(column, row, clip) else { return }
    cells[row * width + column].character = sign
    cells[row * width + column].dots = 0
    cells[row * width + column].foreground = paint
  }

  // MARK: Text

  private mutating func draw(_ text: SceneText, _ item: SceneItem) {
    var shown = text.text
    // A legend's sample is the sign that the series is drawn with.
    if item.role == .legend {
      switch shown {
      case "█": shown = String(signs.fill(text.paint, item.series))
      case "●": shown = String(signs.point(item.series))
      case "━": shown = String(signs.line(item.series))
      default: break
      }
    }
    if isASCII { shown = Self.ascii(shown) }
    let length = Double(DisplayWidth.cells(shown))
    let start: Double =
      switch text.anchor {
      case .start: text.position.x
      case .middle: text.position.x - length / 2
      case .end: text.position.x - length
      }
    var column = max(0, Int(start.rounded(.down)))
    if text.anchor == .middle { column = max(0, Int((start + 0.5).rounded(.down))) }
    column = max(0, min(column, width - Int(length)))
    let row = Int(text.position.y.rounded(.down))
    guard row >= 0, row < height else { return }
    for character in shown {
      let cellCount = DisplayWidth.cells(of: character)
      guard cellCount > 0, column + cellCount <= width else {
        if cellCount == 0 { continue }
        break
      }
      var cell = Cell()
      cell.character = character
      if case .paper = text.paint { cell.foreground = .ink } else { cell.foreground = text.paint }
      cell.isText = true
      cell.isBold = text.isBold
      cell.isOnMark = item.role == .label
      let index = row * width + column
      clearHalves(at: index, cellCount)
      cells[index] = cell
      if cellCount == 2 {
        cell.character = " "
        cell.isContinuation = true
        cells[index + 1] = cell
      }
      column += cellCount
    }
  }

  /// Clears the halves of wide characters that would be left over when cells are written.
  private mutating func clearHalves(at index: Int, _ count: Int) {
    if cells[index].isContinuation { cells[index - 1] = Cell() }
    let next = index + count
    if next % width != 0, next < cells.count, cells[next].isContinuation { cells[next] = Cell() }
  }

  private static func ascii(_ text: String) -> String {
    var out = ""
    for character in text {
      switch character {
      case "│", "┊": out += "|"
      case "─", "┈", "━", "\u{2212}", "–", "—": out += "-"
      case "┤", "└", "┬", "┼": out += "+"
      case "…": out += "~"
      case "“", "”": out += "\""
      case "‘", "’": out += "'"
      case "×": out += "x"
      case "▶": out += ">"
      case "◀": out += "<"
      case "▲": out += "^"
      case "▼": out += "v"
      case "·", "•": out += "."
      default:
        // As wide as it was, so that columns stay where they are.
        out +=
          character.isASCII
          ? String(character) : String(repeating: "?", count: DisplayWidth.cells(of: character))
      }
    }
    return out
  }

  // MARK: Lines of text

  /// What is written for a cell.
  private struct Shown {
    var character: Character
    var foreground: Paint?
    var background: Paint?
    var isReversed = false
    var isBold = false

    var isBlank: Bool { character == " " && background == nil && !isReversed }
  }

  /// The lines of the canvas, without blanks at their ends.
  func text(color: TerminalColor) -> String {
    var lines: [String] = []
    for row in 0..<height {
      var shown = (0..<width).map { self.shown(row * width + $0, color) }
      while let last = shown.last, last.isBlank,
        !cells[row * width + shown.count - 1].isContinuation
      {
        shown.removeLast()
      }
      var line = ""
      var current = ""
      for (column, cell) in shown.enumerated() {
        if cells[row * width + column].isContinuation { continue }
        let wanted = color == .none ? "" : Self.codes(cell, color)
        if wanted != current {
          if !current.isEmpty { line += "\u{1B}[0m" }
          if !wanted.isEmpty { line += "\u{1B}[\(wanted)m" }
          current = wanted
        }
        line.append(cell.character == " " ? blank(cell, column, row) : cell.character)
      }
      if !current.isEmpty { line += "\u{1B}[0m" }
      lines.append(line)
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func codes(_ cell: Shown, _ color: TerminalColor) -> String {
    var codes: [String] = []
    if cell.isBold { codes.append("1") }
    if cell.isReversed { codes.append("7") }
    if let paint = cell.foreground, let code = color.parameters(paint) { codes.append(code) }
    if let paint = cell.background, let code = color.parameters(paint, isBackground: true) {
      codes.append(code)
    }
    return codes.joined(separator: ";")
  }

  private func shown(_ index: Int, _ color: TerminalColor) -> Shown {
    let cell = cells[index]
    let block = fills.block(index)
    if cell.isText {
      // A number in a tile keeps the tile's colour around it.
      guard hasColor, cell.isOnMark, let ground = block?.ground else {
        return Shown(
          character: cell.character, foreground: cell.foreground, isBold: cell.isBold)
      }
      return Shown(
        character: cell.character, foreground: color.readable(on: ground), background: ground)
    }
    if cell.character != " " || cell.dots != 0 {
      var character = cell.character
      if cell.dots != 0, character == " ",
        let scalar = Unicode.Scalar(0x2800 + UInt32(cell.dots))
      {
        character = Character(scalar)
      }
      let ground = hasColor && !isASCII && block?.character != "░" ? block?.ground : nil
      return Shown(
        character: character, foreground: cell.foreground,
        background: ground == cell.foreground ? nil : ground)
    }
    guard let block else { return Shown(character: " ") }
    return Shown(
      character: block.character, foreground: block.foreground, background: block.background,
      isReversed: block.isReversed)
  }

  /// A blank; inside a panel with braille a braille one, because fonts give braille and spaces
  /// different widths.
  private func blank(_ cell: Shown, _ column: Int, _ row: Int) -> Character {
    guard usesBraille, cell.isBlank, !cells[row * width + column].isText,
      panels.contains(where: { isInside(column, row, $0) })
    else { return " " }
    return "\u{2800}"
  }
}
