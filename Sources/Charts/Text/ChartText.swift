/// Prepares text from data and programs for drawing.
public enum ChartText {
  /// The text without control characters and without marks that change the direction of others.
  ///
  /// Line breaks and tabs become spaces; a text longer than 1,000 characters is cut.
  public static func clean(_ text: String) -> String {
    if text.utf8.count <= 1000, text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var out = String.UnicodeScalarView()
    var count = 0
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: out.append(" ")
      case 0x00..<0x20, 0x7F..<0xA0: continue
      case 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C, 0xFEFF: continue
      case 0xFFFE, 0xFFFF: continue
      default: out.append(scalar)
      }
      count += 1
      if count >= 1000 { break }
    }
    return String(out)
  }

  /// The text as it is when it fits, otherwise with its middle left out.
  ///
  /// Keeps a little more of the head than of the tail; never cuts inside a character.
  public static func shortened(
    _ text: String, to width: Double, size: Double, isBold: Bool = false,
    _ measurer: any TextMeasurer
  ) -> String {
    if measurer.width(of: text, size: size, isBold: isBold) <= width { return text }
    let characters = Array(text)
    func candidate(_ kept: Int) -> String {
      let head = (kept * 3 + 4) / 5
      return String(characters[..<head]) + "…"
        + String(characters[(characters.count - kept + head)...])
    }
    var low = 0
    var high = max(0, characters.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      let fits = measurer.width(of: candidate(middle), size: size, isBold: isBold) <= width
      if fits { low = middle } else { high = middle - 1 }
    }
    return candidate(low)
  }

  /// The text on lines of at most a width, broken at spaces; a longer word keeps its line.
  public static func wrapped(
    _ text: String, to width: Double, size: Double, isBold: Bool = false, maximumLines: Int,
    _ measurer: any TextMeasurer
  ) -> [String] {
    var lines: [String] = []
    var current = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      let joined = current.isEmpty ? String(word) : current + " " + word
      if current.isEmpty || measurer.width(of: joined, size: size, isBold: isBold) <= width {
        current = joined
      } else {
        lines.append(current)
        current = String(word)
      }
    }
    if !current.isEmpty { lines.append(current) }
    if lines.count > maximumLines {
      let rest = lines[(maximumLines - 1)...].joined(separator: " ")
      lines = Array(lines[..<(maximumLines - 1)]) + [rest]
    }
    return lines.map { shortened($0, to: width, size: size, isBold: isBold, measurer) }
  }
}
