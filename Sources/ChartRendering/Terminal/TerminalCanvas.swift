import Charts
import Diagnostics

/// A grid of cells that shapes are drawn into.
struct TerminalCanvas {
  /// One cell of the terminal.
  struct Cell {
    var character: Character = " "
    /// The dots of a braille character, in the bit order of Unicode.
    var dots: UInt8 = 0
    var foreground: Paint?
    var background: Paint?
    /// Whether the cell is the right half of a wide character.
    var isContinuation = false
    /// Whether text stands here, over which no mark is drawn.
    var isText = false
  }

  let width: Int
  let height: Int
  let hasColor: Bool
  let isASCII: Bool
  var cells: [Cell]
  private var usesBraille = false
  /// Whether what is drawn now is so pale that it only shades what lies below.
  private(set) var isPale = false
  private let panels: [SceneRectangle]
  /// The paints of series, in the order of their first use, for signs that tell them apart.
  private var seriesPaints: [Paint] = []

  init(_ scene: Scene, hasColor: Bool, isASCII: Bool) {
    width = max(1, min(1000, Int(scene.width.rounded())))
    height = max(1, min(5000, Int(scene.height.rounded(.up))))
    self.hasColor = hasColor
    self.isASCII = isASCII
    panels = scene.panels
    cells = [Cell](repeating: Cell(), count: width * height)
    collectPaints(scene.items)
  }

  private mutating func collectPaints(_ items: [SceneItem]) {
    for item in items {
      if case .group(let children, _) = item.shape { collectPaints(children) }
      guard item.series != nil else { continue }
      let paint: Paint? =
        switch item.shape {
        case .rectangle(_, let fill, _): fill
        case .path(let path): path.fill ?? path.stroke?.paint
        case .circles(let circles): circles.fill
        case .text(let text): item.role == .legend ? text.paint : nil
        case .group: nil
        }
      if let paint, paint != .ink, !seriesPaints.contains(paint) { seriesPaints.append(paint) }
    }
  }

  /// The sign of fills that let others through.
  var paleSign: Character { isASCII ? ":" : "░" }

  /// The sign that fills a cell for a paint.
  func fillSign(_ paint: Paint) -> Character {
    if isPale { return paleSign }
    if hasColor { return isASCII ? "#" : "█" }
    let signs: [Character] =
      isASCII
      ? ["#", "*", "+", "o", "x", "=", "-", "."] : ["█", "▓", "▒", "░", "#", "+", "o", "·"]
    if let index = seriesPaints.firstIndex(of: paint) { return signs[index % signs.count] }
    if case .fixed(let color) = paint {
      let shades: [Character] = isASCII ? [".", "-", "+", "#", "@"] : ["·", "░", "▒", "▓", "█"]
      return shades[max(0, min(4, Int(color.luminance.squareRoot() * 5)))]
    }
    return signs[0]
  }

  /// The sign of a point or of a cell on a line, where there is no braille.
  func pointSign(_ paint: Paint) -> Character {
    let signs: [Character] = ["*", "+", "o", "x", "#", "@", "%", "&"]
    guard let index = seriesPaints.firstIndex(of: paint) else { return isASCII ? "*" : "●" }
    if isASCII { return signs[index % signs.count] }
    return hasColor ? "●" : (["●", "○", "◆", "◇", "▲", "△", "■", "□"] as [Character])[index % 8]
  }

  mutating func draw(_ items: [SceneItem], clip: SceneRectangle?) {
    // Text comes last, so that marks never cover it.
    for item in items {
      isPale = item.opacity < 0.4
      defer { isPale = false }
      switch item.shape {
      case .group(let children, let inner): draw(children, clip: inner ?? clip)
      case .rectangle(let rectangle, let fill, _):
        guard item.role != .background, let fill else { continue }
        drawRectangle(rectangle, fill, clip: clip)
      case .path(let path): draw(path, clip: clip)
      case .circles(let circles): draw(circles, clip: clip)
      case .text: break
      }
    }
    for item in items {
      if case .text(let text) = item.shape { draw(text, role: item.role) }
    }
  }

  /// The bits of the dots of a braille character, down the left column and then the right.
  private static let dotBits: [UInt8] = [0x01, 0x02, 0x04, 0x40, 0x08, 0x10, 0x20, 0x80]

  /// Whether a cell lies in the canvas and in a clip rectangle.
  func isInside(_ column: Int, _ row: Int, _ clip: SceneRectangle?) -> Bool {
    guard column >= 0, column < width, row >= 0, row < height else { return false }
    guard let clip else { return true }
    let (x, y) = (Double(column) + 0.5, Double(row) + 0.5)
    return x > clip.x && x < clip.maxX && y > clip.y && y < clip.maxY
  }

