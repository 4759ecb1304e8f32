import Charts

/// How many colours a terminal has.
public enum TerminalColor: String, Sendable, Hashable, CaseIterable {
  case none, ansi, indexed, full

  /// The parameters of the escape sequence that chooses a colour for what is drawn, or nil for the
  /// terminal's own.
  func parameters(_ paint: Paint, isBackground: Bool = false) -> String? {
    switch (self, paint) {
    case (.none, _), (_, .ink), (_, .paper): return nil
    case (.ansi, .muted), (.ansi, .axis), (.ansi, .grid), (.ansi, .other):
      return isBackground ? "100" : "90"
    case (_, .muted), (_, .axis), (_, .grid), (_, .other): return code(index: 243, isBackground)
    case (.ansi, .series(let index)):
      return String(Self.ansiSeries[index % Self.ansiSeries.count] + (isBackground ? 10 : 0))
    case (_, .series(let index)):
      return code(index: Self.indexedSeries[index % Self.indexedSeries.count], isBackground)
    case (.ansi, .fixed(let color)):
      return String(Self.nearestANSI(color) + (isBackground ? 10 : 0))
    case (.indexed, .fixed(let color)): return code(index: Self.nearestIndex(color), isBackground)
    case (.full, .fixed(let color)):
      return "\(isBackground ? 48 : 38);2;\(color.red);\(color.green);\(color.blue)"
    }
  }

  /// Colours of the 256 that can be read on black and on white.
  static let indexedSeries = [25, 130, 29, 169, 100, 31, 98, 243]
  private static let ansiSeries = [34, 31, 32, 35, 33, 36, 94, 90]

  private func code(index: Int, _ isBackground: Bool) -> String {
    "\(isBackground ? 48 : 38);5;\(index)"
  }

  /// Black or white, whichever can be read better on a paint as this terminal shows it.
  func readable(on ground: Paint) -> Paint {
    let color: RGBColor
    switch ground {
    case .fixed(let fixed): color = fixed
    case .series(let index):
      color = Self.color(index: Self.indexedSeries[index % Self.indexedSeries.count])
    default: color = Self.color(index: 243)
    }
    let black = RGBColor(0x000000)
    let white = RGBColor(0xffffff)
    return .fixed(color.contrast(with: black) >= color.contrast(with: white) ? black : white)
  }

  /// A colour of the 256 of xterm, except the sixteen that users choose themselves.
  static func color(index: Int) -> RGBColor {
    guard index < 232 else {
      let level = UInt8(8 + 10 * (index - 232))
      return RGBColor(red: level, green: level, blue: level)
    }
    let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
    let place = max(0, index - 16)
    return RGBColor(
      red: levels[place / 36 % 6], green: levels[place / 6 % 6], blue: levels[place % 6])
  }

  /// The nearest colour of the cube of 6 x 6 x 6 or of the 24 greys.
  static func nearestIndex(_ color: RGBColor) -> Int {
    let levels = [0, 95, 135, 175, 215, 255]
    func nearest(_ part: UInt8) -> Int {
      levels.indices.min { abs(levels[$0] - Int(part)) < abs(levels[$1] - Int(part)) } ?? 0
    }
    let (r, g, b) = (nearest(color.red), nearest(color.green), nearest(color.blue))
    let cube = (levels[r], levels[g], levels[b])
    let average = (Int(color.red) + Int(color.green) + Int(color.blue)) / 3
    let grey = max(0, min(23, (average - 3) / 10))
    let greyLevel = 8 + 10 * grey
    func distance(_ x: (Int, Int, Int)) -> Int {
      let (dr, dg, db) = (x.0 - Int(color.red), x.1 - Int(color.green), x.2 - Int(color.blue))
      return dr * dr + dg * dg + db * db
    }
    return distance(cube) <= distance((greyLevel, greyLevel, greyLevel))
      ? 16 + 36 * r + 6 * g + b : 232 + grey
  }

  private static func nearestANSI(_ color: RGBColor) -> Int {
    let bits = [color.red, color.green, color.blue].map { $0 > 127 ? 1 : 0 }
    let number = bits[0] + 2 * bits[1] + 4 * bits[2]
    return number == 0 ? 90 : number == 7 ? 37 : 30 + number
  }
}
