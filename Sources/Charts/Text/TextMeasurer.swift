import Diagnostics

/// Says how much room a text takes on a surface.
public protocol TextMeasurer: Sendable {
  /// The width of a text in the surface's units.
  func width(of text: String, size: Double, isBold: Bool) -> Double
}

/// Measures in pixels by an embedded table of character widths; no font is opened.
public struct PixelTextMeasurer: TextMeasurer {
  /// Creates a measurer.
  public init() {}

  /// The sum of the characters' widths; emoji count 1.25 times the size.
  public func width(of text: String, size: Double, isBold: Bool) -> Double {
    let table = isBold ? CharacterWidths.bold : CharacterWidths.regular
    var total = 0
    var isPlain = true
    for byte in text.utf8 {
      guard byte >= 0x20, byte < 0x7F else {
        isPlain = false
        break
      }
      total += Int(table[Int(byte) - 0x20])
    }
    if isPlain { return Double(total) * size / 1000 }
    total = 0
    for character in text { total += Self.width(of: character, table) }
    let slack = isBold ? 1.06 : 1.0
    return Double(total) * size / 1000 * slack
  }

  private static func width(of character: Character, _ table: [UInt16]) -> Int {
    var widest = 0
    for scalar in character.unicodeScalars {
      let value = Int(scalar.value)
      if value >= 0x20, value < 0x7F {
        widest = max(widest, Int(table[value - 0x20]))
      } else if value >= 0xA0, value < 0x100 {
        widest = max(widest, Int(CharacterWidths.latin[value - 0xA0]))
      } else if scalar.properties.isEmojiPresentation || value == 0xFE0F {
        widest = max(widest, 1250)
      } else {
        widest = max(widest, Int(CharacterWidths.width(of: scalar)))
      }
    }
    return widest
  }
}

/// Measures in terminal cells.
public struct CellTextMeasurer: TextMeasurer {
  /// Creates a measurer.
  public init() {}
  /// The number of cells; size and weight do not matter.
  public func width(of text: String, size: Double, isBold: Bool) -> Double {
    Double(DisplayWidth.cells(text))
  }
}