  mutating func setDot(_ x: Int, _ y: Int, _ paint: Paint, clip: SceneRectangle?) {
    let (column, row) = (Int((Double(x) / 2).rounded(.down)), Int((Double(y) / 4).rounded(.down)))
    guard isInside(column, row, clip) else { return }
    let index = row * width + column
    guard !cells[index].isText else { return }
    if isASCII {
      cells[index].character = pointSign(paint)
    } else {
      usesBraille = true
      if cells[index].character == paleSign { cells[index].character = " " }
      cells[index].dots |= Self.dotBits[(x - column * 2) * 4 + y - row * 4]
    }
    cells[index].foreground = paint
  }

  private mutating func draw(_ text: SceneText, role: SceneRole) {
    var shown = text.text
    var paint = text.paint
    // A legend's sample is the sign that the series is drawn with.
    if role == .legend, shown == "█" || shown == "●" || shown == "━" {
      if shown == "█" {
        shown = String(fillSign(paint))
      } else if shown == "●" || isASCII {
        shown = String(pointSign(paint))
      }
    }
    if isASCII { shown = Self.ascii(shown) }
    if case .paper = paint { paint = .ink }
    let length = Double(DisplayWidth.cells(shown))
    let start: Double =
      switch text.anchor {
      case .start: text.position.x
      case .middle: text.position.x - length / 2
      case .end: text.position.x - length
      }
    var column = max(0, Int(start.rounded(.down)))
    if text.anchor == .middle { column = max(0, Int((start + 0.5).rounded(.down))) }
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
      cell.foreground = paint
      cell.isText = true
      clearHalves(row, column..<(column + cellCount))
      cells[row * width + column] = cell
      if cellCount == 2 {
        cell.character = " "
        cell.isContinuation = true
        cells[row * width + column + 1] = cell
      }
      column += cellCount
    }
  }

  /// Blanks the other halves of wide characters of which only one half is about to be written over.
  private mutating func clearHalves(_ row: Int, _ columns: Range<Int>) {
    let start = row * width
    var blank = Cell()
    blank.isText = true
    if columns.lowerBound > 0, cells[start + columns.lowerBound].isContinuation {
      cells[start + columns.lowerBound - 1] = blank
    }
    if columns.upperBound < width, cells[start + columns.upperBound].isContinuation {
      cells[start + columns.upperBound] = blank
    }
  }

  private static func ascii(_ text: String) -> String {
    var out = ""
    for character in text {
      switch character {
      case "│", "┊": out += "|"
      case "─", "┈", "━": out += "-"
      case "┤", "└", "┬", "┼": out += "+"
      case "\u{2212}", "–", "—": out += "-"
      case "…": out += "..."
      case "“", "”": out += "\""
      case "·", "•": out += "."
      case "▶": out += ">"
      case "◀": out += "<"
      case "▲": out += "^"
      case "▼": out += "v"
      default: out += character.isASCII ? String(character) : "?"
      }
    }
    return out
  }

  /// The lines of the canvas, without blanks at their ends.
  func text(color: TerminalColor) -> String {
    var lines: [String] = []
    for row in 0..<height {
      var last = -1
      for column in 0..<width {
        let cell = cells[row * width + column]
        if cell.character != " " || cell.dots != 0 || cell.background != nil || cell.isContinuation
        {
          last = column
        }
      }
      var line = ""
      var current = ""
      if last >= 0 {
        for column in 0...last {
          let cell = cells[row * width + column]
          if cell.isContinuation { continue }
          var codes: [String] = []
          if let paint = cell.foreground, let code = color.parameters(paint) { codes.append(code) }
          if let paint = cell.background, let code = color.parameters(paint, isBackground: true) {
            codes.append(code)
          }
          let wanted = codes.joined(separator: ";")
          if wanted != current {
            if !current.isEmpty { line += "\u{1B}[0m" }
            if !wanted.isEmpty { line += "\u{1B}[\(wanted)m" }
            current = wanted
          }
          line.append(character(of: cell, column, row))
        }
      }
      if !current.isEmpty { line += "\u{1B}[0m" }
      lines.append(line)
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The character of a cell; blanks inside a panel with braille are braille blanks, because fonts
  /// give braille and spaces different widths.
  private func character(of cell: Cell, _ column: Int, _ row: Int) -> Character {
    if cell.character == " ", cell.dots != 0,
      let scalar = Unicode.Scalar(0x2800 + UInt32(cell.dots))
    {
      return Character(scalar)
    }
    if cell.character == " ", usesBraille, !cell.isText,
      panels.contains(where: { isInside(column, row, $0) })
    {
      return "\u{2800}"
    }
    return cell.character
  }
}
