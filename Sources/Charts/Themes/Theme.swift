/// The colours of a chart: ink, paper and the greys between them.
public struct Theme: Sendable {
  /// The name by which it is chosen.
  public var name: String
  /// The colours of text, background, axis lines and grid.
  public var ink: RGBColor, muted: RGBColor, axis: RGBColor, grid: RGBColor, paper: RGBColor
  /// The categorical palette.
  public var palette: [RGBColor]
  /// The colour of folded and missing categories.
  public var other: RGBColor
  /// Whether series differ by dashes, shapes and hatching as well as by colour.
  public var tellsApartWithoutColor: Bool
  /// The theme for readers who prefer a dark page, in a chart that serves both.
  public var hasDarkVariant: Bool

  /// The fills that stand for the colours of series; empty where colours do.
  public var hatches: [Hatch] { tellsApartWithoutColor ? Hatch.printed : [] }

  /// The colour of a paint.
  public func color(_ paint: Paint) -> RGBColor {
    switch paint {
    case .ink: ink
    case .muted: muted
    case .axis: axis
    case .grid: grid
    case .paper: paper
    case .series(let index): palette[index % palette.count]
    case .other: other
    case .fixed(let color): color
    }
  }

  /// The colour of text that belongs to a paint: as near to it as can be read on the paper.
  ///
  /// Pale colours are mixed with ink until the contrast is 4.5 to 1 (WCAG 2.1, 1.4.3).
  public func textColor(_ paint: Paint) -> RGBColor {
    let color = color(paint)
    switch paint {
    case .series, .other, .fixed:
      for step in 0...10 {
        let mixed = color.mixed(with: ink, Double(step) / 10)
        if mixed.contrast(with: paper) >= 4.5 { return mixed }
      }
      return ink
    case .ink, .muted, .axis, .grid, .paper: return color
    }
  }

  /// Ink or paper, whichever can be read better on a fill.
  public func text(over fill: RGBColor) -> Paint {
    fill.contrast(with: ink) >= fill.contrast(with: paper) ? .ink : .paper
  }

  /// Dark text on white.
  public static let light = Theme(
    name: "light", ink: RGBColor(0x1f2328), muted: RGBColor(0x59636e), axis: RGBColor(0x8b949e),
    grid: RGBColor(0xd8dde3), paper: RGBColor(0xffffff), palette: Palettes.light.colors,
    other: RGBColor(0xa0a6ad), tellsApartWithoutColor: false, hasDarkVariant: false)

  /// Light text on near-black.
  public static let dark = Theme(
    name: "dark", ink: RGBColor(0xe6e9ee), muted: RGBColor(0xa3adb8), axis: RGBColor(0x6b7480),
    grid: RGBColor(0x2d323a), paper: RGBColor(0x16181d), palette: Palettes.dark.colors,
    other: RGBColor(0x6f7782), tellsApartWithoutColor: false, hasDarkVariant: false)

  /// The light theme that turns dark where the reader's page is dark.
  public static let auto: Theme = {
    var theme = light
    theme.name = "auto"
    theme.hasDarkVariant = true
    return theme
  }()

  /// Black on white with dashes, shapes and hatching, for printing without colour.
  public static let print = Theme(
    name: "print", ink: RGBColor(0x000000), muted: RGBColor(0x3a3a3a), axis: RGBColor(0x000000),
    grid: RGBColor(0xdddddd), paper: RGBColor(0xffffff),
    palette: [0x000000, 0x6e6e6e, 0x3a3a3a, 0x8c8c8c, 0x1e1e1e, 0x7d7d7d, 0x505050, 0x909090]
      .map { RGBColor($0) },
    other: RGBColor(0xb0b0b0), tellsApartWithoutColor: true, hasDarkVariant: false)

  /// The themes by name.
  public static let all = [light, dark, auto, print]

  /// The theme of a name.
  public static func named(_ name: String) -> Theme? { all.first { $0.name == name } }
}
