import Charts

/// The signs that tell series apart where colour cannot.
struct TerminalSigns {
  private let hasColor: Bool
  private let isASCII: Bool
  /// The places of the series, in the order of the legend or of their first use.
  private var places: [String: Int] = [:]

  init(_ scene: Scene, hasColor: Bool, isASCII: Bool) {
    self.hasColor = hasColor
    self.isASCII = isASCII
    // A legend lists all series in their order; without one they come as they are drawn.
    collect(scene.items) { $0 == .legend }
    collect(scene.items) { $0 != .legend }
  }

  private mutating func collect(_ items: [SceneItem], where isWanted: (SceneRole) -> Bool) {
    for item in items {
      if case .group(let children, _) = item.shape { collect(children, where: isWanted) }
      guard let name = item.series, isWanted(item.role), places[name] == nil else { continue }
      places[name] = places.count
    }
  }

  /// Whether there is more than one series to tell apart.
  var hasSeveralSeries: Bool { places.count > 1 }

  private func sign(_ signs: [Character], _ series: String?) -> Character? {
    series.flatMap { places[$0] }.map { signs[$0 % signs.count] }
  }

  private static let fills: [Character] = [
    "█", "░", "▓", "·", "▒", "#", "+", "o", "=", "x", "-", "%",
  ]
  private static let asciiFills: [Character] = [
    "#", "+", "o", "*", "x", "=", "-", ".", "%", "@", "&", ":",
  ]
  private static let shades: [Character] = ["·", "░", "▒", "▓", "█"]
  private static let asciiShades: [Character] = [".", "-", "+", "o", "#"]

  /// What fills a cell: a block in colour, else the sign of the series or a shade of the paint.
  func fill(_ paint: Paint, _ series: String?, isLabel: Bool = false) -> Character {
    if hasColor || isLabel { return isASCII ? "#" : "█" }
    if let sign = sign(isASCII ? Self.asciiFills : Self.fills, series) { return sign }
    guard case .fixed(let color) = paint else { return isASCII ? "#" : "█" }
    let shades = isASCII ? Self.asciiShades : Self.shades
    return shades[max(0, min(4, Int(color.luminance.squareRoot() * 5)))]
  }

  private static let points: [Character] = [
    "●", "○", "◆", "◇", "▲", "△", "■", "□", "▼", "▽", "★", "☆",
  ]
  private static let asciiPoints: [Character] = [
    "*", "+", "o", "x", "#", "@", "%", "&", "=", "~", "^", "$",
  ]

  /// A point, and a cell of a line where there is no braille.
  func point(_ series: String?) -> Character {
    if isASCII { return sign(Self.asciiPoints, series) ?? "*" }
    return hasColor ? "●" : sign(Self.points, series) ?? "●"
  }

  /// The lengths of dashes and gaps of a line, in dots; empty for a full line.
  func dashes(_ series: String?) -> [Int] {
    guard !hasColor, !isASCII, let index = series.flatMap({ places[$0] }) else {
      return []
    }
    return Self.dashPatterns[index % Self.dashPatterns.count]
  }

  private static let dashPatterns: [[Int]] = [[], [4, 2], [2, 2], [1, 2], [6, 2, 1, 2]]
  private static let dashSamples: [Character] = ["━", "╍", "┅", "┉", "╼"]

  /// The sample of a line in a legend.
  func line(_ series: String?) -> Character {
    if isASCII { return point(series) }
    return hasColor ? "━" : sign(Self.dashSamples, series) ?? "━"
  }
}
