/// Breaks text into lines at its spaces.
public enum WordWrap {
  /// The words of a text on lines of at most a number of cells.
  ///
  /// A word that is wider than a line has a line of its own. Runs of spaces count as one.
  ///
  /// - Parameters:
  ///   - width: The cells of a line, with its indent.
  ///   - indent: The spaces before the first line.
  ///   - hanging: The spaces before the other lines; nil for as many.
  /// - Returns: The lines, none for a text without words.
  public static func lines<Text: StringProtocol>(
    _ text: Text, width: Int, indent: Int = 0, hanging: Int? = nil
  ) -> [String] {
    var lines: [String] = []
    var line = String(repeating: " ", count: indent)
    var cells = indent
    var isEmpty = true
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      let own = DisplayWidth.cells(word)
      if !isEmpty, cells + 1 + own > width {
        lines.append(line)
        line = String(repeating: " ", count: hanging ?? indent)
        cells = hanging ?? indent
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      cells += own + (isEmpty ? 0 : 1)
      isEmpty = false
    }
    return isEmpty ? lines : lines + [line]
  }
}
