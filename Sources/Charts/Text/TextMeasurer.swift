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

  /// The sum of the widths of the characters; kerning is left out, which errs on the wide side.
  public func width(of text: String, size: Double, isBold: Bool) -> Double {
    let table = isBold ? CharacterWidths.asciiBold : CharacterWidths.ascii
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
    for character in text { total += Self.width(of: character, isBold: isBold) }
    return Double(total) * size / 1000
  }

  /// The width of what a reader sees as one character: its widest part, as marks are put on top.
  private static func width(of character: Character, isBold: Bool) -> Int {
    var widest = 0
    for scalar in character.unicodeScalars {
      widest = max(widest, width(of: scalar, isBold: isBold))
    }
    return widest
  }

  private static func width(of scalar: Unicode.Scalar, isBold: Bool) -> Int {
    let isPictograph =
      scalar.properties.isEmojiPresentation || scalar.value == 0xFE0F
      || (0x1F000...0x1FAFF).contains(scalar.value)
    if isPictograph { return 1250 }
    if let known = CharacterWidths.width(of: scalar, isBold: isBold) { return Int(known) }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    // Other fonts draw what this one does not have; these are the widths that are usual there.
    let usual: Int =
      switch scalar.value {
      case 0x0180...0x036F, 0x1E00...0x1FFF: 600
      case 0x0460...0x058F: 700
      // Hebrew, Arabic and their neighbours.
      case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF: 650
      // The scripts of India and South-East Asia.
      case 0x0900...0x10FF, 0x1200...0x1DFF: 800
      case 0x2000...0x2BFF: 1000
      case 0xFF61...0xFFDC: 500
      case 0x1100...: 1000
      default: 667
      }
    return isBold ? usual * 106 / 100 : usual
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
