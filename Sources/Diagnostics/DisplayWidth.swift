/// Measures text in terminal cells.
///
/// Wide means East Asian Wide or Fullwidth in Unicode Standard Annex 11, or an emoji shown as a
/// picture; combining marks and joiners take no cell. A grapheme cluster is never wider than two.
public enum DisplayWidth {
  /// The number of cells that a text takes on a terminal; control characters count as none.
  public static func cells(_ text: some StringProtocol) -> Int {
    var isASCII = true
    var count = 0
    for byte in text.utf8 {
      if byte >= 0x80 {
        isASCII = false
        break
      }
      if byte >= 0x20, byte != 0x7F { count += 1 }
    }
    if isASCII { return count }
    var total = 0
    for character in text { total += cells(of: character) }
    return total
  }

  /// The number of cells of one grapheme cluster: 0, 1 or 2.
  public static func cells(of character: Character) -> Int {
    var widest = 0
    for scalar in character.unicodeScalars {
      if scalar.value == 0xFE0F { return max(widest, 2) }  // shown as a picture
      widest = max(widest, cells(of: scalar))
    }
    return min(2, widest)
  }

  /// A text of at most some cells, with a mark for what was cut from its end.
  public static func shortened(_ text: String, to width: Int, mark: String = "…") -> String {
    if cells(text) <= width { return text }
    let room = width - cells(mark)
    var kept = ""
    var used = 0
    for character in text {
      used += cells(of: character)
      if used > room { break }
      kept.append(character)
    }
    return kept + mark
  }

  private static func cells(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x20 || (value >= 0x7F && value < 0xA0) { return 0 }
    if value < 0x300 { return value == 0xAD ? 0 : 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    if scalar.properties.isEmojiPresentation { return 2 }
    for range in wideRanges where range.contains(value) { return 2 }
    return 1
  }

  /// The East Asian Wide and Fullwidth blocks of Unicode 15.
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
    0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
    0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18CFF, 0x1B000...0x1B2FF, 0x20000...0x3FFFD,
  ]
}
